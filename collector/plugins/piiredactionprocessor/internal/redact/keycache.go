package redact

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// As many names as are remembered, and how long one may be for it.
const (
	mostKeys   = 4096
	longestKey = 128
	mostNames  = 1024
)

// Key is what is known of an attribute's name.
type Key struct {
	name string
	// Name is the redacted name.
	Name string
	// Found are the kinds that were found in the name itself.
	Found []string
	// Kind is what the value is, whatever it looks like; nothing: it has to be searched.
	Kind string
	// Allowed values are not searched.
	Allowed bool
}

// Keys remembers what is known of names, since the same ones come with every span. A new one takes the place of the
// one before it.
type Keys struct {
	rules *Rules
	seed  maphash.Seed
	known [mostKeys]atomic.Pointer[Key]
}

// NewKeys returns an empty memory.
func NewKeys(rules *Rules) *Keys { return &Keys{rules: rules, seed: maphash.MakeSeed()} }

// Of returns what is known of a name.
func (k *Keys) Of(name string) *Key {
	place := &k.known[maphash.String(k.seed, name)%mostKeys]
	if key := place.Load(); key != nil && key.name == name {
		return key
	}
	key := &Key{name: strings.Clone(name), Kind: k.rules.kindOf(name), Allowed: k.rules.allows(name)}
	key.Name = k.rules.Text(key.name, func(kind string) { key.Found = append(key.Found, kind) })
	if len(name) <= longestKey {
		place.Store(key)
	}
	return key
}

// kinds remembers what KindOfKey says of the names in texts.
var kinds = &kindsOfNames{seed: maphash.MakeSeed()}

type kindsOfNames struct {
	seed  maphash.Seed
	known [mostNames]atomic.Pointer[named]
}

type named struct{ name, kind string }

func (k *kindsOfNames) of(name string) string {
	place := &k.known[maphash.String(k.seed, name)%mostNames]
	if known := place.Load(); known != nil && known.name == name {
		return known.kind
	}
	known := &named{name: strings.Clone(name), kind: KindOfKey(name)}
	place.Store(known)
	return known.kind
}
