package redact

import (
	"strings"
	"unicode/utf8"
)

var (
	domain      = anchored{pattern: here("domain"), longest: 4 * 600, next: nextAt} // a character has up to four bytes
	fileEndings = setOf(tables.Files)
)

const (
	longestLocal   = 64
	shortestEnding = 2
)

// emails finds the addresses; `git@host` is the name of a service, and is left.
func (s *search) emails() {
	s.candidatesAt(domain, func(text string, m match) (int, int, string, bool) {
		domain := strings.TrimRight(m.group(text, 2), "-.")
		ending := domain[strings.LastIndexByte(domain, '.')+1:]
		start := localStart(text, m.start())
		local := text[start:m.start()]
		begin, _ := m.span(2)
		accepted := local != "" && local != "git" && !fileEndings[ending] &&
			utf8.RuneCountInString(ending) >= shortestEnding &&
			(strings.HasPrefix(ending, "xn--") || countDigits(ending) == 0)
		return start, begin + len(domain), "email", accepted
	})
}

// nextAt returns where the next @ or %40 stands.
func nextAt(text string, from int) int {
	for i := from; i < len(text); i++ {
		if text[i] == '@' || text[i] == '%' && strings.HasPrefix(text[i:], "%40") {
			return i
		}
	}
	return -1
}

// localStart returns where the name before an @ begins.
func localStart(text string, end int) int {
	start := end
	for n := 0; n < longestLocal && start > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if r < utf8.RuneSelf && !isAlnum(text[start-1]) && !at(text, start-1, "_.+-%") {
			break
		}
		start -= size
	}
	for start < end && at(text, start, ".+-%") {
		start++
	}
	return start
}
