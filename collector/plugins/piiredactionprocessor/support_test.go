package piiredactionprocessor

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processortest"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"

	"otelkit/piiredactionprocessor/internal/metadata"
)

// station is the processor of each signal, running, with its own metrics.
type station struct {
	telemetry *componenttest.Telemetry
	traces    processor.Traces
	logs      processor.Logs
	metrics   processor.Metrics
}

func run(t testing.TB, change func(*Config)) station {
	t.Helper()
	config := createDefaultConfig().(*Config)
	if change != nil {
		change(config)
	}
	require.NoError(t, config.Validate())
	s := station{telemetry: componenttest.NewTelemetry()}
	set := processortest.NewNopSettings(metadata.Type)
	set.TelemetrySettings = s.telemetry.NewTelemetrySettings()
	ctx, next := context.Background(), consumertest.NewNop()
	var err error
	s.traces, err = createTraces(ctx, set, config, next)
	require.NoError(t, err)
	s.logs, err = createLogs(ctx, set, config, next)
	require.NoError(t, err)
	s.metrics, err = createMetrics(ctx, set, config, next)
	require.NoError(t, err)
	t.Cleanup(func() {
		require.NoError(t, s.traces.Shutdown(ctx))
		require.NoError(t, s.logs.Shutdown(ctx))
		require.NoError(t, s.metrics.Shutdown(ctx))
		require.NoError(t, s.telemetry.Shutdown(ctx))
	})
	return s
}

// redacted returns attributes as they come out as those of a span.
func (s station) redacted(t testing.TB, attributes map[string]any) map[string]any {
	t.Helper()
	traces := ptrace.NewTraces()
	span := traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
	require.NoError(t, span.Attributes().FromRaw(attributes))
	require.NoError(t, s.traces.ConsumeTraces(context.Background(), traces))
	return span.Attributes().AsRaw()
}

// found returns how often each kind was found on each surface.
func (s station) found(t testing.TB) map[string]int64 {
	t.Helper()
	counts := map[string]int64{}
	metric, err := s.telemetry.GetMetric("kit.telemetry.redactions")
	if err != nil {
		return counts // nothing was found yet
	}
	for _, point := range metric.Data.(metricdata.Sum[int64]).DataPoints {
		kind, _ := point.Attributes.Value(attribute.Key("kit.pii.type"))
		surface, _ := point.Attributes.Value(attribute.Key("kit.pii.surface"))
		counts[kind.AsString()+" "+surface.AsString()] = point.Value
	}
	return counts
}

func newSpan() (ptrace.Traces, ptrace.Span) {
	traces := ptrace.NewTraces()
	return traces, traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans().AppendEmpty()
}

func newRecord() (plog.Logs, plog.LogRecord) {
	logs := plog.NewLogs()
	return logs, logs.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
}

func newMetric() (pmetric.Metrics, pmetric.Metric) {
	metrics := pmetric.NewMetrics()
	return metrics, metrics.ResourceMetrics().AppendEmpty().ScopeMetrics().AppendEmpty().Metrics().AppendEmpty()
}
