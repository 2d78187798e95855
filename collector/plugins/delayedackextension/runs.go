package delayedackextension

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"

	"go.uber.org/zap"
)

const largestPage = 4 << 20 // bytes; a metrics page of Tempo has a tenth of it

// runs knows which run of each backend answers: a value that changes when the backend starts anew.
type runs struct {
	endpoint string
	pattern  *regexp.Regexp
	client   *http.Client
	logger   *zap.Logger

	mu    sync.Mutex
	hosts map[string]*run
}

// run is what was last seen of one host. Its lock lets one look serve all who wait for it.
type run struct {
	mu     sync.Mutex
	value  string
	seen   time.Time       // when the look began that saw it
	past   map[string]bool // the values before it
	failed time.Time       // when the last look failed, zero after one that did not
	err    error
	mixed  bool // several processes answer in turn
}

func newRuns(config *ProbeConfig, client *http.Client, logger *zap.Logger) *runs {
	return &runs{
		endpoint: config.Endpoint,
		pattern:  regexp.MustCompile(config.Pattern), // Validate has compiled it before
		client:   client,
		logger:   logger,
		hosts:    map[string]*run{},
	}
}

// of returns the run as seen by a look that began at `since` or later; any former look will do for the zero time.
func (r *runs) of(ctx context.Context, host string, since time.Time) (string, error) {
	url := strings.ReplaceAll(r.endpoint, "{host}", host)
	asked := time.Now()
	found := r.host(url)
	found.mu.Lock()
	defer found.mu.Unlock()
	switch {
	case found.mixed:
		return "", nil
	case found.failed.After(asked): // while this one waited for the lock
		return "", found.err
	case found.failed.IsZero() && found.value != "" && !found.seen.Before(since):
		return found.value, nil
	}
	began := time.Now()
	value, err := r.look(ctx, url)
	if err != nil {
		r.fail(found, url, err)
		return "", err
	}
	r.take(found, url, value, began)
	return found.value, nil
}

// take keeps what a look has seen. A start time never comes back: one that does belongs to another process.
func (r *runs) take(found *run, url, value string, began time.Time) {
	found.failed, found.err = time.Time{}, nil
	switch {
	case found.past[value]:
		r.logger.Error("Several backends answer here in turn, so that a restart cannot be seen; their yes counts at once. "+
			"Probe one backend, or set hold to 0s and let the backends replicate.", zap.String("probe", url))
		found.mixed, found.value = true, ""
		return
	case found.value != "" && found.value != value:
		r.logger.Warn("The backend started anew; what it may have lost is sent again.", zap.String("probe", url))
		found.past[found.value] = true
	}
	found.value, found.seen = value, began
}

// fail writes one line when a page stops being readable, not one for each request that waits for it.
func (r *runs) fail(found *run, url string, err error) {
	if found.failed.IsZero() {
		r.logger.Warn("The backend's run cannot be seen; the queue keeps the data until it can.",
			zap.String("probe", url), zap.Error(err))
	}
	found.failed, found.err = time.Now(), err
}

func (r *runs) host(url string) *run {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.hosts[url] == nil {
		r.hosts[url] = &run{past: map[string]bool{}}
	}
	return r.hosts[url]
}

func (r *runs) look(ctx context.Context, url string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return "", err
	}
	response, err := r.client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	page, err := io.ReadAll(io.LimitReader(response.Body, largestPage))
	if err != nil {
		return "", err
	}
	match := r.pattern.FindSubmatch(page)
	if match == nil {
		return "", fmt.Errorf("%s answered %d without %q", url, response.StatusCode, r.pattern)
	}
	return string(match[1]), nil
}
