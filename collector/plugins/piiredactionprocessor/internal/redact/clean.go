package redact

import (
	"hash/maphash"
	"sync/atomic"
)

// As many texts as are remembered, and how long one may be for it.
const (
	mostClean    = 4096
	longestClean = 256
)

// clean remembers texts in which nothing was found, by their hash, since most come again and again. A new one takes
// the place of the one before it. That two texts have the same 64 bits, under a seed that nobody knows, is not expected
// to happen.
type clean struct {
	seed   maphash.Seed
	hashes [mostClean]atomic.Uint64
}

func newClean() *clean { return &clean{seed: maphash.MakeSeed()} }

// hash returns the hash of a text, or 0 if it is too long to be remembered.
func (c *clean) hash(text string) uint64 {
	if len(text) > longestClean {
		return 0
	}
	return maphash.String(c.seed, text)
}

func (c *clean) has(hash uint64) bool { return hash != 0 && c.hashes[hash%mostClean].Load() == hash }

func (c *clean) add(hash uint64) {
	if hash != 0 {
		c.hashes[hash%mostClean].Store(hash)
	}
}
