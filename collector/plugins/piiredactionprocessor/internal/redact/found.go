package redact

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// found is a part of a text that is to be redacted, and what it is. rank is its place in the order of detection.
type found struct {
	start, end int
	kind       string
	rank       int
}

// search collects what the detectors find in one text.
type search struct {
	rules  *Rules
	text   string
	found  []found
	layout layout
	// Where a plain value that holds a bracket ends, from here on.
	stopFrom, stop int
}

func (s *search) add(start, end int, kind string) {
	if s.rules.disabled[kind] || s.rules.allowValues[s.text[start:end]] {
		return
	}
	s.found = append(s.found, found{start: start, end: end, kind: kind, rank: len(s.found)})
}

// match is a match of a pattern: the offsets of its groups in the whole text.
type match []int

// moved returns the match of a part of a text as one of the text.
func (m match) moved(by int) match {
	for i := range m {
		if m[i] >= 0 {
			m[i] += by
		}
	}
	return m
}

func (m match) start() int            { return m[0] }
func (m match) end() int              { return m[1] }
func (m match) span(n int) (int, int) { return m[2*n], m[2*n+1] }
func (m match) group(t string, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return t[m[2*n]:m[2*n+1]]
}

// accept returns what a match turns out to be; ok is false where it is nothing.
type accept func(text string, m match) (start, end int, kind string, ok bool)

// candidates adds what accept makes of each match. Behind a rejected one the search goes on after the pattern's first
// group, behind an accepted one after what was found.
func (s *search) candidates(pattern *regexp.Regexp, judge accept) {
	for position := 0; position <= len(s.text); {
		m := match(pattern.FindStringSubmatchIndex(s.text[position:]))
		if m == nil {
			return
		}
		position = s.judged(m.moved(position), judge)
	}
}

// anchored is a pattern that matches only at the beginning, no more than so many bytes, and where it can: faster for
// one that begins with one of several letters.
type anchored struct {
	pattern *regexp.Regexp
	longest int
	next    func(text string, from int) int
}

func (s *search) candidatesAt(a anchored, judge accept) {
	for position := a.next(s.text, 0); position >= 0; position = a.next(s.text, position) {
		near := s.text[position:min(len(s.text), position+a.longest)]
		if m := match(a.pattern.FindStringSubmatchIndex(near)); m != nil {
			position = s.judged(m.moved(position), judge)
		} else {
			position++
		}
	}
}

// judged adds what a match turns out to be, and returns where the search goes on.
func (s *search) judged(m match, judge accept) int {
	next := m[3]
	if start, end, kind, ok := judge(s.text, m); ok {
		s.add(start, end, kind)
		next = end
	}
	return max(next, m.start()+1) // no match is empty, but a search that stands still would never end
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }
func isLower(b byte) bool { return 'a' <= b && b <= 'z' }

func isAlnum(b byte) bool { return isDigit(b) || isUpper(b) || isLower(b) }

const (
	markStart   = "[redacted:"
	longestMark = 64
)

// letterOrDigit tells whether an ASCII letter or digit stands at this place, or the edge of a mark, which stands for
// one: so nothing is found beside a mark that was not found beside what it replaced. There is none outside the text.
func letterOrDigit(text string, index int) bool {
	if index < 0 || index >= len(text) {
		return false
	}
	switch text[index] {
	case '[':
		return strings.HasPrefix(text[index:], markStart) && markHere.MatchString(text[index:])
	case ']':
		near := text[max(0, index-longestMark) : index+1]
		start := max(0, strings.LastIndexByte(near, '['))
		return strings.HasPrefix(near[start:], markStart) && markWhole.MatchString(near[start:])
	default:
		return isAlnum(text[index])
	}
}

// alone tells whether no ASCII letter or digit touches this part of the text.
func alone(text string, start, end int) bool {
	return !letterOrDigit(text, start-1) && !letterOrDigit(text, end)
}

// at tells whether one of these bytes stands at this place.
func at(text string, index int, bytes string) bool {
	if index < 0 || index >= len(text) {
		return false
	}
	for i := range len(bytes) {
		if text[index] == bytes[i] {
			return true
		}
	}
	return false
}

// back returns the place so many characters before index.
func back(text string, index, characters int) int {
	for ; characters > 0 && index > 0; characters-- {
		_, size := utf8.DecodeLastRuneInString(text[:index])
		index -= size
	}
	return index
}
