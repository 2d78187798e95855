package redact

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	flagPattern = pattern("flag")
	opening     = here("opening")
	scheme      = here("scheme")
	toLineEnd   = here("to_line_end")
	path        = whole("path")
	placeholder = whole("placeholder")
	harmless    = setOf(tables.Harmless)
	roots       = setOf(tables.Roots)
)

const (
	longestName  = 64
	nameEnd      = 8 // and what may stand behind a name
	spaces       = 3
	longestHead  = 16              // bytes of what may stand before a value: a quote, or the scheme of a token
	longestWord  = 3 * longestName // bytes of what can be a harmless word, or the name again
	stops        = "\"'`,;&<>\\"   // and all that is no more than a space
	brackets     = "(){}[]"
	openBrackets = "([{"
)

// assignments finds the values that stand behind a sensitive name.
func (s *search) assignments(seen uint16) {
	for position := 0; position < len(s.text); {
		start, end := separator(s.text, position)
		if start < 0 {
			break
		}
		position = end
		if from, until, kind, ok := s.behindSeparator(start, end); ok {
			s.add(from, until, kind)
			position = max(until, position)
		}
	}
	if seen&hasDash != 0 && strings.Contains(s.text, "--") {
		s.candidates(flagPattern, func(text string, m match) (int, int, string, bool) {
			name := m.group(text, 1)
			kind := kinds.of(name)
			if kind == "" {
				return 0, 0, "", false
			}
			return s.value(m.end(), name, kind)
		})
	}
}

// separator returns the next of = == === => := : :: %3A %3D, with up to three blanks behind it, or >.
func separator(text string, from int) (start, end int) {
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '>':
			return i, i + 1
		case '=':
			end = i + 1
			if at(text, end, ">") {
				end++
			} else {
				for end < i+3 && at(text, end, "=") {
					end++
				}
			}
		case ':':
			end = i + 1
			if at(text, end, "=:") {
				end++
			}
		case '%':
			if !at(text, i+1, "3") || !at(text, i+2, "AaDd") {
				continue
			}
			end = i + 3
		default:
			continue
		}
		for n := 0; n < spaces && at(text, end, " \t"); n++ {
			end++
		}
		return i, end
	}
	return -1, -1
}

func (s *search) behindSeparator(start, end int) (int, int, string, bool) {
	text := s.text
	name := nameBefore(text, start)
	if name == "" || strings.HasPrefix(text[start:], "::") {
		return 0, 0, "", false
	}
	if text[start] == '>' && (strings.HasSuffix(name, "-") || strings.HasSuffix(text[:start], "/"+name)) {
		return 0, 0, "", false // `a->b` and `</name>`
	}
	kind := kinds.of(name)
	if kind == "" {
		return 0, 0, "", false
	}
	return s.value(end, name, kind)
}

// nameBefore returns the name that ends here, without the blanks, the bracket and the quote behind it.
func nameBefore(text string, end int) string {
	first := max(0, end-longestName-nameEnd)
	for end > first && at(text, end-1, " \t") {
		end--
	}
	before := text[first:end]
	before = strings.TrimSuffix(before, "]")
	if strings.HasSuffix(before, `"`) || strings.HasSuffix(before, "'") {
		before = strings.TrimRight(before[:len(before)-1], `\`)
	}
	start := len(before)
	for start > 0 && (isAlnum(before[start-1]) || at(before, start-1, "_.-")) {
		start--
	}
	return before[max(start, len(before)-longestName):]
}

func (s *search) value(start int, name, kind string) (int, int, string, bool) {
	text := s.text
	head := text[start:min(len(text), start+longestHead)]
	if m := opening.FindStringSubmatchIndex(head); m != nil {
		return quoted(text, head[m[2]:m[3]], start+m[1], kind)
	}
	for _, ending := range tables.WholeLine {
		if hasSuffixFold(name, ending) {
			end := start + lengthOf(toLineEnd, text[start:])
			return start, end, kind, !isHarmless(text[start:end], "")
		}
	}
	start += schemeLength(text, start)
	end := s.plainEnd(start)
	return start, end, kind, !isHarmless(text[start:end], name)
}

func schemeLength(text string, start int) int {
	return lengthOf(scheme, text[start:min(len(text), start+longestHead)])
}

// plainEnd returns where a value without quotes ends: at a bracket, but for one that opens, which belongs to it with
// all up to the next stop.
func (s *search) plainEnd(start int) int {
	for i := start; i < len(s.text); i++ {
		switch b := s.text[i]; {
		case isStop(b):
			return i
		case strings.IndexByte(openBrackets, b) >= 0:
			return s.nextStop(i)
		case strings.IndexByte(brackets, b) >= 0:
			return i
		}
	}
	return len(s.text)
}

func isStop(b byte) bool { return b <= ' ' || strings.IndexByte(stops, b) >= 0 }

// nextStop remembers the last answer, since many values may end at the same place.
func (s *search) nextStop(from int) int {
	if s.stopFrom <= from && from <= s.stop {
		return s.stop
	}
	s.stopFrom = from
	for s.stop = from; s.stop < len(s.text) && !isStop(s.text[s.stop]); {
		s.stop++
	}
	return s.stop
}

func hasSuffixFold(text, ending string) bool {
	return len(text) >= len(ending) && strings.EqualFold(text[len(text)-len(ending):], ending)
}

func lengthOf(pattern *regexp.Regexp, text string) int {
	if m := pattern.FindStringIndex(text); m != nil {
		return m[1]
	}
	return 0
}

// quoted returns what is between these quotes; a quote behind a further backslash is part of the value.
func quoted(text, quote string, start int, kind string) (int, int, string, bool) {
	end := len(text)
	for from := start; ; {
		place := strings.Index(text[from:], quote)
		if place < 0 {
			break
		}
		place += from
		if text[place-1] != '\\' || evenBackslashes(text[start:place]) {
			end = place
			break
		}
		from = place + len(quote)
	}
	start += schemeLength(text, start)
	if start > end {
		return 0, 0, "", false
	}
	return start, end, kind, !isHarmless(text[start:end], "")
}

func evenBackslashes(before string) bool {
	return (len(before)-len(strings.TrimRight(before, `\`)))%2 == 0
}

func isHarmless(value, name string) bool {
	word := strings.TrimRight(value, tables.Trailing)
	if len(word) <= longestWord {
		word = lowered(word)
		if word == "" || harmless[word] || name != "" && word == lowered(name) {
			return true
		}
	}
	return placeholder.MatchString(value) || name != "" && (isCall(value) || isPath(value))
}

// isPath tells whether this is a path of names that begins as an expression in a line of code does.
func isPath(value string) bool {
	m := path.FindStringSubmatch(value)
	return m != nil && roots[lowered(m[1])]
}

// isCall tells whether this is a call or an index: `os.environ[…`, `get_secret(…`, `input(…)`, `(…`.
func isCall(value string) bool {
	if strings.HasPrefix(value, "(") {
		return true
	}
	end, dotted := 0, false
	for end < len(value) && (isUpper(value[end]) || isLower(value[end]) || value[end] == '_' || value[end] == '.') {
		dotted = dotted || value[end] == '_' || value[end] == '.'
		end++
	}
	if end == 0 || !at(value, end, "([") {
		return false
	}
	return dotted || strings.IndexByte(value[end+1:], ')') >= 0 || strings.IndexByte(value[end+1:], ']') >= 0
}

// lowered leaves the one letter alone that Python lowers to two characters.
func lowered(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\u0130' {
			return r
		}
		return unicode.ToLower(r)
	}, text)
}
