package fingerprint

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	pythonFrame    = regexp.MustCompile(`\A  File "(.+)", line [^,]+, in (.+)\z`)
	pythonType     = regexp.MustCompile(`\A([^\x00-\x20:]+)(?::.*)?\z`)
	pythonMember   = regexp.MustCompile(`\A(?:\+-|  )\+-{16} (?:[0-9]+|\.\.\.) -{16}\z`)
	installed      = regexp.MustCompile(`\A.*/(?:site|dist)-packages/(.+)\z`)
	pythonStandard = regexp.MustCompile(
		`\A(?:<frozen .*|(?:.*/)?lib(?:64)?/(?:python|pypy)[0-9.]+t?/.*|(?:.*/)?Python[0-9.]+/Lib/.*)\z`)
	temporary = regexp.MustCompile(`\A(?:tmp[a-z0-9_]{8}|<ipython-input-[0-9]+-[0-9a-f]+>)(\.py)?\z`)
)

const (
	pythonHeader      = "Traceback (most recent call last):"
	pythonGroupHeader = "Exception Group Traceback (most recent call last):"
	pythonCause       = "The above exception was the direct cause of the following exception:"
	pythonContext     = "During handling of the above exception, another exception occurred:"
	deepestGroup      = 12
)

func isPythonHeader(line string) bool { return line == pythonHeader || line == pythonGroupHeader }

func readPython(_, trace string) chain { return pythonChain(linesOf(trace), 0) }

// pythonChain reads the exceptions of one margin: at depth 1 lines begin with "  | ", at depth 2 with "    | ".
func pythonChain(lines []string, depth int) chain {
	margin := pythonMargin(depth)
	parts := [][]string{nil}
	for _, line := range lines {
		rest, inside := strings.CutPrefix(line, margin)
		if inside && (rest == pythonCause || rest == pythonContext) {
			parts = append(parts, nil)
		} else {
			parts[len(parts)-1] = append(parts[len(parts)-1], line)
		}
	}
	var told chain
	for i := len(parts) - 1; i >= 0; i-- {
		if one, ok := pythonRaised(parts[i], depth); ok {
			told = append(told, one)
		}
	}
	return told
}

func pythonMargin(depth int) string {
	if depth == 0 {
		return ""
	}
	return strings.Repeat("  ", depth) + "| "
}

func pythonRaised(lines []string, depth int) (raised, bool) {
	if depth == 0 {
		lines = fromHeader(lines)
		if len(lines) > 0 && (strings.HasPrefix(lines[0], "  + ") || strings.HasPrefix(lines[0], "  | ")) {
			return pythonRaised(append([]string{"  | " + lines[0][4:]}, lines[1:]...), 1)
		}
	}
	own, members := splitMembers(lines, depth)
	margin := pythonMargin(depth)
	var inside []string
	for _, line := range own {
		if strings.HasPrefix(line, strings.TrimRight(margin, " ")) {
			inside = append(inside, skip(line, len(margin)))
		}
	}
	one, ok := pythonSingle(inside)
	if !ok || depth > deepestGroup {
		return one, ok
	}
	for _, member := range members {
		if told := pythonChain(member, depth+1); len(told) > 0 {
			one.members = append(one.members, told)
		}
	}
	return one, true
}

// fromHeader leaves out what stands before the traceback; an exception that was never raised has no header.
func fromHeader(lines []string) []string {
	for i, line := range lines {
		if isPythonHeader(strings.TrimPrefix(line, "  + ")) {
			return lines[i:]
		}
	}
	return lines
}

func splitMembers(lines []string, depth int) (own []string, members [][]string) {
	indent := strings.Repeat("  ", depth)
	for _, line := range lines {
		rest, inside := strings.CutPrefix(line, indent)
		switch {
		case depth > 0 && inside && pythonMember.MatchString(rest):
			members = append(members, nil)
		case len(members) > 0:
			members[len(members)-1] = append(members[len(members)-1], line)
		default:
			own = append(own, line)
		}
	}
	return own, members
}

// pythonSingle reads header, frames and the line that names the type; what follows is its message.
func pythonSingle(lines []string) (raised, bool) {
	var places []string
	for _, line := range lines {
		switch {
		case line == "" || line[0] == ' ':
			if place := pythonPlaces.of(line, placeInPython); place != "" {
				places = append(places, place)
			}
		case !isPythonHeader(line):
			m := pythonType.FindStringSubmatch(line)
			if m == nil {
				return raised{}, false
			}
			return raised{kind: m[1], places: places}, true
		}
	}
	return raised{}, false
}

var pythonPlaces = newPlaces() // errors of a service come through the same lines

// placeInPython returns the place that a line names, or nothing for one that is no frame.
func placeInPython(line string) string {
	if m := pythonFrame.FindStringSubmatch(line); m != nil {
		return pythonPlace(m[1], m[2])
	}
	return ""
}

// pythonPlace returns file and function without what depends on the machine, or nothing for a frame that does not
// count: those of the standard library differ from one version of Python to the next, and so do comprehensions.
func pythonPlace(path, function string) string {
	switch function {
	case "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>":
		return ""
	}
	path = strings.ReplaceAll(path, `\`, "/")
	file := ""
	if m := installed.FindStringSubmatch(path); m != nil {
		file = withoutIDs(m[1])
	} else if pythonStandard.MatchString(path) {
		return ""
	} else {
		file = lastParts(path, lastingPart)
	}
	if file == "" {
		return ""
	}
	return file + " " + withoutIDs(function)
}

// lastingPart returns a folder or file by its name, or tmp# if it is made anew each time.
func lastingPart(part string) string {
	if m := temporary.FindStringSubmatch(part); m != nil {
		return "tmp#" + m[1]
	}
	return withoutIDs(part)
}

// skip leaves out so many characters.
func skip(line string, characters int) string {
	for ; characters > 0 && line != ""; characters-- {
		_, size := utf8.DecodeRuneInString(line)
		line = line[size:]
	}
	return line
}
