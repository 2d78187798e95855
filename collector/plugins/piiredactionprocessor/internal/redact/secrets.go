package redact

import (
	"encoding/base64"
	"strings"
)

var (
	privateKeyPattern = pattern("private_key")
	jwtPattern        = pattern("jwt")
	bearerPattern     = pattern("bearer")
	afterScheme       = pattern("after_scheme")
	prefixWords       = newWords(prefixesOf(tables.Prefixes), false)
)

const (
	longWord     = 20 // what api_key cannot do without: so many letters, digits, `_`, `.` and `-` in a row
	shortestRest = 16 // of a key behind its prefix
	longestRest  = 512
)

func prefixesOf(table []prefix) []string {
	var all []string
	for _, one := range table {
		all = append(all, one.Prefix)
	}
	return all
}

func (s *search) privateKeys() {
	s.candidates(privateKeyPattern, func(_ string, m match) (int, int, string, bool) {
		return m.start(), m.end(), "private_key", true
	})
}

func (s *search) jwts() {
	s.candidates(jwtPattern, func(text string, m match) (int, int, string, bool) {
		token := strings.TrimRight(text[m.start():m.end()], ".") // the end of a sentence
		parts := strings.Split(token, ".")
		signed := (len(parts) == 2 || len(parts) == 3) && strings.HasPrefix(parts[1], "eyJ")
		encrypted := len(parts) == 5 // RFC 7516
		accepted := !letterOrDigit(text, m.start()-1) && (signed || encrypted)
		return m.start(), m.start() + len(token), "jwt", accepted
	})
}

// apiKeys looks for a prefix of a service and what follows it; as the pattern does in Python, with no pattern.
func (s *search) apiKeys() {
	text := s.text
	if !hasLongWord(text) {
		return
	}
	for start := prefixWords.next(text, 0); start >= 0; {
		next := start + 1
		for _, one := range tables.Prefixes {
			if !strings.HasPrefix(text[start:], one.Prefix) {
				continue
			}
			begin := start + len(one.Prefix)
			end := begin
			for end < len(text) && end < begin+longestRest && isKeyByte(text[end]) {
				end++
			}
			if end-begin < shortestRest {
				continue
			}
			next = begin
			if until, ok := judgeKey(text, start, one, text[begin:end]); ok {
				s.add(start, until, "api_key")
				next = until
			}
			break
		}
		start = prefixWords.next(text, next)
	}
}

func judgeKey(text string, start int, key prefix, rest string) (end int, ok bool) {
	if !strings.HasSuffix(key.Prefix, "/") {
		rest, _, _ = strings.Cut(rest, "/")
	}
	rest = strings.TrimRight(rest, ".-/=") // the end of a sentence, not of the key
	end = start + len(key.Prefix) + len(rest)
	return end, len(rest) >= key.Fewest && alone(text, start, end) && drawn(rest)
}

// hasLongWord looks at each 20th byte, and around it only where it belongs to a word.
func hasLongWord(text string) bool {
	for i := longWord - 1; i < len(text); i += longWord {
		if !isWordByte(text[i]) {
			continue
		}
		start, end := i, i+1
		for start > 0 && i-start < longWord && isWordByte(text[start-1]) {
			start--
		}
		for end < len(text) && end-start < longWord && isWordByte(text[end]) {
			end++
		}
		if end-start >= longWord {
			return true
		}
	}
	return false
}

func isWordByte(b byte) bool {
	return isAlnum(b) || b == '_' || b == '.' || b == '-'
}

func isKeyByte(b byte) bool {
	return isWordByte(b) || b == '/' || b == '='
}

// drawn tells whether this looks drawn by chance and not like a slug: digits and letters, or upper case inside.
func drawn(word string) bool {
	var digit, lowerCase, upperCase, upperInside bool
	for i := range len(word) {
		digit = digit || isDigit(word[i])
		lowerCase = lowerCase || isLower(word[i])
		upperCase = upperCase || isUpper(word[i])
		upperInside = upperInside || i > 0 && isUpper(word[i])
	}
	if digit {
		return lowerCase || upperCase
	}
	return upperInside && (lowerCase || !strings.Contains(word, "-"))
}

func (s *search) bearers() {
	s.candidates(bearerPattern, func(text string, m match) (int, int, string, bool) {
		start, end := m.span(2)
		word := m.group(text, 2)
		if letterOrDigit(text, m.start()-1) {
			return 0, 0, "", false
		}
		if strings.EqualFold(m.group(text, 1)[:2], "ba") {
			return start, end, "credentials", isBasic(word)
		}
		named := strings.Contains(strings.TrimRight(word, "="), "=") // `token count=12`
		return start, end, "token", len(word) >= tables.ShortestBearer && drawn(word) && !named
	})
}

func isBasic(word string) bool {
	padded := strings.TrimRight(word, "=.")
	padded += strings.Repeat("=", (4-len(padded)%4)%4)
	plain, err := base64.StdEncoding.DecodeString(padded)
	return err == nil && strings.Contains(string(plain), ":")
}

// credentials finds user and password of each URL, without the `@` behind them.
func (s *search) credentials() {
	s.candidates(afterScheme, func(text string, m match) (int, int, string, bool) {
		_, start := m.span(1)
		rest, _, _ := strings.Cut(text[start:m.end()], "://") // behind it stands a URL in this URL's query
		authority := rest
		if end := strings.IndexAny(rest, `/?#\`); end >= 0 {
			authority = rest[:end]
		}
		place := strings.LastIndexByte(authority, '@')
		if place < 0 && holdsPassword(authority) {
			place = strings.LastIndexByte(rest, '@') // the password holds a `/`, `?` or `#` that nobody escaped
		}
		return start, start + place, "credentials", place > 0
	})
}

func holdsPassword(authority string) bool {
	_, rest, colon := strings.Cut(authority, ":")
	port := len(rest) <= 5 && countDigits(rest) == len(rest)
	return colon && !strings.HasPrefix(authority, "[") && !port
}
