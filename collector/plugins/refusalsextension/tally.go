package refusalsextension

import (
	"context"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.uber.org/zap"
)

const linesEvery = time.Minute // for each kind

// kind is what is counted and logged together; there are as many as signals times statuses.
type kind struct{ signal, code string }

// record is what was seen of a kind since its last line.
type record struct {
	lastLine time.Time
	since    int
}

// tally counts and tells of refusals.
type tally struct {
	counter metric.Int64Counter
	logger  *zap.Logger

	mu    sync.Mutex
	kinds map[kind]*record
}

// see takes note of one refusal. `path` is a URL's path or a gRPC method, if there was one, `reason` what the answer said.
func (t *tally) see(ctx context.Context, path, code, peer, reason string, now time.Time) {
	found := kind{signalOf(path), code}
	t.counter.Add(ctx, 1, metric.WithAttributes(
		attribute.String("signal", found.signal), attribute.String("code", found.code)))
	if times := t.due(found, now); times > 0 {
		t.logger.Warn("Refused a request.", zap.String("signal", found.signal), zap.String("code", found.code),
			zap.String("peer", peer), zap.String("reason", reason), zap.Int("times", times))
	}
}

// due returns how many refusals the line stands for that may be written now, 0 while there was one in this minute.
func (t *tally) due(found kind, now time.Time) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	seen := t.kinds[found]
	if seen == nil {
		seen = &record{}
		t.kinds[found] = seen
	}
	seen.since++
	if !seen.lastLine.IsZero() && now.Sub(seen.lastLine) < linesEvery {
		return 0
	}
	times := seen.since
	seen.lastLine, seen.since = now, 0
	return times
}

func signalOf(path string) string {
	path = strings.ToLower(path)
	for _, signal := range []string{"trace", "metric", "log"} {
		if strings.Contains(path, signal) {
			return signal + "s"
		}
	}
	return "other"
}
