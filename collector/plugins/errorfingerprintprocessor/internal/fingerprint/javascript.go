package fingerprint

import (
	"regexp"
	"strings"
)

var (
	jsType  = regexp.MustCompile(`\A(?:Uncaught )?([A-Za-z_$][\w$.]*)(?: \[[\w.]+\])?(?::.*)?\z`)
	jsCause = regexp.MustCompile(`\A\s*(?:\[cause\]|Caused by): (.*?)(?: \{)?\z`)
	// V8: "at pay (file:1:2)" or "at file:1:2"; Firefox and Safari: "pay@file:1:2".
	jsV8      = regexp.MustCompile(`\A\s+at (?:async )?(?:(.+?) (?:\[as .+\] )?\((.+)\)|(\S.*:[0-9]+))(?: \{)?\z`)
	jsGecko   = regexp.MustCompile(`\A([^@\s]*)@(\S+:[0-9]+(?::[0-9]+)?)\z`)
	jsLine    = regexp.MustCompile(`(?:\?[^:]*)?(?::[0-9]+){0,2}\z`)
	jsOrigin  = regexp.MustCompile(`\A[a-z-]+://[^/]*`)
	anonymous = "<anonymous>"
)

// readJavaScript reads the stack of V8, Firefox and Safari. Node's own files do not count.
func readJavaScript(kind, trace string) chain {
	var told chain
	for _, line := range linesOf(trace) {
		if m := jsCause.FindStringSubmatch(line); m != nil && len(told) > 0 {
			if cause := jsType.FindStringSubmatch(m[1]); cause != nil {
				told = append(told, raised{kind: cause[1]})
			}
			continue
		}
		function, location, isFrame := jsFrame(line)
		switch {
		case isFrame && len(told) == 0 && kind == "":
			return nil
		case isFrame:
			if len(told) == 0 { // Firefox and Safari tell no type
				told = append(told, raised{kind: kind})
			}
			if place := jsPlace(function, location); place != "" {
				told[len(told)-1].places = append(told[len(told)-1].places, place)
			}
		case len(told) == 0:
			if m := jsType.FindStringSubmatch(line); m != nil {
				told = append(told, raised{kind: m[1]})
			}
		}
	}
	return outermostFirst(told)
}

func jsFrame(line string) (function, location string, ok bool) {
	if m := jsV8.FindStringSubmatch(line); m != nil {
		return m[1], m[2] + m[3], true
	}
	if m := jsGecko.FindStringSubmatch(line); m != nil {
		return m[1], m[2], true
	}
	return "", "", false
}

func jsPlace(function, location string) string {
	if strings.HasPrefix(location, "node:") || strings.HasPrefix(location, "internal/") || strings.HasPrefix(location, "index ") {
		return ""
	}
	path := strings.ReplaceAll(jsLine.ReplaceAllString(location, ""), `\`, "/")
	path = jsOrigin.ReplaceAllString(path, "")
	file := ""
	if at := strings.LastIndex(path, "/node_modules/"); at >= 0 {
		file = withoutIDs(path[at+len("/node_modules/"):])
	} else {
		file = lastParts(path, withoutIDs)
	}
	if function == "" {
		function = anonymous
	}
	return file + " " + withoutIDs(function)
}
