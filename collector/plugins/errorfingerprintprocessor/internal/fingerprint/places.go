package fingerprint

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// As many lines as are remembered, and how long one may be for it.
const (
	mostLines   = 2048
	longestLine = 256
)

// places remembers what lines of stack traces say. A new one takes the place of the one before it.
type places struct {
	seed  maphash.Seed
	known [mostLines]atomic.Pointer[said]
}

type said struct{ line, place string }

func newPlaces() *places { return &places{seed: maphash.MakeSeed()} }

// of returns the place that a line names, read if the line is new.
func (p *places) of(line string, read func(string) string) string {
	if len(line) > longestLine {
		return read(line)
	}
	where := &p.known[maphash.String(p.seed, line)%mostLines]
	if known := where.Load(); known != nil && known.line == line {
		return known.place
	}
	known := &said{line: strings.Clone(line), place: read(line)}
	where.Store(known)
	return known.place
}
