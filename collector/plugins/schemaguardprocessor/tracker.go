package schemaguardprocessor

import (
	"hash/maphash"
	"math"
	"sync"
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

// How often everything is looked through for values to forget once the bound on memory is reached.
const sweepEverySeconds = 60

// tracker knows which values of which attribute each service has sent, up to the declared limits.
// It keeps hashes, not values: nothing personal stays, and its size does not depend on what arrives.
type tracker struct {
	seed        maphash.Seed
	capacity    int
	forgetAfter int64 // seconds

	mu        sync.Mutex
	sets      map[place]*valueSet
	tracked   int
	nextSweep int64
}

// place is an attribute of a metric of a service. One service's flood takes no other's places.
type place struct {
	service   uint64
	attribute *attributeSpec
}

// valueSet maps the hash of a value to the second in which it last came. Until nextIdle none of them is idle.
type valueSet struct {
	lastSeen map[uint64]int64
	nextIdle int64
}

func newTracker(capacity int, forgetAfter time.Duration) *tracker {
	return &tracker{
		seed:        maphash.MakeSeed(),
		capacity:    capacity,
		forgetAfter: max(1, int64(forgetAfter/time.Second)),
		sets:        map[place]*valueSet{},
	}
}

// admit tells whether the value has, or now gets, one of the places that its attribute has.
func (t *tracker) admit(at place, value pcommon.Value, now int64) bool {
	hash := t.hash(value)
	t.mu.Lock()
	defer t.mu.Unlock()
	set := t.sets[at]
	if set != nil {
		if _, known := set.lastSeen[hash]; known {
			set.lastSeen[hash] = now
			return true
		}
		if len(set.lastSeen) >= at.attribute.limit && now >= set.nextIdle {
			t.forget(set, now)
		}
		if len(set.lastSeen) >= at.attribute.limit {
			return false
		}
	}
	if t.tracked >= t.capacity && now >= t.nextSweep {
		t.sweep(now)
	}
	if t.tracked >= t.capacity {
		return false
	}
	if set = t.sets[at]; set == nil { // never there, or just swept away
		set = &valueSet{lastSeen: map[uint64]int64{}, nextIdle: now + t.forgetAfter}
		t.sets[at] = set
	}
	set.lastSeen[hash] = now
	t.tracked++
	return true
}

// forget frees the places of values that no longer come.
func (t *tracker) forget(set *valueSet, now int64) {
	oldest := int64(math.MaxInt64)
	for hash, seen := range set.lastSeen {
		if now-seen >= t.forgetAfter {
			delete(set.lastSeen, hash)
			t.tracked--
		} else {
			oldest = min(oldest, seen)
		}
	}
	set.nextIdle = now + t.forgetAfter
	if oldest != math.MaxInt64 {
		set.nextIdle = oldest + t.forgetAfter
	}
}

func (t *tracker) sweep(now int64) {
	t.nextSweep = now + sweepEverySeconds
	for at, set := range t.sets {
		if t.forget(set, now); len(set.lastSeen) == 0 {
			delete(t.sets, at)
		}
	}
}

func (t *tracker) hash(value pcommon.Value) uint64 {
	if value.Type() == pcommon.ValueTypeStr {
		return maphash.String(t.seed, value.Str())
	}
	return maphash.String(t.seed, value.AsString()) // as Prometheus will write it
}

// service identifies who sent a resource; instances of one service share its places.
func (t *tracker) service(resource pcommon.Resource) uint64 {
	var hash maphash.Hash
	hash.SetSeed(t.seed)
	for _, name := range []string{"service.namespace", "service.name"} {
		if value, present := resource.Attributes().Get(name); present {
			_, _ = hash.WriteString(value.AsString())
		}
		_ = hash.WriteByte(0)
	}
	return hash.Sum64()
}
