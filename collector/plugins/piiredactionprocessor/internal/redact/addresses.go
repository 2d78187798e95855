package redact

import (
	"strconv"
	"strings"
)

var (
	ipv4Whole   = whole("ipv4")
	ipv6Pattern = pattern("ipv6")
	version     = pattern("version")
)

const (
	lookBack   = 16
	ipv6Groups = 8
)

// ipv4 finds the addresses, but for loopback, 0.0.0.0 and 255.255.255.255. Four runs of digits with a dot between two
// of them are what the SDK's pattern fits.
func (s *search) ipv4() {
	text, runs := s.text, s.layout.runs
	for i := 0; i+3 < len(runs); {
		if !s.layout.dotted(i) {
			i++
			continue
		}
		parts := [4]run{{max(runs[i].start, runs[i].end-3), runs[i].end}, runs[i+1], runs[i+2], runs[i+3]}
		parts[3].end = min(parts[3].end, parts[3].start+3)
		start, end := parts[0].start, parts[3].end
		if !isForeign(text, parts) || goesOn(text, start, end) || isVersion(text, start) {
			i++
			continue
		}
		s.add(start, end, "ip")
		i += 4
	}
}

// isForeign tells whether these are four bytes, and not of an address of the machine's own (RFC 1122).
func isForeign(text string, parts [4]run) bool {
	var numbers [4]int
	for i := range numbers {
		part := text[parts[i].start:parts[i].end]
		if len(part) > 1 && part[0] == '0' {
			return false
		}
		numbers[i], _ = strconv.Atoi(part)
		if numbers[i] > 255 {
			return false
		}
	}
	same := numbers[0] == numbers[1] && numbers[1] == numbers[2] && numbers[2] == numbers[3]
	return numbers[0] != 127 && (!same || numbers[0] != 0 && numbers[0] != 255)
}

// goesOn tells whether the address is a part of something longer: a fifth number, a name, Chrome/120.0.0.0.
func goesOn(text string, start, end int) bool {
	joined := at(text, start-1, "._-") || at(text, start-1, "/") && !inPath(text, start-1)
	return letterOrDigit(text, start-1) || joined && letterOrDigit(text, start-2) ||
		letterOrDigit(text, end) || at(text, end, "._-+") && letterOrDigit(text, end+1)
}

// inPath tells whether the name before this slash has one before it, too.
func inPath(text string, slash int) bool {
	start := slash
	for start > max(0, slash-2*lookBack) && (isAlnum(text[start-1]) || at(text, start-1, "_.-")) {
		start--
	}
	return start > slash-2*lookBack && at(text, start-1, "/")
}

func isVersion(text string, start int) bool {
	return version.MatchString(lowered(text[back(text, start, lookBack):start]) + "\x00") // the pattern's end
}

// ipv6 finds the addresses, but for the loopback and the unspecified one.
func (s *search) ipv6() {
	s.candidates(ipv6Pattern, func(text string, m match) (int, int, string, bool) {
		address := strings.TrimRight(text[m.start():m.end()], ".")
		if strings.HasSuffix(address, ":") && !strings.HasSuffix(address, "::") {
			address = address[:len(address)-1]
		}
		start, end := m.start(), m.start()+len(address)
		inside := at(text, start-1, ":") || letterOrDigit(text, start-1) || letterOrDigit(text, end)
		return start, end, "ip", !inside && isIPv6(address)
	})
}

func isIPv6(address string) bool {
	head, tail, gap := strings.Cut(address, "::")
	groups := append(splitGroups(head), splitGroups(tail)...)
	count := len(groups)
	if count > 0 && ipv4Whole.MatchString(groups[count-1]) {
		groups = groups[:count-1]
		count++
	}
	for _, group := range groups {
		if len(group) < 1 || len(group) > 4 || strings.Trim(group, "0123456789abcdefABCDEF") != "" {
			return false
		}
	}
	if gap {
		return count < ipv6Groups
	}
	return count == ipv6Groups
}

func splitGroups(part string) []string {
	if part == "" {
		return nil
	}
	return strings.Split(part, ":")
}
