package schemaguardprocessor

import (
	"math"

	"go.opentelemetry.io/collector/pdata/pmetric"
)

// As many buckets as the SDKs use at most by default; a merged histogram gets coarser rather than larger.
const maxExponentialBuckets = 160

type histogramPoint interface {
	Count() uint64
	SetCount(uint64)
	HasSum() bool
	Sum() float64
	SetSum(float64)
	RemoveSum()
	HasMin() bool
	Min() float64
	SetMin(float64)
	HasMax() bool
	Max() float64
	SetMax(float64)
	Exemplars() pmetric.ExemplarSlice
}

func addTotals(into, from histogramPoint) {
	into.SetCount(into.Count() + from.Count())
	if into.HasSum() && from.HasSum() {
		into.SetSum(into.Sum() + from.Sum())
	} else {
		into.RemoveSum()
	}
	if from.HasMin() {
		into.SetMin(smaller(into.HasMin(), into.Min(), from.Min()))
	}
	if from.HasMax() {
		into.SetMax(-smaller(into.HasMax(), -into.Max(), -from.Max()))
	}
	addExemplars(into.Exemplars(), from.Exemplars())
}

func smaller(hasFirst bool, first, second float64) float64 {
	if !hasFirst {
		return second
	}
	return min(first, second)
}

// addHistograms adds b to a on the bounds that both have; that is exact, if coarser.
func addHistograms(into, from pmetric.HistogramDataPoint) {
	a, b := bucketsOf(into), bucketsOf(from)
	addTotals(into, from)
	bounds := commonBounds(a.bounds, b.bounds)
	counts := make([]uint64, len(bounds)+1)
	a.pourInto(bounds, counts)
	b.pourInto(bounds, counts)
	into.ExplicitBounds().FromRaw(bounds)
	into.BucketCounts().FromRaw(counts)
}

type buckets struct {
	bounds []float64
	counts []uint64
}

// bucketsOf gives one bucket for everything where bounds and counts do not fit each other.
func bucketsOf(from pmetric.HistogramDataPoint) buckets {
	read := buckets{bounds: from.ExplicitBounds().AsRaw(), counts: from.BucketCounts().AsRaw()}
	if len(read.counts) != len(read.bounds)+1 {
		return buckets{counts: []uint64{from.Count()}}
	}
	return read
}

func (b buckets) pourInto(bounds []float64, counts []uint64) {
	target := 0
	for i, count := range b.counts {
		for target < len(bounds) && (i >= len(b.bounds) || b.bounds[i] > bounds[target]) {
			target++
		}
		counts[target] += count
	}
}

// commonBounds expects both in rising order; where they are not, it finds fewer.
func commonBounds(a, b []float64) []float64 {
	var common []float64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			if len(common) == 0 || a[i] > common[len(common)-1] {
				common = append(common, a[i])
			}
			i++
			j++
		case a[i] < b[j]:
			i++
		default: // also where one of them is not a number
			j++
		}
	}
	return common
}

// addExponentialHistograms brings both to a scale at which the sum of them is small enough, and adds.
func addExponentialHistograms(into, from pmetric.ExponentialHistogramDataPoint) {
	addTotals(into, from)
	into.SetZeroCount(into.ZeroCount() + from.ZeroCount())
	into.SetZeroThreshold(max(into.ZeroThreshold(), from.ZeroThreshold()))
	scale := int64(min(into.Scale(), from.Scale()))
	for _, signs := range [][2]pmetric.ExponentialHistogramDataPointBuckets{
		{into.Positive(), from.Positive()}, {into.Negative(), from.Negative()},
	} {
		low, high, found := span(signs[0], into.Scale(), signs[1], from.Scale(), scale)
		for found && high-low >= maxExponentialBuckets {
			scale, low, high = scale-1, low>>1, high>>1
		}
	}
	if scale < math.MinInt32 { // no value lies there: the histogram is broken, and only its totals can be kept
		scale = 0
		for _, broken := range []pmetric.ExponentialHistogramDataPoint{into, from} {
			broken.Positive().BucketCounts().FromRaw(nil)
			broken.Negative().BucketCounts().FromRaw(nil)
		}
	}
	addBuckets(into.Positive(), into.Scale(), from.Positive(), from.Scale(), scale)
	addBuckets(into.Negative(), into.Scale(), from.Negative(), from.Scale(), scale)
	into.SetScale(int32(scale))
}

// span returns the lowest and the highest bucket that two have between them at a scale.
func span(
	a pmetric.ExponentialHistogramDataPointBuckets, scaleA int32,
	b pmetric.ExponentialHistogramDataPointBuckets, scaleB int32, scale int64,
) (low, high int64, found bool) {
	low, high = math.MaxInt64, math.MinInt64
	for _, side := range []struct {
		buckets pmetric.ExponentialHistogramDataPointBuckets
		shift   int64
	}{{a, int64(scaleA) - scale}, {b, int64(scaleB) - scale}} {
		if n := int64(side.buckets.BucketCounts().Len()); n > 0 {
			offset := int64(side.buckets.Offset())
			low = min(low, coarser(offset, side.shift))
			high = max(high, coarser(offset+n-1, side.shift))
			found = true
		}
	}
	return low, high, found
}

// coarser returns the bucket that holds this one after the scale went down by shift.
func coarser(bucket, shift int64) int64 { return bucket >> min(max(shift, 0), 63) }

func addBuckets(
	into pmetric.ExponentialHistogramDataPointBuckets, scaleInto int32,
	from pmetric.ExponentialHistogramDataPointBuckets, scaleFrom int32, scale int64,
) {
	low, high, found := span(into, scaleInto, from, scaleFrom, scale)
	if !found {
		return
	}
	counts := make([]uint64, high-low+1)
	pour := func(buckets pmetric.ExponentialHistogramDataPointBuckets, shift int64) {
		for i, count := range buckets.BucketCounts().All() {
			counts[coarser(int64(buckets.Offset())+int64(i), shift)-low] += count
		}
	}
	pour(into, int64(scaleInto)-scale)
	pour(from, int64(scaleFrom)-scale)
	into.SetOffset(int32(low))
	into.BucketCounts().FromRaw(counts)
}
