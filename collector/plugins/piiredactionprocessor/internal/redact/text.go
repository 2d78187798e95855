package redact

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

var (
	markPattern = pattern("mark")
	markHere    = here("mark")
	markWhole   = whole("mark")
	grouped     = setOf(tables.Grouped)
)

// Reader redacts one text after the other in the same memory. Not for use by two at the same time.
type Reader struct{ search search }

// Reader returns a new one.
func (r *Rules) Reader() *Reader { return &Reader{search{rules: r}} }

// Text is what a Reader of its own says of the text.
func (r *Rules) Text(text string, found func(kind string)) string {
	return r.Reader().Text(text, found)
}

// Text returns the text with every finding replaced, and tells the kind of each to found.
//
// What replaces a finding may lay bare a neighbour that did not count beside it, so the search is repeated until it
// finds nothing more, four times at most.
func (reader *Reader) Text(text string, found func(kind string)) string {
	s := &reader.search
	r, seen := s.rules, holds(text)
	if !r.mayHold(text, seen) {
		return text
	}
	hash := r.clean.hash(text)
	if r.clean.has(hash) {
		return text
	}
	redacted, dirty := s.redacted(text, seen, found)
	if !dirty {
		r.clean.add(hash)
	}
	return redacted
}

// redacted does what Text says, and tells whether the text is another one now.
func (s *search) redacted(text string, seen uint16, found func(kind string)) (redacted string, dirty bool) {
	limit := s.rules.maxLength
	if len(text) > limit { // bytes are at least as many as characters
		dirty = forward(text, limit) < len(text)
		text = text[:forward(text, limit+tables.Overlap)]
	}
	cut := dirty
	for range tables.Passes {
		s.text, s.found = text, s.found[:0]
		s.stopFrom, s.stop = 0, -1
		s.find(seen)
		settled := settle(s.found, text)
		if len(settled) == 0 {
			break
		}
		for _, one := range settled {
			found(one.kind)
		}
		text, dirty = s.rules.replaced(text, settled), true
		seen = holds(text)
	}
	s.text, s.layout.text = "", "" // a reader that waits must not hold what it read
	if cut {
		text = text[:forward(text, limit)] + tables.Truncated
	}
	return text, dirty
}

// forward returns the place behind so many characters, or the end.
func forward(text string, characters int) int {
	index := 0
	for ; characters > 0 && index < len(text); characters-- {
		_, size := utf8.DecodeRuneInString(text[index:])
		index += size
	}
	return index
}

// mark returns what stands in the place of a value: [redacted:email], or with its keyed hash behind the kind.
func (r *Rules) mark(value, kind string) string {
	if len(r.hashKey) == 0 {
		return markStart + kind + "]"
	}
	sum := hmac.New(sha256.New, r.hashKey)
	sum.Write([]byte(kind + "\x00" + normal(value, kind)))
	return markStart + kind + ":" + hex.EncodeToString(sum.Sum(nil))[:tables.HashDigits] + "]"
}

// normal returns the form in which equal values are equal, however they were written.
func normal(value, kind string) string {
	switch {
	case grouped[kind]:
		return alphanumeric(value)
	case kind == "email":
		folded := []byte(value)
		for i := range folded {
			folded[i] = lower(folded[i])
		}
		return string(folded)
	default:
		return value
	}
}

// settle returns findings that do not overlap: those that do become one, of the kind that was found first.
//
// What lies within a mark of an earlier redaction is nothing new. An address that begins within credentials is the
// password with the host behind it.
func settle(findings []found, text string) []found {
	if len(findings) == 0 {
		return nil
	}
	var marks, secrets [][]int
	if strings.Contains(text, markStart) {
		marks = markPattern.FindAllStringIndex(text, -1)
	}
	for _, one := range findings {
		if one.kind == "credentials" {
			secrets = append(secrets, []int{one.start, one.end})
		}
	}
	slices.SortFunc(findings, func(a, b found) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return a.rank - b.rank
	})
	var merged []found
	for _, one := range findings {
		if within(marks, one.start, one.end) || one.kind == "email" && within(secrets, one.start, one.start+1) {
			continue
		}
		if n := len(merged); n > 0 && one.start < merged[n-1].end {
			last := &merged[n-1]
			last.end = max(last.end, one.end)
			if one.rank < last.rank {
				last.rank, last.kind = one.rank, one.kind
			}
		} else {
			merged = append(merged, one)
		}
	}
	return merged
}

// within tells whether start:end lies in one of these spans, which are in order.
func within(spans [][]int, start, end int) bool {
	place := sort.Search(len(spans), func(i int) bool { return start < spans[i][0] }) - 1
	return place >= 0 && end <= spans[place][1]
}

func (r *Rules) replaced(text string, findings []found) string {
	var parts strings.Builder
	position := 0
	for _, one := range findings {
		parts.WriteString(text[position:one.start])
		parts.WriteString(r.mark(text[one.start:one.end], one.kind))
		position = one.end
	}
	parts.WriteString(text[position:])
	return parts.String()
}

// Masked returns the mark of a value that is sensitive whatever it looks like; an empty one and a mark stay.
func (r *Rules) Masked(value, kind string) (masked string, changed bool) {
	if value == "" || strings.HasPrefix(value, markStart) {
		return value, false
	}
	return r.mark(value, kind), true
}
