package errorfingerprintprocessor

import (
	"hash/maphash"
	"sync/atomic"
)

// As many exceptions as are remembered. A storm of errors is the same few, again and again.
const mostRemembered = 4096

// marks is what an exception gets.
type marks struct{ fingerprint, category, severity string }

// memory remembers the marks of exceptions by two hashes of what they are computed from: 128 bits, and no text. A new
// one takes the place of the one before it.
type memory struct {
	seeds [2]maphash.Seed
	known [mostRemembered]atomic.Pointer[remembered]
}

type remembered struct {
	key   [2]uint64
	marks marks
}

func newMemory() *memory {
	return &memory{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}}
}

// of returns the marks for these texts, computed if they are new.
func (m *memory) of(texts [3]string, compute func() marks) marks {
	key := [2]uint64{maphash.Comparable(m.seeds[0], texts), maphash.Comparable(m.seeds[1], texts)}
	place := &m.known[key[0]%mostRemembered]
	if known := place.Load(); known != nil && known.key == key {
		return known.marks
	}
	computed := compute()
	place.Store(&remembered{key: key, marks: computed})
	return computed
}
