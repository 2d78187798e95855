package redact

import "strings"

var (
	cardPattern   = pattern("card")
	ibanPattern   = pattern("iban")
	international = anchored{pattern: here("international"), longest: 128, next: nextInternational}
	americanPhone = pattern("american")
	trunkPhone    = pattern("trunk")
	spokenPhone   = pattern("spoken")
	spokenWords   = newWords([]string{
		"Phone", "phone", "Tel", "tel", "Mobile", "mobile", "Cell", "cell", "Fax", "fax", "Handy", "handy", "WhatsApp", "SMS",
	}, false)
)

const (
	fewestPhoneDigits, mostPhoneDigits       = 8, 15 // with its country: E.164
	fewestNationalDigits, mostNationalDigits = 10, 12
)

// fraction tells whether this is the part of a decimal number before or behind its point.
func fraction(text string, start, end int) bool {
	before := at(text, start-1, ".") && start > 1 && isDigit(text[start-2])
	return before || at(text, end, ".") && end+1 < len(text) && isDigit(text[end+1])
}

func (s *search) cards(hints uint32) {
	if hints&cardHint == 0 {
		return
	}
	s.candidates(cardPattern, func(text string, m match) (int, int, string, bool) {
		start, end := m.start(), m.end()
		number := digits(text[start:end])
		accepted := ofNetwork(number) && alone(text, start, end) && !fraction(text, start, end) && luhn(number)
		return start, end, "card", accepted
	})
}

func ofNetwork(number string) bool {
	for _, network := range tables.Networks {
		if network.From <= number[:4] && number[:4] <= network.To {
			for _, length := range network.Lengths {
				if len(number) == length {
					return true
				}
			}
		}
	}
	return false
}

func (s *search) ibans() {
	if !s.layout.afterCountry() {
		return
	}
	s.candidates(ibanPattern, func(text string, m match) (int, int, string, bool) {
		start := m.start()
		length := ibanLength(text[start : start+2])
		if length == 0 || letterOrDigit(text, start-1) {
			return 0, 0, "", false
		}
		account, end := gather(text, start, length)
		return start, end, "iban", len(account) == length && !letterOrDigit(text, end) && mod97(account)
	})
}

func ibanLength(country string) int {
	a, b := upper(country[0]), upper(country[1])
	if !isUpper(a) || !isUpper(b) {
		return 0
	}
	return tables.IbanLengths[string([]byte{a, b})]
}

// gather returns so many letters and digits from here, with at most one space or hyphen between two of them.
func gather(text string, start, length int) (account string, end int) {
	gathered := make([]byte, 0, length)
	index := start
	for len(gathered) < length {
		if index < len(text) && isAlnum(text[index]) {
			gathered = append(gathered, upper(text[index]))
		} else if !at(text, index, " -") || !letterOrDigit(text, index+1) {
			break
		}
		index++
	}
	return string(gathered), index
}

func (s *search) phones(hints uint32, seen uint16) {
	if hints&internationalHint != 0 || seen&hasPlus != 0 ||
		seen&hasPercent != 0 && (strings.Contains(s.text, "%2B") || strings.Contains(s.text, "%2b")) {
		s.candidatesAt(international, judgeInternational)
	}
	if hints&americanHint != 0 {
		s.candidates(americanPhone, judgeNational)
	}
	if hints&trunkHint != 0 {
		s.candidates(trunkPhone, judgeNational)
	}
	if hints&spokenHint != 0 && spokenWords.next(s.text, 0) >= 0 {
		s.candidates(spokenPhone, judgeSpoken)
	}
}

// nextInternational returns where the next + or %2B or 00 stands.
func nextInternational(text string, from int) int {
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '+', '%':
			return i
		case '0':
			if at(text, i+1, "0") {
				return i
			}
		}
	}
	return -1
}

func judgeInternational(text string, m match) (int, int, string, bool) {
	start, end := m.start(), m.end()
	number := m.group(text, 2)
	if strings.HasSuffix(number, ")") && !strings.Contains(number, "(") {
		end-- // the bracket around the number
	}
	count := countDigits(number)
	decimal := len(number)-count == 1 && strings.Contains(number, ".")
	ungrouped := m.group(text, 1) == "00" && !strings.Contains(number, " ")
	touched := letterOrDigit(text, start-1) || at(text, start-1, ".)-_")
	enough := fewestPhoneDigits <= count && count <= mostPhoneDigits
	return start, end, "phone", !decimal && !ungrouped && !touched && enough && !notOver(text, end)
}

func judgeNational(text string, m match) (int, int, string, bool) {
	start, end := m.start(), m.end()
	count := countDigits(text[start:end])
	touched := letterOrDigit(text, start-1) || at(text, start-1, "-_.+#")
	dated := at(text, start-1, "/") && start > 1 && isDigit(text[start-2])
	enough := fewestNationalDigits <= count && count <= mostNationalDigits
	accepted := !touched && !dated && enough && !notOver(text, end) && !inDump(text, start, end)
	return start, end, "phone", accepted
}

func judgeSpoken(text string, m match) (int, int, string, bool) {
	start, end := m.span(2)
	count := countDigits(text[start:end])
	accepted := !letterOrDigit(text, m.start()-1) && !notOver(text, end) &&
		fewestPhoneDigits-1 <= count && count <= mostPhoneDigits
	return start, end, "phone", accepted
}

// notOver tells whether digits or letters go on behind this, or a time or decimal does.
func notOver(text string, end int) bool {
	return letterOrDigit(text, end) || at(text, end, ".:-_/") && letterOrDigit(text, end+1)
}

// inDump tells whether this stands among the bytes of a hexadecimal dump.
func inDump(text string, start, end int) bool {
	before := start >= 4 && !isAlnum(text[start-4]) && isHexByte(text[start-3:start-1]) && text[start-1] == ' '
	behind := end+3 <= len(text) && text[end] == ' ' && isHexByte(text[end+1:end+3]) &&
		(end+3 == len(text) || !isAlnum(text[end+3]))
	return before || behind
}

// isHexByte tells whether one of the two is a digit, and the other a digit or a to f.
func isHexByte(two string) bool {
	letter := func(b byte) bool { return 'a' <= b && b <= 'f' }
	a, b := two[0], two[1]
	return isDigit(a) && (isDigit(b) || letter(b)) || letter(a) && isDigit(b)
}
