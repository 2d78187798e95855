package redact

import (
	"maps"
	"slices"
	"strings"
)

// layout is where the digits of a text stand. What it rules out needs no regular expression.
type layout struct {
	text string
	runs []run
}

type run struct{ start, end int }

func (r run) length() int { return r.end - r.start }

// read finds the runs of digits; the memory of the text before is used again.
func (l *layout) read(text string) {
	l.text, l.runs = text, l.runs[:0]
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		start := i
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		l.runs = append(l.runs, run{start: start, end: i})
	}
}

// numbered tells whether six digits stand together, with at most three other characters between two of them, that are
// no point in time.
func (l *layout) numbered() bool {
	from := 0
	for i, r := range l.runs {
		start := max(r.start, from)
		if r.end-start == len("2026") {
			if end := timeEnd(l.text, start); end > 0 {
				from = end
				continue
			}
		}
		if start < r.end && l.six(i, r.end-start) {
			return true
		}
	}
	return false
}

// six tells whether six digits stand together from a run on, of which so many count.
func (l *layout) six(i, count int) bool {
	for ; count < 6; count += l.runs[i].length() {
		gap := l.gap(i)
		if gap == "" {
			return false
		}
		characters := 0
		for n := range len(gap) {
			if gap[n]&0xC0 != 0x80 { // the first byte of a character
				characters++
			}
			if characters > 3 {
				return false
			}
		}
		i++
	}
	return true
}

// What a text may hold: a bit for each form that something with digits has.
const (
	cardHint uint32 = 1 << iota
	internationalHint
	americanHint
	trunkHint
	spokenHint
	firstNationalHint // and those of the other states above it
)

// hint tells what a form cannot do without: the lengths of the run that it begins with and its first digit, or any if
// there are none, and a test of what is around it. A form that begins with its digits has no letter before them.
type hint struct {
	bit     uint32
	lengths []int
	firsts  string
	test    func(l *layout, i int) bool
}

const longestRun = 20

// hintsByRun are the hints for a run of each length, by its first digit; the last length is for all that are longer.
// hintsInWord are those for a run behind a letter.
type hintsByRun [longestRun + 1][10][]*hint

var (
	hintsAlone  = sortHints(allHints())
	hintsInWord = sortHints(wordHints())
)

func sortHints(hints []hint) (sorted hintsByRun) {
	for _, one := range hints {
		for length := 1; length <= longestRun; length++ {
			if one.lengths != nil && !slices.Contains(one.lengths, length) {
				continue
			}
			for digit := range sorted[length] {
				if one.firsts == "" || strings.IndexByte(one.firsts, byte('0'+digit)) >= 0 {
					sorted[length][digit] = append(sorted[length][digit], &one)
				}
			}
		}
	}
	return sorted
}

// hints returns what the text may hold.
func (l *layout) hints() uint32 {
	seen := uint32(0)
	for i, r := range l.runs {
		hints := &hintsAlone
		if r.start > 0 && isAlnum(l.text[r.start-1]) {
			if !isUpper(l.text[r.start-1]) {
				continue
			}
			hints = &hintsInWord
		}
		for _, one := range hints[min(r.length(), longestRun)][l.text[r.start]-'0'] {
			if seen&one.bit == 0 && one.test(l, i) {
				seen |= one.bit
			}
		}
	}
	return seen
}

// afterCountry tells whether two digits stand behind the two letters of a country, with which a word begins.
func (l *layout) afterCountry() bool {
	for _, r := range l.runs {
		start := r.start - 2
		if start >= 0 && r.length() > 1 && !letterOrDigit(l.text, start-1) && ibanLength(l.text[start:r.start]) > 0 {
			return true
		}
	}
	return false
}

// gap returns what stands between a run and the next.
func (l *layout) gap(i int) string {
	if i+1 >= len(l.runs) {
		return ""
	}
	return l.text[l.runs[i].end:l.runs[i+1].start]
}

// sequence tells whether runs of these lengths follow each other from here, with one of these bytes between two.
func (l *layout) sequence(i int, between string, lengths ...int) bool {
	if i+len(lengths) > len(l.runs) {
		return false
	}
	for n, length := range lengths {
		if l.runs[i+n].length() != length {
			return false
		}
		if n+1 < len(lengths) {
			if gap := l.gap(i + n); len(gap) != 1 || !at(gap, 0, between) {
				return false
			}
		}
	}
	return true
}

// joined tells whether runs with these bytes alone between them have so many digits together.
func (l *layout) joined(i int, between string, fewest, most int) bool {
	for total := 0; ; i++ {
		total += l.runs[i].length()
		if total >= fewest {
			return total <= most
		}
		gap := l.gap(i)
		if gap == "" {
			return false
		}
		for n := range len(gap) {
			if !at(gap, n, between) {
				return false
			}
		}
	}
}

func (l *layout) first(i int) byte { return l.text[l.runs[i].start] }

func (l *layout) upper(index int) bool {
	return index >= 0 && index < len(l.text) && isUpper(l.text[index])
}

// dotted: four short numbers with a dot between two of them.
func (l *layout) dotted(i int) bool {
	if i+3 >= len(l.runs) {
		return false
	}
	for n := i; n < i+3; n++ {
		if l.gap(n) != "." || n > i && l.runs[n].length() > 3 {
			return false
		}
	}
	return true
}

// allHints lists the forms.
func allHints() []hint {
	hints := []hint{
		{cardHint, []int{4}, "23456", (*layout).groupedCard},
		{cardHint, []int{14, 15, 16, 17, 18, 19}, "23456", always},
		{internationalHint, nil, "0", func(l *layout, i int) bool {
			r := l.runs[i]
			return r.length() > 2 && l.text[r.start+1] == '0' && l.text[r.start+2] != '0'
		}},
		{americanHint, []int{3}, "23456789", (*layout).american},
		{trunkHint, []int{2}, "0", func(l *layout, i int) bool { return l.sequence(i, " .-", 2, 2, 2, 2, 2) }},
		{trunkHint, []int{3, 4, 5, 6}, "0", (*layout).area},
		{spokenHint, nil, "", (*layout).spoken},
	}
	for name, national := range nationalForms {
		for _, one := range national {
			one.bit = nationalHints[name]
			hints = append(hints, one)
		}
	}
	return hints
}

// wordHints lists the forms that begin with capital letters.
func wordHints() []hint {
	var hints []hint
	for _, name := range []string{"uk_nino", "es_dni", "it_fiscal"} {
		for _, one := range nationalForms[name] {
			one.bit = nationalHints[name]
			hints = append(hints, one)
		}
	}
	return hints
}

// nationalHints gives each national id its bit.
var nationalHints = func() map[string]uint32 {
	bits, bit := map[string]uint32{}, firstNationalHint
	for _, name := range slices.Sorted(maps.Keys(nationalForms)) {
		bits[name] = bit
		bit <<= 1
	}
	return bits
}()

// nationalForms say what each national id cannot do without.
var nationalForms = map[string][]hint{
	"us_ssn":     {{lengths: []int{3}, test: func(l *layout, i int) bool { return l.sequence(i, "-", 3, 2, 4) }}},
	"uk_nino":    {{lengths: []int{2, 4, 6}, test: (*layout).behindTwoLetters}},
	"de_tax":     {{lengths: []int{2, 5, 8, 11}, test: func(l *layout, i int) bool { return l.joined(i, " ", 11, 11) }}},
	"es_dni":     {{lengths: []int{7, 8}, test: (*layout).beforeLetter}},
	"it_fiscal":  {{lengths: []int{2}, test: (*layout).amongLetters}},
	"fr_nir":     {{firsts: "12", test: (*layout).french}},
	"pl_pesel":   {{lengths: []int{11}, test: always}},
	"br_cpf":     {{lengths: []int{3}, test: func(l *layout, i int) bool { return l.sequence(i, ".-", 3, 3, 3, 2) }}},
	"ch_ahv":     {{lengths: []int{3, 7, 11, 13}, firsts: "7", test: (*layout).swiss}},
	"be_nrn":     {{lengths: []int{2}, test: func(l *layout, i int) bool { return l.sequence(i, ".-", 2, 2, 2, 3, 2) }}},
	"se_pnr":     {{lengths: []int{6, 8}, test: (*layout).swedish}},
	"fi_hetu":    {{lengths: []int{6}, test: (*layout).finnish}},
	"in_aadhaar": {{lengths: []int{4}, test: func(l *layout, i int) bool { return l.sequence(i, " -", 4, 4, 4) }}},
}

func always(*layout, int) bool { return true }

// groupedCard: a group of four, and one of four or six behind it.
func (l *layout) groupedCard(i int) bool {
	if gap := l.gap(i); gap != " " && gap != "-" {
		return false
	}
	next := l.runs[i+1].length()
	return next == 4 || next == 6
}

// american: (212) 555-1234.
func (l *layout) american(i int) bool {
	if i+2 >= len(l.runs) || l.runs[i+1].length() != 3 || l.runs[i+2].length() != 4 {
		return false
	}
	return l.first(i+1) > '1' && len(l.gap(i)) <= 3 && len(l.gap(i+1)) == 1
}

// area: a number that begins with one 0, and another behind it.
func (l *layout) area(i int) bool {
	if l.text[l.runs[i].start+1] == '0' || i+1 >= len(l.runs) {
		return false
	}
	return len(l.gap(i)) <= 2 && l.runs[i+1].length() >= 3
}

// spoken: a number behind a space.
func (l *layout) spoken(i int) bool {
	start := l.runs[i].start
	if at(l.text, start-1, "(") {
		start--
	}
	return at(l.text, start-1, " ")
}

func (l *layout) behindTwoLetters(i int) bool {
	start := l.runs[i].start
	if at(l.text, start-1, " ") {
		start--
	}
	return l.upper(start-1) && l.upper(start-2) && !letterOrDigit(l.text, start-3)
}

func (l *layout) beforeLetter(i int) bool {
	r := l.runs[i]
	follows := l.upper(r.end) || at(l.text, r.end, "-") && l.upper(r.end+1)
	return follows && (r.length() == 8 || at(l.text, r.start-1, "XYZ"))
}

func (l *layout) amongLetters(i int) bool {
	r := l.runs[i]
	return l.upper(r.start-1) && l.upper(r.start-6) && l.upper(r.end)
}

func (l *layout) french(i int) bool {
	return l.joined(i, " AB", 14, 15)
}

func (l *layout) swiss(i int) bool {
	return strings.HasPrefix(l.text[l.runs[i].start:], "756") && l.joined(i, ".", 13, 13)
}

func (l *layout) swedish(i int) bool {
	gap := l.gap(i)
	return (gap == "-" || gap == "+") && l.runs[i+1].length() == 4
}

func (l *layout) finnish(i int) bool {
	gap := l.gap(i)
	return len(gap) == 1 && (gap[0] == '-' || gap[0] == '+' || isUpper(gap[0])) && l.runs[i+1].length() <= 4
}
