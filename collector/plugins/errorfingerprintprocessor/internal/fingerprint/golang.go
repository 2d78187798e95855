package fingerprint

import (
	"regexp"
	"slices"
	"strings"
)

var (
	goFunction = regexp.MustCompile(`\A([\w./~%-]+)\.((?:\(\*?[\w\[\].]+\)\.)?[\w.\[\]-]+)\(.*\)\z`)
	goClosure  = regexp.MustCompile(`func[0-9]+|gowrap[0-9]+`)
	goGeneric  = regexp.MustCompile(`\[[^\]]*\]`)
)

// The first parts of the standard library's packages: those with a dot in it are modules of others.
var goStandard = strings.Fields(`
	archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html
	image index internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings
	structs sync syscall testing text time unicode unique unsafe weak`)

// What records the stack trace is no part of the error.
const goRecorder = "go.opentelemetry.io/otel/"

// readGo reads what runtime/debug.Stack writes. It does not tell the type, which is given, and knows no causes.
func readGo(kind, trace string) chain {
	if kind == "" {
		return nil
	}
	one := raised{kind: kind}
	goroutines := 0
	for _, line := range linesOf(trace) {
		if strings.HasPrefix(line, "goroutine ") {
			if goroutines++; goroutines > 1 {
				break // the others only wait
			}
			continue
		}
		m := goFunction.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(line, goRecorder) || isGoStandard(m[1]) {
			continue
		}
		function := goClosure.ReplaceAllString(goGeneric.ReplaceAllString(m[2], ""), "func#")
		one.places = append(one.places, withoutIDs(m[1])+" "+withoutIDs(function))
	}
	return outermostFirst(chain{one})
}

func isGoStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return slices.Contains(goStandard, first)
}
