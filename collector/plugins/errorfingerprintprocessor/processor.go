package errorfingerprintprocessor

import (
	"context"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"otelkit/errorfingerprintprocessor/internal/category"
	"otelkit/errorfingerprintprocessor/internal/fingerprint"
)

// What is read, and what is written beside it.
const (
	exceptionType       = "exception.type"
	exceptionStacktrace = "exception.stacktrace"
	errorFingerprint    = "kit.error.fingerprint"
	errorCategory       = "kit.error.category"
	errorSeverity       = "kit.error.severity"
)

// marker marks exceptions. Requests may be processed at the same time.
type marker struct {
	classifier *category.Classifier
	memory     *memory
}

func (m *marker) processTraces(_ context.Context, traces ptrace.Traces) (ptrace.Traces, error) {
	for _, resource := range traces.ResourceSpans().All() {
		language := languageOf(resource.Resource())
		for _, scope := range resource.ScopeSpans().All() {
			for _, span := range scope.Spans().All() {
				for _, event := range span.Events().All() {
					m.mark(language, event.Attributes())
				}
			}
		}
	}
	return traces, nil
}

func (m *marker) processLogs(_ context.Context, logs plog.Logs) (plog.Logs, error) {
	for _, resource := range logs.ResourceLogs().All() {
		language := languageOf(resource.Resource())
		for _, scope := range resource.ScopeLogs().All() {
			for _, record := range scope.LogRecords().All() {
				m.mark(language, record.Attributes())
			}
		}
	}
	return logs, nil
}

func languageOf(resource pcommon.Resource) fingerprint.Language {
	return fingerprint.Language(text(resource.Attributes(), "telemetry.sdk.language"))
}

// mark adds fingerprint, category and severity to what tells of an exception. What the SDK has set stays.
func (m *marker) mark(language fingerprint.Language, attributes pcommon.Map) {
	kind, trace := text(attributes, exceptionType), text(attributes, exceptionStacktrace)
	if kind == "" && trace == "" {
		return
	}
	found := m.memory.of([3]string{string(language), kind, trace}, func() marks { return m.judge(language, kind, trace) })
	set(attributes, errorFingerprint, found.fingerprint)
	// A severity without its category would be that of another one.
	if _, classified := attributes.Get(errorCategory); !classified {
		set(attributes, errorCategory, found.category)
		set(attributes, errorSeverity, found.severity)
	}
}

func (m *marker) judge(language fingerprint.Language, kind, trace string) marks {
	told := fingerprint.Told{Language: language}
	if trace != "" {
		told = fingerprint.Read(language, kind, trace)
	}
	types := told.Types()
	if kind != "" {
		types = append([]string{kind}, types...)
	}
	found := marks{fingerprint: told.Fingerprint()}
	found.category, found.severity = m.classifier.Classify(string(told.Language), types)
	return found
}

func set(attributes pcommon.Map, name, value string) {
	if value == "" {
		return
	}
	if attribute, taken := attributes.GetOrPutEmpty(name); !taken {
		attribute.SetStr(value)
	}
}

// text returns an attribute that is a text, or nothing.
func text(attributes pcommon.Map, name string) string {
	if value, present := attributes.Get(name); present && value.Type() == pcommon.ValueTypeStr {
		return value.Str()
	}
	return ""
}
