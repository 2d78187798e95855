package errorfingerprintprocessor

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processortest"

	"otelkit/errorfingerprintprocessor/internal/metadata"
)

const javaTrace = "java.sql.SQLTimeoutException: slow\n\tat com.shop.Checkout.pay(Checkout.java:42)\n"

// station is the processor of both signals, running.
type station struct {
	traces processor.Traces
	logs   processor.Logs
}

func run(t testing.TB, config *Config) station {
	t.Helper()
	require.NoError(t, config.Validate())
	set, next := processortest.NewNopSettings(metadata.Type), consumertest.NewNop()
	traces, err := createTraces(context.Background(), set, config, next)
	require.NoError(t, err)
	logs, err := createLogs(context.Background(), set, config, next)
	require.NoError(t, err)
	return station{traces: traces, logs: logs}
}

// onSpan and onLog return the attributes of an exception as they come out.
func (s station) onSpan(t testing.TB, language string, attributes map[string]any) map[string]any {
	t.Helper()
	traces := ptrace.NewTraces()
	resource := traces.ResourceSpans().AppendEmpty()
	setLanguage(resource.Resource(), language)
	event := resource.ScopeSpans().AppendEmpty().Spans().AppendEmpty().Events().AppendEmpty()
	require.NoError(t, event.Attributes().FromRaw(attributes))
	require.NoError(t, s.traces.ConsumeTraces(context.Background(), traces))
	return event.Attributes().AsRaw()
}

func (s station) onLog(t testing.TB, language string, attributes map[string]any) map[string]any {
	t.Helper()
	logs := plog.NewLogs()
	resource := logs.ResourceLogs().AppendEmpty()
	setLanguage(resource.Resource(), language)
	record := resource.ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
	require.NoError(t, record.Attributes().FromRaw(attributes))
	require.NoError(t, s.logs.ConsumeLogs(context.Background(), logs))
	return record.Attributes().AsRaw()
}

func setLanguage(resource pcommon.Resource, language string) {
	if language != "" {
		resource.Attributes().PutStr("telemetry.sdk.language", language)
	}
}

func TestEveryPythonExceptionOfTheVectorsHasTheFingerprintOfTheSDKOnSpansAndLogs(t *testing.T) {
	content, err := os.ReadFile("../../../tests/vectors/fingerprint.json")
	require.NoError(t, err)
	var vectors []struct {
		Name        string   `json:"name"`
		Fingerprint string   `json:"fingerprint"`
		Stacktraces []string `json:"stacktraces"`
	}
	require.NoError(t, json.Unmarshal(content, &vectors))
	s := run(t, &Config{})
	for _, v := range vectors {
		for _, trace := range v.Stacktraces {
			attributes := map[string]any{"exception.type": "E", "exception.stacktrace": trace}
			assert.Equal(t, v.Fingerprint, s.onSpan(t, "python", attributes)["kit.error.fingerprint"], v.Name)
			assert.Equal(t, v.Fingerprint, s.onLog(t, "python", attributes)["kit.error.fingerprint"], v.Name)
		}
	}
}

func TestAnExceptionGetsFingerprintCategoryAndSeverity(t *testing.T) {
	s := run(t, &Config{})
	given := map[string]any{"exception.type": "java.sql.SQLTimeoutException", "exception.stacktrace": javaTrace}
	for _, language := range []string{"java", ""} {
		out := s.onSpan(t, language, given)
		assert.Len(t, out["kit.error.fingerprint"], 16)
		assert.Equal(t, "timeout", out["kit.error.category"])
		assert.Equal(t, "medium", out["kit.error.severity"])
		assert.Equal(t, out, s.onLog(t, language, given))
	}
}

func TestWithoutAStackTraceThereIsACategoryAndNoFingerprint(t *testing.T) {
	out := run(t, &Config{}).onLog(t, "python", map[string]any{"exception.type": "ValueError"})
	assert.Equal(t, map[string]any{
		"exception.type": "ValueError", "kit.error.category": "validation", "kit.error.severity": "low",
	}, out)
}

func TestWithoutATypeTheStackTraceTellsIt(t *testing.T) {
	out := run(t, &Config{}).onLog(t, "", map[string]any{"exception.stacktrace": javaTrace})
	assert.Equal(t, "timeout", out["kit.error.category"])
}

func TestWhatTheSDKHasSetStays(t *testing.T) {
	given := map[string]any{
		"exception.type": "ValueError", "exception.stacktrace": "ValueError: x",
		"kit.error.fingerprint": "0123456789abcdef", "kit.error.category": "database",
	}
	assert.Equal(t, given, run(t, &Config{}).onSpan(t, "python", given))
}

func TestWhatIsNoExceptionIsLeftAlone(t *testing.T) {
	s := run(t, &Config{})
	for _, given := range []map[string]any{
		{}, {"exception.message": "x"}, {"exception.type": int64(7)}, {"exception.stacktrace": []any{"x"}}, {"exception.type": ""},
	} {
		assert.Equal(t, given, s.onSpan(t, "python", given))
	}
}

func TestALanguageThatNobodyReadsGetsACategoryOnly(t *testing.T) {
	out := run(t, &Config{Types: map[string]string{"RuntimeError": "external_api"}}).onSpan(t, "ruby", map[string]any{
		"exception.type": "RuntimeError", "exception.stacktrace": "app.rb:10:in `pay': no stock (RuntimeError)",
	})
	assert.NotContains(t, out, "kit.error.fingerprint")
	assert.Equal(t, "external_api", out["kit.error.category"])
}

func TestAnErrorThatComesAgainHasTheSameMarks(t *testing.T) {
	s := run(t, &Config{})
	for i := range 3 * mostRemembered {
		kind := []string{"ValueError", "TimeoutError"}[i%2]
		out := s.onLog(t, "python", map[string]any{"exception.type": kind, "exception.stacktrace": fmt.Sprintf("%s: %d", kind, i/4)})
		assert.Equal(t, []string{"validation", "timeout"}[i%2], out["kit.error.category"])
	}
}
