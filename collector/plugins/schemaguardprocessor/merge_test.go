package schemaguardprocessor

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

func TestOfGaugesThatBecomeEqualTheNewestStays(t *testing.T) {
	metric := pmetric.NewMetric()
	points := metric.SetEmptyGauge().DataPoints()
	for _, sample := range []struct{ time, value int }{{20, 5}, {30, 1}, {30, 2}, {10, 9}} {
		point := points.AppendEmpty()
		point.SetTimestamp(pcommon.Timestamp(sample.time))
		point.SetIntValue(int64(sample.value))
	}
	mergeEqualPoints(metric)
	assert.Equal(t, 1, points.Len())
	assert.EqualValues(t, 2, points.At(0).IntValue())
	assert.EqualValues(t, 30, points.At(0).Timestamp())
}

func TestSumsAreAddedFromTheEarliestKnownStartToTheLatestTime(t *testing.T) {
	metric := pmetric.NewMetric()
	points := metric.SetEmptySum().DataPoints()
	for _, sample := range []struct{ start, time pcommon.Timestamp }{{0, 20}, {7, 30}, {5, 10}} {
		point := points.AppendEmpty()
		point.SetStartTimestamp(sample.start)
		point.SetTimestamp(sample.time)
		point.SetIntValue(2)
		for range 6 {
			point.Exemplars().AppendEmpty().SetIntValue(1)
		}
	}
	points.At(2).SetDoubleValue(0.5)
	mergeEqualPoints(metric)
	assert.Equal(t, 1, points.Len())
	assert.InDelta(t, 4.5, points.At(0).DoubleValue(), 0)
	assert.EqualValues(t, 5, points.At(0).StartTimestamp())
	assert.EqualValues(t, 30, points.At(0).Timestamp())
	assert.Equal(t, maxExemplars, points.At(0).Exemplars().Len())
}

func TestAPointWithoutAValueAddsNothing(t *testing.T) {
	metric := pmetric.NewMetric()
	points := metric.SetEmptySum().DataPoints()
	for _, empty := range []bool{true, false, true} {
		point := points.AppendEmpty()
		point.SetIntValue(3)
		point.SetFlags(pmetric.DefaultDataPointFlags.WithNoRecordedValue(empty))
	}
	mergeEqualPoints(metric)
	assert.Equal(t, 1, points.Len())
	assert.EqualValues(t, 3, points.At(0).IntValue())
	assert.False(t, points.At(0).Flags().NoRecordedValue())
}

func histogram(metric pmetric.Metric, bounds []float64, counts []uint64) {
	point := metric.Histogram().DataPoints().AppendEmpty()
	point.ExplicitBounds().FromRaw(bounds)
	point.BucketCounts().FromRaw(counts)
	for i, count := range counts {
		point.SetCount(point.Count() + count)
		point.SetSum(point.Sum() + float64(i))
	}
	point.SetMin(float64(len(counts)))
	point.SetMax(float64(len(bounds)))
}

func TestHistogramsAreAddedOnTheBoundsThatBothHave(t *testing.T) {
	for name, c := range map[string]struct {
		boundsA, boundsB, bounds []float64
		countsA, countsB, counts []uint64
	}{
		"the same":      {[]float64{1, 2}, []float64{1, 2}, []float64{1, 2}, []uint64{1, 2, 3}, []uint64{4, 5, 6}, []uint64{5, 7, 9}},
		"one in common": {[]float64{1, 2, 4}, []float64{2, 3}, []float64{2}, []uint64{1, 2, 3, 4}, []uint64{5, 6, 7}, []uint64{8, 20}},
		"none":          {[]float64{1}, []float64{2}, nil, []uint64{1, 2}, []uint64{3, 4}, []uint64{10}},
		"no buckets":    {nil, []float64{2}, nil, nil, []uint64{3, 4}, []uint64{7}},
		"broken":        {[]float64{1, 2}, []float64{1, 2}, nil, []uint64{1}, []uint64{3, 4, 5}, []uint64{13}},
		"unordered":     {[]float64{2, 1}, []float64{2, 1}, []float64{2}, []uint64{1, 2, 3}, []uint64{1, 1, 1}, nil},
		"no number":     {[]float64{math.NaN()}, []float64{math.NaN()}, nil, []uint64{1, 2}, []uint64{3, 4}, []uint64{10}},
	} {
		t.Run(name, func(t *testing.T) {
			metric := pmetric.NewMetric()
			metric.SetEmptyHistogram()
			histogram(metric, c.boundsA, c.countsA)
			histogram(metric, c.boundsB, c.countsB)
			mergeEqualPoints(metric)
			point := metric.Histogram().DataPoints().At(0)
			assert.Equal(t, 1, metric.Histogram().DataPoints().Len())
			assert.Equal(t, c.bounds, point.ExplicitBounds().AsRaw())
			total := uint64(0)
			for _, count := range point.BucketCounts().All() {
				total += count
			}
			assert.Equal(t, point.Count(), total)
			if c.counts != nil {
				assert.Equal(t, c.counts, point.BucketCounts().AsRaw())
			}
		})
	}
}

func exponential(metric pmetric.Metric, scale, offset int32, counts ...uint64) {
	point := metric.ExponentialHistogram().DataPoints().AppendEmpty()
	point.SetScale(scale)
	point.Positive().SetOffset(offset)
	point.Positive().BucketCounts().FromRaw(counts)
	for _, count := range counts {
		point.SetCount(point.Count() + count)
	}
}

func TestExponentialHistogramsAreAddedAtTheCoarserScale(t *testing.T) {
	metric := pmetric.NewMetric()
	metric.SetEmptyExponentialHistogram()
	exponential(metric, 1, 2, 1, 2, 4) // at scale 0: bucket 1 has 3, bucket 2 has 4
	exponential(metric, 0, 0, 8, 16)
	mergeEqualPoints(metric)
	point := metric.ExponentialHistogram().DataPoints().At(0)
	assert.EqualValues(t, 0, point.Scale())
	assert.EqualValues(t, 0, point.Positive().Offset())
	assert.Equal(t, []uint64{8, 19, 4}, point.Positive().BucketCounts().AsRaw())
	assert.EqualValues(t, 31, point.Count())
}

func TestExponentialHistogramsFarApartGetCoarserAndNotLarger(t *testing.T) {
	metric := pmetric.NewMetric()
	metric.SetEmptyExponentialHistogram()
	exponential(metric, 20, math.MaxInt32, 1)
	exponential(metric, 20, math.MinInt32, 1)
	mergeEqualPoints(metric)
	buckets := metric.ExponentialHistogram().DataPoints().At(0).Positive().BucketCounts()
	assert.LessOrEqual(t, buckets.Len(), maxExponentialBuckets)
	assert.EqualValues(t, 1, buckets.At(0))
	assert.EqualValues(t, 1, buckets.At(buckets.Len()-1))
}

func TestOfABrokenExponentialHistogramTheTotalsStay(t *testing.T) {
	metric := pmetric.NewMetric()
	metric.SetEmptyExponentialHistogram()
	exponential(metric, math.MinInt32, math.MaxInt32, 1)
	exponential(metric, math.MaxInt32, math.MinInt32, 1)
	mergeEqualPoints(metric)
	exponential(metric, math.MinInt32, math.MaxInt32, 1)
	mergeEqualPoints(metric)
	point := metric.ExponentialHistogram().DataPoints().At(0)
	assert.EqualValues(t, 3, point.Count())
	assert.LessOrEqual(t, point.Positive().BucketCounts().Len(), maxExponentialBuckets)
}

func TestOfSummariesCountAndSumAreAddedAndQuantilesGo(t *testing.T) {
	metric := pmetric.NewMetric()
	points := metric.SetEmptySummary().DataPoints()
	for range 2 {
		point := points.AppendEmpty()
		point.SetCount(2)
		point.SetSum(3)
		point.QuantileValues().AppendEmpty().SetQuantile(0.5)
	}
	mergeEqualPoints(metric)
	assert.Equal(t, 1, points.Len())
	assert.EqualValues(t, 4, points.At(0).Count())
	assert.InDelta(t, 6.0, points.At(0).Sum(), 0)
	assert.Zero(t, points.At(0).QuantileValues().Len())
}
