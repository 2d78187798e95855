package redact

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Options say what a site decides about redaction. The zero value masks all that the detectors know.
type Options struct {
	// HashKey replaces values by a keyed hash, so that equal ones stay joinable; nothing: they are masked.
	HashKey []byte
	// Disabled kinds are left alone.
	Disabled []string
	// AllowValues are never redacted where they are exactly what was found.
	AllowValues []string
	// AllowKeys are attributes that are not searched; name.* stands for all below a name.
	AllowKeys []string
	// SensitiveKeys are further names, and the kind of their values.
	SensitiveKeys map[string]string
	// Patterns are further kinds and their regular expressions.
	Patterns map[string]string
	// MaxLength is how many characters of a text are kept.
	MaxLength int
}

// Rules are Options that were checked, ready to redact with. They may be shared.
type Rules struct {
	hashKey       []byte
	disabled      map[string]bool
	allowValues   map[string]bool
	allowKeys     map[string]bool
	allowBelow    []string
	sensitiveKeys map[string]string
	patterns      []custom
	maxLength     int
	clean         *clean
}

type custom struct {
	kind    string
	pattern *regexp.Regexp
}

const shortestSecret = 16

var kindName = regexp.MustCompile(`\A[a-z][a-z0-9_]{0,31}\z`)

// NewRules checks the options. An error names the option, its value and the fix.
func NewRules(options Options) (*Rules, error) {
	rules := &Rules{
		hashKey: options.HashKey, disabled: setOf(options.Disabled), allowValues: setOf(options.AllowValues),
		allowKeys: setOf(options.AllowKeys), sensitiveKeys: map[string]string{}, maxLength: options.MaxLength,
		clean: newClean(),
	}
	if n := len(options.HashKey); n > 0 && n < shortestSecret {
		return nil, fmt.Errorf("hash_key: %d bytes are too few to keep values secret: give at least 16 random bytes", n)
	}
	if options.MaxLength < 1 {
		return nil, fmt.Errorf("max_length: with %d no text would be left: give at least 1, such as 32768", options.MaxLength)
	}
	for _, key := range options.AllowKeys {
		if below, all := strings.CutSuffix(key, "*"); all && strings.HasSuffix(below, ".") {
			rules.allowBelow = append(rules.allowBelow, below)
		}
	}
	known := setOf(tables.Kinds)
	for _, key := range slices.Sorted(maps.Keys(options.SensitiveKeys)) {
		kind := options.SensitiveKeys[key]
		if !kindName.MatchString(kind) {
			return nil, badKind("sensitive_keys", key, kind)
		}
		known[kind], rules.sensitiveKeys[strings.ToLower(key)] = true, kind
	}
	for _, kind := range slices.Sorted(maps.Keys(options.Patterns)) {
		expression, err := compile(kind, options.Patterns[kind])
		if err != nil {
			return nil, err
		}
		known[kind] = true
		rules.patterns = append(rules.patterns, custom{kind: kind, pattern: expression})
	}
	for i, kind := range options.Disabled {
		if !known[kind] {
			return nil, fmt.Errorf("disabled[%d]: there is no kind %q: use one of %s", i, kind,
				strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
	}
	return rules, nil
}

func compile(kind, expression string) (*regexp.Regexp, error) {
	if !kindName.MatchString(kind) {
		return nil, badKind("patterns", kind, kind)
	}
	compiled, err := regexp.Compile(expression)
	if err != nil {
		return nil, fmt.Errorf("patterns[%s]: %q is not a regular expression (%w): mend the expression", kind, expression, err)
	}
	if compiled.MatchString("") {
		return nil, fmt.Errorf("patterns[%s]: %q also fits an empty text: make it need at least one character", kind, expression)
	}
	return compiled, nil
}

func badKind(option, key, kind string) error {
	return fmt.Errorf("%s[%s]: %q is not a name of a kind: use lower-case letters, digits and _, such as customer_number",
		option, key, kind)
}

// kindOf returns what the value under this key is, whatever it looks like, or nothing.
func (r *Rules) kindOf(key string) string {
	kind := r.sensitiveKeys[strings.ToLower(key)]
	if kind == "" {
		kind = KindOfKey(key)
	}
	if r.disabled[kind] || r.allowKeys[key] {
		return ""
	}
	return kind
}

// allows tells whether the value under this key is not searched.
func (r *Rules) allows(key string) bool {
	if r.allowKeys[key] {
		return true
	}
	for _, below := range r.allowBelow {
		if strings.HasPrefix(key, below) {
			return true
		}
	}
	return false
}
