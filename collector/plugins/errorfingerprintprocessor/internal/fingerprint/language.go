package fingerprint

import "strings"

// Language is what wrote a stack trace, as telemetry.sdk.language names it.
type Language string

// The languages whose stack traces are read.
const (
	Python     Language = "python"
	Java       Language = "java"
	Go         Language = "go"
	JavaScript Language = "nodejs"
	DotNet     Language = "dotnet"
)

var readers = map[Language]func(kind, trace string) chain{
	Python:     readPython,
	Java:       readJava,
	Go:         readGo,
	JavaScript: readJavaScript,
	"webjs":    readJavaScript,
	DotNet:     readDotNet,
}

// guess tells the language by what only its stack traces hold. One that has nothing of any is read as Python's, which
// has a type and no place where it was never raised, but that is not sure.
func guess(trace string) (language Language, sure bool) {
	switch {
	case strings.Contains(trace, pythonHeader):
		return Python, true
	case strings.HasPrefix(trace, "goroutine ") || strings.Contains(trace, "\ngoroutine "):
		return Go, true
	case strings.Contains(trace, "\n\tat "):
		return Java, true
	case strings.Contains(trace, "\n    at "):
		return JavaScript, true
	case strings.Contains(trace, "\n   at "):
		return DotNet, true
	default:
		return Python, false
	}
}
