package piiredactionprocessor

import (
	"context"
	"sync"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"otelkit/piiredactionprocessor/internal/metadata"
)

// redactor walks through telemetry. Requests may be processed at the same time.
type redactor struct {
	passes    *sync.Pool
	telemetry *metadata.TelemetryBuilder
}

func (r *redactor) processTraces(ctx context.Context, traces ptrace.Traces) (ptrace.Traces, error) {
	p := r.passes.Get().(*pass)
	for _, resource := range traces.ResourceSpans().All() {
		p.attributes(resource.Resource().Attributes())
		for _, scope := range resource.ScopeSpans().All() {
			p.attributes(scope.Scope().Attributes())
			for _, span := range scope.Spans().All() {
				p.span(span)
			}
		}
	}
	r.end(ctx, p)
	return traces, nil
}

func (p *pass) span(span ptrace.Span) {
	p.text(span.Name(), onAttribute, span.SetName)
	p.text(span.Status().Message(), inException, span.Status().SetMessage)
	p.attributes(span.Attributes())
	for _, event := range span.Events().All() {
		p.text(event.Name(), onAttribute, event.SetName)
		p.attributes(event.Attributes())
	}
	for _, link := range span.Links().All() {
		p.attributes(link.Attributes())
	}
}

func (r *redactor) processLogs(ctx context.Context, logs plog.Logs) (plog.Logs, error) {
	p := r.passes.Get().(*pass)
	for _, resource := range logs.ResourceLogs().All() {
		p.attributes(resource.Resource().Attributes())
		for _, scope := range resource.ScopeLogs().All() {
			p.attributes(scope.Scope().Attributes())
			for _, record := range scope.LogRecords().All() {
				p.body(record.Body())
				p.attributes(record.Attributes())
			}
		}
	}
	r.end(ctx, p)
	return logs, nil
}

func (r *redactor) processMetrics(ctx context.Context, metrics pmetric.Metrics) (pmetric.Metrics, error) {
	p := r.passes.Get().(*pass)
	for _, resource := range metrics.ResourceMetrics().All() {
		p.attributes(resource.Resource().Attributes())
		for _, scope := range resource.ScopeMetrics().All() {
			p.attributes(scope.Scope().Attributes())
			for _, metric := range scope.Metrics().All() {
				p.metric(metric)
			}
		}
	}
	r.end(ctx, p)
	return metrics, nil
}

func (p *pass) metric(metric pmetric.Metric) {
	switch metric.Type() {
	case pmetric.MetricTypeSum:
		points(p, metric.Sum().DataPoints())
	case pmetric.MetricTypeGauge:
		points(p, metric.Gauge().DataPoints())
	case pmetric.MetricTypeHistogram:
		points(p, metric.Histogram().DataPoints())
	case pmetric.MetricTypeExponentialHistogram:
		points(p, metric.ExponentialHistogram().DataPoints())
	case pmetric.MetricTypeSummary:
		for _, point := range metric.Summary().DataPoints().All() {
			p.attributes(point.Attributes())
		}
	default:
	}
}

type point interface {
	Attributes() pcommon.Map
	Exemplars() pmetric.ExemplarSlice
}

type pointSlice[P point] interface {
	Len() int
	At(int) P
}

func points[P point, S pointSlice[P]](p *pass, all S) {
	for i := range all.Len() {
		p.attributes(all.At(i).Attributes())
		for _, exemplar := range all.At(i).Exemplars().All() {
			p.attributes(exemplar.FilteredAttributes())
		}
	}
}

// end reports what was found: kind, surface and how often, never the value.
func (r *redactor) end(ctx context.Context, p *pass) {
	for found, number := range p.counts {
		r.telemetry.TelemetryRedactions.Add(ctx, number, metric.WithAttributes(
			attribute.String("kit.pii.type", found.kind),
			attribute.String("kit.pii.surface", found.surface),
		))
	}
	p.done()
	r.passes.Put(p)
}
