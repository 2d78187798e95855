package delayedackextension

import (
	"context"
	"net/http"
	"sync"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension/extensioncapabilities"
	"go.opentelemetry.io/collector/extension/extensionmiddleware"
	"google.golang.org/grpc"
)

// delayedAck wraps the clients of exporters. What comes back from it as done has outlived `hold` in the backend; all
// else is an error that exporters retry, so that their queue keeps the data.
type delayedAck struct {
	config    *Config
	telemetry component.TelemetrySettings
	runs      *runs // nil without a probe
	stopping  chan struct{}
	stopOnce  sync.Once
}

var (
	_ extensionmiddleware.HTTPClient        = (*delayedAck)(nil)
	_ extensionmiddleware.GRPCClient        = (*delayedAck)(nil)
	_ extensioncapabilities.PipelineWatcher = (*delayedAck)(nil)
)

func newDelayedAck(config *Config, telemetry component.TelemetrySettings) *delayedAck {
	return &delayedAck{config: config, telemetry: telemetry, stopping: make(chan struct{})}
}

// Start makes the client of the probe.
func (d *delayedAck) Start(ctx context.Context, host component.Host) error {
	if d.config.Hold == 0 || !d.config.Probe.HasValue() {
		return nil
	}
	probe := d.config.Probe.Get()
	client, err := probe.ToClient(ctx, host.GetExtensions(), d.telemetry)
	if err != nil {
		return err
	}
	d.runs = newRuns(probe, client, d.telemetry.Logger)
	return nil
}

// Ready is the other half of NotReady.
func (*delayedAck) Ready() error { return nil }

// NotReady ends every wait: exporters are about to be stopped, and what is not confirmed stays in their queues.
func (d *delayedAck) NotReady() error {
	d.stopOnce.Do(func() { close(d.stopping) })
	return nil
}

// Shutdown does what NotReady did, where no pipeline was there to be told.
func (d *delayedAck) Shutdown(context.Context) error {
	err := d.NotReady()
	if d.runs != nil {
		d.runs.client.CloseIdleConnections()
	}
	return err
}

// GetHTTPRoundTripper wraps the transport of an HTTP exporter.
func (d *delayedAck) GetHTTPRoundTripper(context.Context) (extensionmiddleware.WrapHTTPRoundTripperFunc, error) {
	return func(_ context.Context, next http.RoundTripper) (http.RoundTripper, error) {
		if d.config.Hold == 0 {
			return next, nil
		}
		return &transport{next: next, ack: d}, nil
	}, nil
}

// GetGRPCClientOptions intercepts the calls of a gRPC exporter.
func (d *delayedAck) GetGRPCClientOptions(context.Context) ([]grpc.DialOption, error) {
	if d.config.Hold == 0 {
		return nil, nil
	}
	return []grpc.DialOption{grpc.WithChainUnaryInterceptor(d.intercept)}, nil
}

// around sends, and returns nil only if the run of the backend that said yes lived on for `hold`.
// `host` is where `send` sends to; `accepted` tells whether that was a yes at all.
func (d *delayedAck) around(ctx context.Context, host string, send func() (accepted bool)) error {
	if err := d.fits(ctx); err != nil {
		return err
	}
	before, err := d.runOf(ctx, host, time.Time{})
	if err != nil {
		return err
	}
	if !send() {
		return nil // the exporter sees the refusal itself
	}
	if err := d.wait(ctx); err != nil {
		return err
	}
	after, err := d.runOf(ctx, host, time.Now())
	if err != nil {
		return err
	}
	if before != after && after != "" { // empty: several answer in turn, and none can be told from a restart
		return errStartedAnew
	}
	return nil
}

// fits refuses a call that would end before its wait does, and so would be sent again for ever.
func (d *delayedAck) fits(ctx context.Context) error {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d.config.Hold {
		return errTimeoutTooShort
	}
	return nil
}

func (d *delayedAck) wait(ctx context.Context) error {
	timer := time.NewTimer(d.config.Hold)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-d.stopping:
		return errStopping
	case <-ctx.Done():
		return ctx.Err()
	}
}

// runOf returns which run of the backend answers, as seen at `since` or later.
func (d *delayedAck) runOf(ctx context.Context, host string, since time.Time) (string, error) {
	if d.runs == nil {
		return "", nil
	}
	return d.runs.of(ctx, host, since)
}
