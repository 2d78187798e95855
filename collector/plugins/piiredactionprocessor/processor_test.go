package piiredactionprocessor

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

const (
	ada   = "ada@example.com"
	email = "[redacted:email]"
)

func TestTheAttributesOfTheCorpusComeOutAsTheyDoFromTheSDK(t *testing.T) {
	for name, s := range map[string]station{
		"positives.jsonl": run(t, nil),
		"hashed.jsonl":    run(t, func(c *Config) { c.HashKey = "0123456789abcdef0123456789abcdef" }),
	} {
		file, err := os.Open("../../../tests/vectors/redaction/" + name)
		require.NoError(t, err)
		defer file.Close()
		scanner, checked := bufio.NewScanner(file), 0
		scanner.Buffer(nil, 1<<20)
		for scanner.Scan() {
			var row struct {
				Attributes map[string]any `json:"attributes"`
				Expected   any            `json:"expected"`
			}
			decoder := json.NewDecoder(strings.NewReader(scanner.Text()))
			decoder.UseNumber()
			require.NoError(t, decoder.Decode(&row))
			if row.Attributes == nil {
				continue // a text: see internal/redact
			}
			checked++
			assert.Equal(t, numbers(row.Expected), s.redacted(t, numbers(row.Attributes).(map[string]any)))
		}
		require.NoError(t, scanner.Err())
		assert.NotZero(t, checked)
	}
}

// numbers makes whole numbers and decimals of what JSON does not tell apart.
func numbers(value any) any {
	switch v := value.(type) {
	case json.Number:
		if whole, err := v.Int64(); err == nil {
			return whole
		}
		decimal, _ := v.Float64()
		return decimal
	case map[string]any:
		for key := range v {
			v[key] = numbers(v[key])
		}
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	}
	return value
}

func TestEveryPlaceOfASpanIsRedactedAndCountedWhereItStood(t *testing.T) {
	s := run(t, nil)
	traces, span := newSpan()
	traces.ResourceSpans().At(0).Resource().Attributes().PutStr("owner.contact", ada)
	traces.ResourceSpans().At(0).ScopeSpans().At(0).Scope().Attributes().PutStr("by", ada)
	span.SetName("GET /users/" + ada)
	span.Status().SetMessage("no such user: " + ada)
	span.Attributes().PutStr("url.full", "https://shop.example/?q="+ada)
	span.Attributes().PutStr("baggage.who", ada)
	event := span.Events().AppendEmpty()
	event.SetName("mail to " + ada)
	event.Attributes().PutStr("exception.message", "no such user: "+ada)
	event.Attributes().PutStr("exception.stacktrace", "KeyError: "+ada)
	span.Links().AppendEmpty().Attributes().PutStr("why", ada)
	require.NoError(t, s.traces.ConsumeTraces(t.Context(), traces))
	marshaled := fmt.Sprint(traces.ResourceSpans().At(0).Resource().Attributes().AsRaw(),
		traces.ResourceSpans().At(0).ScopeSpans().At(0).Scope().Attributes().AsRaw(), span.Name(), span.Status().Message(),
		span.Attributes().AsRaw(), event.Name(), event.Attributes().AsRaw(), span.Links().At(0).Attributes().AsRaw())
	assert.NotContains(t, marshaled, ada)
	assert.Equal(t, 10, strings.Count(marshaled, email))
	assert.Equal(t, map[string]int64{
		"email attribute": 5, "email exception": 2, "email stack": 1, "email url": 1, "email baggage": 1,
	}, s.found(t))
}

func TestTheBodyOfALogRecordIsRedactedWhateverItsShape(t *testing.T) {
	s := run(t, nil)
	logs, record := newRecord()
	record.Body().SetStr("mail to " + ada)
	record.Attributes().PutStr("password", "hunter2")
	nested := logs.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().AppendEmpty()
	require.NoError(t, nested.Body().SetEmptyMap().FromRaw(map[string]any{"user": []any{map[string]any{"email": "x"}, ada}}))
	raw := logs.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().AppendEmpty()
	raw.Body().SetEmptyBytes().FromRaw([]byte("\xff " + ada))
	require.NoError(t, s.logs.ConsumeLogs(t.Context(), logs))
	assert.Equal(t, "mail to "+email, record.Body().Str())
	assert.Equal(t, map[string]any{"password": "[redacted:password]"}, record.Attributes().AsRaw())
	assert.Equal(t, map[string]any{"user": []any{map[string]any{"email": email}, email}}, nested.Body().Map().AsRaw())
	assert.Equal(t, "\xff "+email, string(raw.Body().Bytes().AsRaw()))
	assert.Equal(t, map[string]int64{"email body": 4, "password attribute": 1}, s.found(t))
}

func TestThePointsAndExamplesOfEveryKindOfMetricAreRedacted(t *testing.T) {
	s := run(t, nil)
	fill := map[string]func(pmetric.Metric) []pcommon.Map{
		"sum":     func(m pmetric.Metric) []pcommon.Map { return maps(m.SetEmptySum().DataPoints().AppendEmpty()) },
		"gauge":   func(m pmetric.Metric) []pcommon.Map { return maps(m.SetEmptyGauge().DataPoints().AppendEmpty()) },
		"buckets": func(m pmetric.Metric) []pcommon.Map { return maps(m.SetEmptyHistogram().DataPoints().AppendEmpty()) },
		"exponential": func(m pmetric.Metric) []pcommon.Map {
			return maps(m.SetEmptyExponentialHistogram().DataPoints().AppendEmpty())
		},
		"summary": func(m pmetric.Metric) []pcommon.Map {
			return []pcommon.Map{m.SetEmptySummary().DataPoints().AppendEmpty().Attributes()}
		},
		"nothing": func(pmetric.Metric) []pcommon.Map { return nil },
	}
	for name, fillIn := range fill {
		metrics, metric := newMetric()
		all := fillIn(metric)
		for _, attributes := range all {
			attributes.PutStr("who", ada)
		}
		require.NoError(t, s.metrics.ConsumeMetrics(t.Context(), metrics))
		for _, attributes := range all {
			assert.Equal(t, map[string]any{"who": email}, attributes.AsRaw(), name)
		}
	}
}

func maps(p point) []pcommon.Map {
	return []pcommon.Map{p.Attributes(), p.Exemplars().AppendEmpty().FilteredAttributes()}
}

func TestAValueUnderASensitiveNameIsMaskedWhateverItsType(t *testing.T) {
	s := run(t, nil)
	for value, want := range map[any]any{
		"hunter2": "[redacted:password]", int64(7): "[redacted:password]", 1.5: "[redacted:password]", "": "", true: true,
		"[redacted:password]": "[redacted:password]",
	} {
		assert.Equal(t, map[string]any{"db.password": want}, s.redacted(t, map[string]any{"db.password": value}))
	}
	assert.Equal(t,
		map[string]any{"password": []any{"[redacted:password]", "", "[redacted:password]"}},
		s.redacted(t, map[string]any{"password": []any{"a", "", int64(1)}}))
	assert.Equal(t,
		map[string]any{"password": map[string]any{"hint": "cat", "nested": nil}},
		s.redacted(t, map[string]any{"password": map[string]any{"hint": "cat", "nested": nil}}))
}

func TestNumbersAreSearchedWhenTheyAreLongEnoughToBeSomething(t *testing.T) {
	s := run(t, nil)
	assert.Equal(t,
		map[string]any{"card": "[redacted:card]", "n": int64(math.MinInt64), "s": int64(7), "d": 4111111111111111.0},
		s.redacted(t, map[string]any{"card": int64(4111111111111111), "n": int64(math.MinInt64), "s": int64(7), "d": 4111111111111111.0}))
}

func TestNamesOfMachinesAndCodeAreNotSearched(t *testing.T) {
	s := run(t, nil)
	kept := map[string]any{"host.ip": "192.0.2.17", "server.address": "192.0.2.17", "service.name": ada}
	assert.Equal(t, kept, s.redacted(t, kept))
	assert.Empty(t, s.found(t))
}

func TestANameWithPersonalDataGetsANewOneAndEqualOnesANumber(t *testing.T) {
	s := run(t, nil)
	out := s.redacted(t, map[string]any{"cart of a@example.com": int64(1), "cart of b@example.com": int64(2), "n": int64(3)})
	assert.Len(t, out, 3)
	assert.Contains(t, out, "cart of "+email)
	assert.Contains(t, out, "cart of "+email+"#2")
	assert.Equal(t, int64(3), out["n"])
}

func TestAFloodOfNamesWithPersonalDataIsCutOff(t *testing.T) {
	s := run(t, nil)
	flood := map[string]any{}
	for i := range 3 * mostRenamed {
		flood[fmt.Sprintf("u%d@example.com", i)] = "x"
	}
	assert.Len(t, s.redacted(t, flood), mostRenamed)
}

func TestWhatIsNestedTooDeepIsCutOff(t *testing.T) {
	s := run(t, nil)
	deep, lists, masked := any(ada), any(ada), any("hunter2")
	for range 20 {
		deep, lists, masked = map[string]any{"x": deep}, []any{lists}, []any{masked}
	}
	for _, value := range []map[string]any{{"v": deep}, {"v": lists}, {"password": masked}} {
		out := fmt.Sprint(s.redacted(t, value))
		assert.Contains(t, out, "[redacted:nesting]")
		assert.NotContains(t, out, ada)
		assert.NotContains(t, out, "hunter2")
	}
	wide := make([]any, 20_000)
	for i := range wide {
		wide[i] = []any{"a"}
	}
	assert.Contains(t, fmt.Sprint(s.redacted(t, map[string]any{"v": wide})), "[redacted:nesting]")
}

func TestASiteDecidesWhatElseIsSensitiveAndWhatIsNot(t *testing.T) {
	s := run(t, func(c *Config) {
		c.Disabled = []string{"ip"}
		c.AllowValues = []string{"support@example.com"}
		c.AllowKeys = append(c.AllowKeys, "mail.*", "api_key")
		c.SensitiveKeys = map[string]string{"Customer.Ref": "customer_number"}
		c.Patterns = map[string]string{"order": `ORD-\d{4}`}
		c.MaxLength = 40
	})
	kept := map[string]any{"a": "from 192.0.2.17", "b": "write to support@example.com", "mail.to": ada, "api_key": "k"}
	assert.Equal(t, kept, s.redacted(t, kept))
	assert.Equal(t,
		map[string]any{"customer.ref": "[redacted:customer_number]", "o": "of [redacted:order]", "l": strings.Repeat("é", 40) + "…[truncated]"},
		s.redacted(t, map[string]any{"customer.ref": int64(5), "o": "of ORD-1234", "l": strings.Repeat("é", 41)}))
}

func TestRequestsMayBeProcessedAtTheSameTime(t *testing.T) {
	s := run(t, nil)
	for i := range 8 {
		t.Run("worker", func(t *testing.T) {
			t.Parallel()
			for j := range 200 {
				out := s.redacted(t, map[string]any{fmt.Sprintf("k%d.%d", i, j): ada})
				assert.Equal(t, email, out[fmt.Sprintf("k%d.%d", i, j)])
			}
		})
	}
}
