package schemaguardprocessor

import (
	"testing"

	"go.opentelemetry.io/collector/pdata/pmetric"
)

// FuzzProcess feeds anything that decodes as OTLP, under the names that the schema declares.
func FuzzProcess(f *testing.F) {
	marshaler, unmarshaler := pmetric.ProtoMarshaler{}, pmetric.ProtoUnmarshaler{}
	names := []string{"kit.lead.captured", "kit.queue.depth", "kit.job.duration", "http.server.request.duration"}
	for _, seed := range []pmetric.Metrics{
		pmetric.NewMetrics(),
		leads("shop", source("a"), source("b"), source("c"), source("d"), map[string]any{"user.id": []any{"x", 1}}),
		leads("", map[string]any{"kit_channel": map[string]any{"a": "b"}, "": ""}, map[string]any{}),
		everyKind(),
	} {
		content, err := marshaler.MarshalMetrics(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content, 0)
		f.Add(content, 2)
	}
	enforce, observe := run(f, modeEnforce, nil), run(f, modeObserve, nil)
	f.Fuzz(func(t *testing.T, content []byte, name int) {
		metrics, err := unmarshaler.UnmarshalMetrics(content)
		if err != nil {
			return
		}
		for _, resource := range metrics.ResourceMetrics().All() {
			for _, scope := range resource.ScopeMetrics().All() {
				for _, metric := range scope.Metrics().All() {
					metric.SetName(names[uint(name)%uint(len(names))])
				}
			}
		}
		shared := pmetric.NewMetrics()
		metrics.CopyTo(shared)
		shared.MarkReadOnly()
		for _, c := range []struct {
			station station
			metrics pmetric.Metrics
		}{{observe, shared}, {enforce, metrics}} {
			if err := c.station.processor.ConsumeMetrics(t.Context(), c.metrics); err != nil {
				t.Fatal(err)
			}
			c.station.out.Reset()
		}
	})
}

func everyKind() pmetric.Metrics {
	metrics := pmetric.NewMetrics()
	all := metrics.ResourceMetrics().AppendEmpty().ScopeMetrics().AppendEmpty().Metrics()
	for range 2 {
		histogram(withHistogram(all), []float64{1, 2}, []uint64{1, 2, 3})
		exponential(withExponential(all), 3, -4, 1, 2, 3)
		all.AppendEmpty().SetEmptySummary().DataPoints().AppendEmpty().SetCount(1)
	}
	for _, metric := range all.All() {
		for attributes := range eachPoint(metric) {
			attributes.PutStr("undeclared", "value")
		}
	}
	return metrics
}

func withHistogram(all pmetric.MetricSlice) pmetric.Metric {
	metric := all.AppendEmpty()
	metric.SetEmptyHistogram()
	return metric
}

func withExponential(all pmetric.MetricSlice) pmetric.Metric {
	metric := all.AppendEmpty()
	metric.SetEmptyExponentialHistogram()
	return metric
}
