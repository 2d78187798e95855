package redact

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Who changes one of these in Python has to change the code that reads it here, too.
func TestWhatIsReadByHandIsStillWhatTheTablesSay(t *testing.T) {
	want := map[string]string{
		"authority_ends": `[/?#\\]`,
		"bearers":        `(?:earer|EARER|asic|ASIC|oken) `,
		"call":           `[A-Za-z]*[_.][A-Za-z_.]*[(\[].*|[A-Za-z]+[(\[].*[)\]].*|\(.*`,
		"dump_before":    `[^0-9A-Za-z]{1}(?:[0-9][0-9a-f]|[a-f][0-9]) `,
		"dump_behind":    ` (?:[0-9][0-9a-f]|[a-f][0-9])[^0-9A-Za-z]?`,
		"group":          `[0-9A-Fa-f]{1,4}`,
		"local_reversed": `[^\x00-\x24\x26-\x2a\x2c/:-@\[-\x5e\x60{-\x7f]+`,
		"long_word":      `[A-Za-z0-9_.-]{20}`,
		"plain":          "[^\\x00-\\x20\\x22'`,;&<>(){}\\[\\]\\\\]*(?:[(\\[{][^\\x00-\\x20\\x22'`,;&<>\\\\]*)?",
		"port":           `[0-9]{0,5}`,
		"separator":      `((?:=>|:=|={1,3}|:{1,2}|%3[AaDd])[ \t]{0,3}|>)`,
		"shape":          `[0-9]{6}|[0-9] [0-9]{2,3} [0-9]|[0-9][.-][0-9]{2,3}[.-][0-9]|[0-9]{4}[ -][0-9]{4}[ -]|[A-Z] ?[0-9]{2} ?[0-9]{2}|[A-Z]{6}[0-9]|756[.]`,
		"time_or_digits": `[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?|([0-9])(?:[^0-9]{0,3}[0-9]){5}`,
		"word":           `[A-Z]*[a-z]+|[A-Z]+|[0-9]+`,
		"words":          `[A-Za-z_ /{}]*`,
	}
	prefixes := strings.Join(prefixesOf(tables.Prefixes), "|")
	want["api_key"] = "(" + strings.ReplaceAll(prefixes, ".", "[.]") + ")([A-Za-z0-9_./=-]{16,512})"
	assert.Equal(t, want, tables.ByHand)
}

func TestEveryPatternIsReadByGo(t *testing.T) {
	for name := range tables.Patterns {
		assert.NotPanics(t, func() { pattern(name) }, name)
	}
}

// A bit of 64 stands for the length of a suffix.
func TestNoSuffixOfANameIsTooLongToBeLookedFor(t *testing.T) {
	for suffix := range tables.Keys.Suffixes {
		assert.Less(t, len(suffix), 64, suffix)
	}
}
