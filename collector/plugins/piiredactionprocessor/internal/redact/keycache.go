package redact

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// As many names as are remembered, and how long one may be for it.
const (
	mostKeys   = 4096
	mostNames  = 1024
	longestKey = 128
)

// memory remembers what is read from names, since the same ones come again and again. A new one takes the place of the
// one before it.
type memory[T any] struct {
	read  func(name string) T
	seed  maphash.Seed
	known []atomic.Pointer[remembered[T]]
}

type remembered[T any] struct {
	name string
	said T
}

func newMemory[T any](size int, read func(name string) T) *memory[T] {
	return &memory[T]{read: read, seed: maphash.MakeSeed(), known: make([]atomic.Pointer[remembered[T]], size)}
}

func (m *memory[T]) of(name string) T {
	place := &m.known[maphash.String(m.seed, name)%uint64(len(m.known))]
	if known := place.Load(); known != nil && known.name == name {
		return known.said
	}
	name = strings.Clone(name)
	known := &remembered[T]{name: name, said: m.read(name)}
	if len(name) <= longestKey {
		place.Store(known)
	}
	return known.said
}

// kinds remembers what KindOfKey says of the names in texts.
var kinds = newMemory(mostNames, KindOfKey)

// Key is what is known of an attribute's name.
type Key struct {
	// Name is the redacted name.
	Name string
	// Found are the kinds that were found in the name itself.
	Found []string
	// Kind is what the value is, whatever it looks like; nothing: it has to be searched.
	Kind string
	// Allowed values are not searched.
	Allowed bool
}

// Keys remembers what is known of attributes' names.
type Keys struct{ known *memory[*Key] }

// NewKeys returns an empty memory.
func NewKeys(rules *Rules) *Keys { return &Keys{newMemory(mostKeys, rules.key)} }

// Of returns what is known of a name.
func (k *Keys) Of(name string) *Key { return k.known.of(name) }

func (r *Rules) key(name string) *Key {
	key := &Key{Kind: r.kindOf(name), Allowed: r.allows(name)}
	key.Name = r.Text(name, func(kind string) { key.Found = append(key.Found, kind) })
	return key
}
