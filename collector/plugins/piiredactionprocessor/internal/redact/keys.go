package redact

import "unicode/utf8"

var (
	keyTails      = setOf(tables.Keys.Tails)
	longestSuffix = longest(tables.Keys.Suffixes)
)

// KindOfKey returns what the value of a key of this name is (password, token, email, …), or nothing.
func KindOfKey(key string) string {
	if utf8.RuneCountInString(key) > tables.Keys.Longest {
		key = key[back(key, len(key), tables.Keys.Longest):]
	}
	// Words in lower case, one behind the other, and where each begins.
	joined := make([]byte, 0, len(key))
	var starts []int
	for i := 0; i < len(key); {
		end := wordEnd(key, i)
		if end == i {
			i++
			continue
		}
		starts = append(starts, len(joined))
		for ; i < end; i++ {
			joined = append(joined, lower(key[i]))
		}
	}
	for len(starts) > 1 {
		last := string(joined[starts[len(starts)-1]:])
		if !keyTails[last] && !isDigit(last[0]) {
			break
		}
		joined, starts = joined[:starts[len(starts)-1]], starts[:len(starts)-1]
	}
	if len(starts) == 0 {
		return ""
	}
	name := string(joined)
	if kind := tables.Keys.Words[name[starts[len(starts)-1]:]]; kind != "" {
		return kind
	}
	for length := min(len(name), longestSuffix); length > 0; length-- {
		if kind := tables.Keys.Suffixes[name[len(name)-length:]]; kind != "" {
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
