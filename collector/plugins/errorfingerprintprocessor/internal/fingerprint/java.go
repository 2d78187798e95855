package fingerprint

import (
	"regexp"
	"slices"
	"strings"
)

var (
	javaType  = regexp.MustCompile(`\A(?:Exception in thread ".*?" )?(?:Caused by: )?([A-Za-z_][\w.$]*)(?::.*)?\z`)
	javaFrame = regexp.MustCompile(`\A\s+at (?:[\w.@/-]*/)?([\w.$/#]+)\.([\w$<>]+)\(.*\)`)
	// Numbers that the compiler or the run time gives: lambda$pay$0, $Proxy12, GeneratedMethodAccessor7.
	javaNumber   = regexp.MustCompile(`(\$|Lambda/|Proxy|Accessor)[0-9]+`)
	javaStandard = []string{"java.", "javax.", "jdk.", "sun.", "com.sun."}
)

// readJava reads what printStackTrace writes. What was suppressed does not count.
func readJava(_, trace string) chain {
	var told chain
	suppressed := false
	for _, line := range linesOf(trace) {
		switch {
		case line == "":
		case line[0] == '\t' || line[0] == ' ':
			if strings.HasPrefix(strings.TrimLeft(line, "\t "), "Suppressed: ") {
				suppressed = true
			} else if place := javaPlace(line); place != "" && len(told) > 0 && !suppressed {
				told[len(told)-1].places = append(told[len(told)-1].places, place)
			}
		case len(told) == 0 || strings.HasPrefix(line, "Caused by: "):
			if m := javaType.FindStringSubmatch(line); m != nil {
				told, suppressed = append(told, raised{kind: m[1]}), false
			}
		}
	}
	return outermostFirst(told)
}

func javaPlace(line string) string {
	m := javaFrame.FindStringSubmatch(line)
	if m == nil {
		return ""
	}
	for _, standard := range javaStandard {
		if strings.HasPrefix(m[1], standard) {
			return ""
		}
	}
	return withoutIDs(javaNumber.ReplaceAllString(m[1], "$1#")) + " " + withoutIDs(javaNumber.ReplaceAllString(m[2], "$1#"))
}

// outermostFirst turns the places of languages that print the innermost first.
func outermostFirst(told chain) chain {
	for _, one := range told {
		slices.Reverse(one.places)
	}
	return told
}
