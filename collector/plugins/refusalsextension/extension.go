package refusalsextension

import (
	"context"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/collector/component"
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

type refusals struct {
	counter metric.Int64Counter
	logger  *zap.Logger

	mu    sync.Mutex
	kinds map[kind]*record
}

// Start has nothing to do.
func (*refusals) Start(context.Context, component.Host) error { return nil }

// Shutdown has nothing to do.
func (*refusals) Shutdown(context.Context) error { return nil }

// see takes note of one refusal. `path` is a URL's path or a gRPC method, `reason` what the answer said.
func (r *refusals) see(ctx context.Context, path, code, peer, reason string, now time.Time) {
	found := kind{signalOf(path), code}
	r.counter.Add(ctx, 1, metric.WithAttributes(
		attribute.String("signal", found.signal), attribute.String("code", found.code)))
	if times := r.due(found, now); times > 0 {
		r.logger.Warn("Refused a request.", zap.String("signal", found.signal), zap.String("code", found.code),
			zap.String("peer", peer), zap.String("reason", reason), zap.Int("times", times))
	}
}

// due returns how many refusals the line stands for that may be written now, 0 while there was one in this minute.
func (r *refusals) due(found kind, now time.Time) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := r.kinds[found]
	if seen == nil {
		seen = &record{}
		r.kinds[found] = seen
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
