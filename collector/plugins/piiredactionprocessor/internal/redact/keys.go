package redact

import (
	"math/bits"
	"unicode/utf8"
)

var (
	keyTails      = setOf(tables.Keys.Tails)
	suffixLengths = lengthsByEnd(tables.Keys.Suffixes)
)

const usualName = 64 // letters, and words; a longer one needs memory of its own

// lengthsByEnd returns a bit for each length of the suffixes that end in a byte.
func lengthsByEnd(suffixes map[string]string) (byEnd [256]uint64) {
	for suffix := range suffixes {
		byEnd[suffix[len(suffix)-1]] |= 1 << len(suffix)
	}
	return byEnd
}

// KindOfKey returns what the value of a key of this name is (password, token, email, …), or nothing.
func KindOfKey(key string) string {
	if utf8.RuneCountInString(key) > tables.Keys.Longest {
		key = key[back(key, len(key), tables.Keys.Longest):]
	}
	// Words in lower case, one behind the other, and where each begins.
	var letters [usualName]byte
	var places [usualName]uint16
	joined, starts := letters[:0], places[:0]
	for i := 0; i < len(key); {
		end := wordEnd(key, i)
		if end == i {
			i++
			continue
		}
		starts = append(starts, uint16(len(joined)))
		for ; i < end; i++ {
			joined = append(joined, lower(key[i]))
		}
	}
	for len(starts) > 1 {
		last := joined[starts[len(starts)-1]:]
		if !keyTails[string(last)] && !isDigit(last[0]) {
			break
		}
		joined, starts = joined[:starts[len(starts)-1]], starts[:len(starts)-1]
	}
	if len(starts) == 0 {
		return ""
	}
	if kind := tables.Keys.Words[string(joined[starts[len(starts)-1]:])]; kind != "" {
		return kind
	}
	for left := suffixLengths[joined[len(joined)-1]]; left != 0; {
		length := bits.Len64(left) - 1 // the longest first
		left &^= 1 << length
		if length > len(joined) {
			continue
		}
		if kind := tables.Keys.Suffixes[string(joined[len(joined)-length:])]; kind != "" {
			return kind
		}
	}
	return ""
}

// wordEnd returns where the word that begins here ends: upper and then lower letters, upper ones, or digits.
func wordEnd(key string, start int) int {
	end := start
	for end < len(key) && isUpper(key[end]) {
		end++
	}
	for end < len(key) && isLower(key[end]) {
		end++
	}
	if end == start {
		for end < len(key) && isDigit(key[end]) {
			end++
		}
	}
	return end
}
