package redact

import (
	"strings"
	"unicode/utf8"
)

// What a text holds: a bit for each byte that a detector cannot do without.
const (
	hasDigit uint16 = 1 << iota
	hasDot
	hasColon
	hasSeparator // = > %
	hasAt
	hasPercent
	hasDash
	hasSpace
	hasPlus
	hasWide  // no ASCII: a character is more than a byte
	hasOther // all that is not in a plain word
)

var classes = func() (table [256]uint16) {
	for b := range table {
		switch c := byte(b); {
		case isUpper(c), isLower(c), c == '_', c == '/', c == '{', c == '}':
		case c == ' ':
			table[b] = hasSpace
		case isDigit(c):
			table[b] = hasDigit | hasOther
		default:
			table[b] = hasOther
		}
	}
	table['.'] |= hasDot
	table[':'] |= hasColon | hasSeparator
	table['='] |= hasSeparator
	table['>'] |= hasSeparator
	table['%'] |= hasPercent
	table['@'] |= hasAt
	table['-'] |= hasDash
	table['+'] |= hasPlus
	for b := utf8.RuneSelf; b < len(table); b++ {
		table[b] |= hasWide
	}
	return table
}()

func holds(text string) uint16 {
	seen := uint16(0)
	for i := range len(text) {
		seen |= classes[text[i]]
	}
	return seen
}

const shortText = 20 // characters; shorter than any key of a service

var (
	stems       = newWords(tables.Stems, true)
	bearerStems = newWords([]string{"earer ", "EARER ", "asic ", "ASIC ", "oken "}, false)
)

// Without one of these, only a text that is as long as a key can hold something.
const telling = hasDigit | hasSeparator | hasPercent | hasAt | hasDash | hasSpace

// mayHold is the test that nearly every text fails: a word or two cannot be anything, nor can an id.
func (r *Rules) mayHold(text string, seen uint16) bool {
	if len(r.patterns) > 0 || len(text) > r.maxLength {
		return true
	}
	if len(text) >= shortText && (seen&hasWide == 0 || utf8.RuneCountInString(text) >= shortText) {
		return !isUUID(text)
	}
	return seen&hasOther != 0 && seen&telling != 0
}

// isUUID tells whether the text is a UUID and nothing else.
func isUUID(text string) bool {
	if len(text) != len("00000000-0000-0000-0000-000000000000") {
		return false
	}
	for index := range len(text) {
		digit := text[index]
		switch index {
		case 8, 13, 18, 23:
			if digit != '-' {
				return false
			}
		default:
			if letter := digit | 0x20; (digit < '0' || digit > '9') && (letter < 'a' || letter > 'f') {
				return false
			}
		}
	}
	return true
}

// find runs the detectors in the order of docs/redaction.md, each behind a test of what it cannot do without.
func (s *search) find(seen uint16) {
	text := s.text
	long := len(text) >= shortText
	if long && seen&hasDash != 0 && strings.Contains(text, "PRIVATE KEY") {
		s.privateKeys()
	}
	if long && strings.Contains(text, "eyJ") {
		s.jwts()
	}
	if long {
		s.apiKeys()
	}
	if seen&hasSpace != 0 && bearerStems.next(text, 0) >= 0 {
		s.bearers()
	}
	if seen&hasAt != 0 && seen&hasColon != 0 && strings.Contains(text, "://") {
		s.credentials()
	}
	if s.hasName(seen) && stems.next(text, 0) >= 0 {
		s.assignments(seen)
	}
	if seen&hasAt != 0 || seen&hasPercent != 0 && strings.Contains(text, "%40") {
		s.emails()
	}
	if seen&hasDigit != 0 {
		s.numbers(seen)
	}
	if seen&hasColon != 0 && (strings.Contains(text, "::") || strings.Count(text, ":") > 6) {
		s.ipv6()
	}
	for _, custom := range s.rules.patterns {
		for _, m := range custom.pattern.FindAllStringIndex(text, -1) {
			if m[1] > m[0] {
				s.add(m[0], m[1], custom.kind)
			}
		}
	}
}

func (s *search) hasName(seen uint16) bool {
	return seen&hasSeparator != 0 ||
		seen&hasDash != 0 && strings.Contains(s.text, "--") ||
		seen&hasPercent != 0 && strings.Contains(s.text, "%3")
}

// numbers looks for everything that is made of digits.
func (s *search) numbers(seen uint16) {
	s.layout.read(s.text)
	if s.layout.numbered() {
		hints := s.layout.hints()
		s.ibans()
		s.cards(hints)
		s.nationalIDs(hints)
		s.phones(hints, seen)
	}
	if seen&hasDot != 0 && strings.Count(s.text, ".") > 2 {
		s.ipv4()
	}
}

// timeEnd returns where a point in time such as 2026-11-24T20:38:02.123 ends, or 0.
func timeEnd(text string, start int) int {
	const form = "0000-00-00T00:00:00"
	if len(text)-start < len(form) {
		return 0
	}
	for i := range len(form) {
		b := text[start+i]
		switch form[i] {
		case '0':
			if !isDigit(b) {
				return 0
			}
		case 'T':
			if b != 'T' && b != ' ' {
				return 0
			}
		default:
			if b != form[i] {
				return 0
			}
		}
	}
	end := start + len(form)
	if at(text, end, ".,") {
		fraction := end + 1
		for fraction < len(text) && fraction <= end+9 && isDigit(text[fraction]) {
			fraction++
		}
		if fraction > end+1 {
			end = fraction
		}
	}
	return end
}
