package fingerprint

import (
	"regexp"
	"strings"
)

var (
	dotNetType  = regexp.MustCompile(`\A([A-Za-z_][\w.+` + "`" + `]*)(?: \(0x[0-9A-Fa-f]+\))?(?::.*)?\z`)
	dotNetFrame = regexp.MustCompile(`\A\s+at (.+?)\.([^.(\s]+|\.c?ctor)\(.*\)`)
	// Numbers that the compiler gives: <Pay>d__5, <>c__DisplayClass3_0, <Pay>b__0.
	dotNetNumber = regexp.MustCompile(`(__|DisplayClass|_|` + "`" + `)[0-9]+`)
)

const endOfInner = "--- End of inner exception stack trace ---"

// readDotNet reads what ToString writes: the types from the outermost exception in, then the places of the innermost,
// and behind each line that ends them those of the one around it.
func readDotNet(_, trace string) chain {
	var told chain
	current := -1
	for _, line := range linesOf(trace) {
		trimmed := strings.TrimLeft(line, " \t")
		switch {
		case strings.HasPrefix(trimmed, endOfInner):
			current = min(max(0, current-1), len(told)-1)
		case current < 0 || strings.HasPrefix(trimmed, "---> "):
			if read := dotNetTypes(line); len(read) > 0 {
				told = append(told, read...)
				current = len(told) - 1
			}
		default:
			if place := dotNetPlace(line); place != "" {
				told[current].places = append(told[current].places, place)
			}
		}
	}
	return outermostFirst(told)
}

// dotNetTypes reads "Outer: message ---> Inner: message", all of it or a part.
func dotNetTypes(line string) chain {
	var told chain
	for part := range strings.SplitSeq(line, "---> ") {
		if m := dotNetType.FindStringSubmatch(strings.TrimSpace(part)); m != nil {
			told = append(told, raised{kind: m[1]})
		}
	}
	return told
}

func dotNetPlace(line string) string {
	m := dotNetFrame.FindStringSubmatch(line)
	if m == nil || strings.HasPrefix(m[1], "System.") {
		return ""
	}
	return withoutIDs(dotNetNumber.ReplaceAllString(m[1], "$1#")) + " " + withoutIDs(dotNetNumber.ReplaceAllString(m[2], "$1#"))
}
