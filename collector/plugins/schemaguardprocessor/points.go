package schemaguardprocessor

import (
	"iter"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// eachPoint yields the attributes of each data point of a metric, whatever its kind.
func eachPoint(metric pmetric.Metric) iter.Seq[pcommon.Map] {
	switch metric.Type() {
	case pmetric.MetricTypeSum:
		return attributesOf(metric.Sum().DataPoints())
	case pmetric.MetricTypeGauge:
		return attributesOf(metric.Gauge().DataPoints())
	case pmetric.MetricTypeHistogram:
		return attributesOf(metric.Histogram().DataPoints())
	case pmetric.MetricTypeExponentialHistogram:
		return attributesOf(metric.ExponentialHistogram().DataPoints())
	case pmetric.MetricTypeSummary:
		return attributesOf(metric.Summary().DataPoints())
	default:
		return func(func(pcommon.Map) bool) {}
	}
}

type point interface{ Attributes() pcommon.Map }

type pointSlice[P point] interface {
	Len() int
	At(int) P
	RemoveIf(func(P) bool)
}

func attributesOf[P point, S pointSlice[P]](points S) iter.Seq[pcommon.Map] {
	return func(yield func(pcommon.Map) bool) {
		for i := range points.Len() {
			if !yield(points.At(i).Attributes()) {
				return
			}
		}
	}
}

// asString avoids a copy where the value is text already.
func asString(value pcommon.Value) string {
	if value.Type() == pcommon.ValueTypeStr {
		return value.Str()
	}
	return value.AsString()
}
