package schemaguardprocessor

import (
	"slices"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// As many examples as a merged point keeps.
const maxExemplars = 10

// mergeEqualPoints makes one of the data points that have the same attributes since some were dropped or replaced.
// Prometheus would refuse the second sample of a series in one request.
func mergeEqualPoints(metric pmetric.Metric) {
	switch metric.Type() {
	case pmetric.MetricTypeSum:
		merge(metric.Sum().DataPoints(), addNumbers)
	case pmetric.MetricTypeGauge:
		merge(metric.Gauge().DataPoints(), latestNumber)
	case pmetric.MetricTypeHistogram:
		merge(metric.Histogram().DataPoints(), addHistograms)
	case pmetric.MetricTypeExponentialHistogram:
		merge(metric.ExponentialHistogram().DataPoints(), addExponentialHistograms)
	case pmetric.MetricTypeSummary:
		merge(metric.Summary().DataPoints(), addSummaries)
	default:
	}
}

type mergeable[P any] interface {
	point
	Flags() pmetric.DataPointFlags
	Timestamp() pcommon.Timestamp
	SetTimestamp(pcommon.Timestamp)
	StartTimestamp() pcommon.Timestamp
	SetStartTimestamp(pcommon.Timestamp)
	CopyTo(P)
}

func merge[P mergeable[P], S pointSlice[P]](points S, fold func(into, from P)) {
	first := make(map[string]P, points.Len())
	points.RemoveIf(func(from P) bool {
		key := identity(from.Attributes())
		into, met := first[key]
		switch {
		case !met:
			first[key] = from
			return false
		case from.Flags().NoRecordedValue(): // says that the series has ended: nothing to add
		case into.Flags().NoRecordedValue():
			from.CopyTo(into)
		default:
			fold(into, from)
			into.SetStartTimestamp(earliest(into.StartTimestamp(), from.StartTimestamp()))
			into.SetTimestamp(max(into.Timestamp(), from.Timestamp()))
		}
		return true
	})
}

// identity is the same for the same attributes in any order.
func identity(attributes pcommon.Map) string {
	pairs := make([]string, 0, attributes.Len())
	for name, value := range attributes.All() {
		pairs = append(pairs, name+"\x00"+asString(value))
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "\x00\x00")
}

// earliest leaves out 0, which stands for a start that is not known.
func earliest(a, b pcommon.Timestamp) pcommon.Timestamp {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

func addNumbers(into, from pmetric.NumberDataPoint) {
	if into.ValueType() == pmetric.NumberDataPointValueTypeInt && from.ValueType() == pmetric.NumberDataPointValueTypeInt {
		into.SetIntValue(into.IntValue() + from.IntValue())
	} else {
		into.SetDoubleValue(number(into) + number(from))
	}
	addExemplars(into.Exemplars(), from.Exemplars())
}

// latestNumber: gauges cannot be added, so the newest one stands for all.
func latestNumber(into, from pmetric.NumberDataPoint) {
	newer := from.Timestamp() > into.Timestamp()
	if newer || from.Timestamp() == into.Timestamp() && number(from) > number(into) {
		from.CopyTo(into)
	}
}

func number(value pmetric.NumberDataPoint) float64 {
	if value.ValueType() == pmetric.NumberDataPointValueTypeInt {
		return float64(value.IntValue())
	}
	return value.DoubleValue()
}

func addSummaries(into, from pmetric.SummaryDataPoint) {
	into.SetCount(into.Count() + from.Count())
	into.SetSum(into.Sum() + from.Sum())
	// Quantiles of two populations say nothing about both.
	into.QuantileValues().RemoveIf(func(pmetric.SummaryDataPointValueAtQuantile) bool { return true })
}

func addExemplars(into, from pmetric.ExemplarSlice) {
	from.MoveAndAppendTo(into)
	kept := 0
	into.RemoveIf(func(pmetric.Exemplar) bool {
		kept++
		return kept > maxExemplars
	})
}
