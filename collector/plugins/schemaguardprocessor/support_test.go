package schemaguardprocessor

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processortest"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"otelkit/schemaguardprocessor/internal/metadata"
)

// station is a running processor with its outcome, its own metrics and its log.
type station struct {
	processor processor.Metrics
	out       *consumertest.MetricsSink
	telemetry *componenttest.Telemetry
	log       *observer.ObservedLogs
}

func run(t testing.TB, mode string, change func(*Config)) station {
	t.Helper()
	config := createDefaultConfig().(*Config)
	config.Schemas, config.Mode = []string{"testdata/resolved.json"}, mode
	if change != nil {
		change(config)
	}
	require.NoError(t, config.Validate())
	core, log := observer.New(zap.WarnLevel)
	telemetry := componenttest.NewTelemetry()
	set := processortest.NewNopSettings(metadata.Type)
	set.TelemetrySettings = telemetry.NewTelemetrySettings()
	set.Logger = zap.New(core)
	out := new(consumertest.MetricsSink)
	started, err := createMetricsProcessor(context.Background(), set, config, out)
	require.NoError(t, err)
	require.NoError(t, started.Start(context.Background(), componenttest.NewNopHost()))
	t.Cleanup(func() {
		require.NoError(t, started.Shutdown(context.Background()))
		require.NoError(t, telemetry.Shutdown(context.Background()))
	})
	return station{processor: started, out: out, telemetry: telemetry, log: log}
}

// send returns the first metric as it came out.
func (s station) send(t testing.TB, metrics pmetric.Metrics) pmetric.Metric {
	t.Helper()
	require.NoError(t, s.processor.ConsumeMetrics(context.Background(), metrics))
	all := s.out.AllMetrics()
	return all[len(all)-1].ResourceMetrics().At(0).ScopeMetrics().At(0).Metrics().At(0)
}

// counted returns a metric of the processor's own, by its values of the labels asked for.
func (s station) counted(t testing.TB, name string, labels ...string) map[string]int64 {
	t.Helper()
	counts := map[string]int64{}
	metric, err := s.telemetry.GetMetric(name)
	if err != nil {
		return counts // nothing was counted yet
	}
	for _, point := range metric.Data.(metricdata.Sum[int64]).DataPoints {
		key := ""
		for i, label := range labels {
			if i > 0 {
				key += " "
			}
			value, _ := point.Attributes.Value(attribute.Key(label))
			key += value.AsString()
		}
		counts[key] += point.Value
	}
	return counts
}

func (s station) violations(t testing.TB) map[string]int64 {
	return s.counted(t, "kit.telemetry.schema.violations",
		"kit.telemetry.reason", "kit.telemetry.metric", "kit.telemetry.attribute")
}

func (s station) overflows(t testing.TB) map[string]int64 {
	return s.counted(t, "kit.telemetry.cardinality.overflow", "kit.telemetry.metric", "kit.telemetry.attribute")
}

func metricOf(service, name, unit string) (pmetric.Metrics, pmetric.Metric) {
	metrics := pmetric.NewMetrics()
	resource := metrics.ResourceMetrics().AppendEmpty()
	resource.Resource().Attributes().PutStr("service.name", service)
	metric := resource.ScopeMetrics().AppendEmpty().Metrics().AppendEmpty()
	metric.SetName(name)
	metric.SetUnit(unit)
	return metrics, metric
}

// leads is a counter of ours with one data point of value 1 for each map of attributes.
func leads(service string, points ...map[string]any) pmetric.Metrics {
	metrics, metric := metricOf(service, "kit.lead.captured", "{lead}")
	metric.SetEmptySum().SetIsMonotonic(true)
	metric.Sum().SetAggregationTemporality(pmetric.AggregationTemporalityCumulative)
	for _, attributes := range points {
		point := metric.Sum().DataPoints().AppendEmpty()
		point.SetIntValue(1)
		point.SetStartTimestamp(100)
		point.SetTimestamp(pcommon.NewTimestampFromTime(time.Unix(1000, 0)))
		if err := point.Attributes().FromRaw(attributes); err != nil {
			panic(err)
		}
	}
	return metrics
}

func source(value any) map[string]any { return map[string]any{"kit.lead.source": value} }

func raw(metric pmetric.Metric) []map[string]any {
	var all []map[string]any
	for attributes := range eachPoint(metric) {
		all = append(all, attributes.AsRaw())
	}
	return all
}
