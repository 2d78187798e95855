package schemaguardprocessor

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

func TestWhatKeepsToTheSchemaPassesUnchangedAndUncounted(t *testing.T) {
	s := run(t, modeEnforce, nil)
	sent := leads("shop", map[string]any{"kit.lead.source": "web", "kit.channel": "organic"}, source("other"))
	want := pmetric.NewMetrics()
	sent.CopyTo(want)
	s.send(t, sent)
	assert.Equal(t, want, s.out.AllMetrics()[0])
	assert.Empty(t, s.violations(t))
	assert.Empty(t, s.overflows(t))
	assert.Zero(t, s.log.Len())
}

func TestObserveCountsAndChangesNothing(t *testing.T) {
	s := run(t, modeObserve, nil)
	assert.False(t, s.processor.Capabilities().MutatesData)
	sent := leads("shop",
		map[string]any{"kit.lead.source": "a", "user.id": "u-1", "kit_channel": "paid"},
		source("b"), source("c"), source("d"), map[string]any{"kit.channel": "post"},
	)
	want := pmetric.NewMetrics()
	sent.CopyTo(want)
	sent.MarkReadOnly() // a write would panic
	s.send(t, sent)
	want.MarkReadOnly()
	assert.Equal(t, want, s.out.AllMetrics()[0])
	assert.Equal(t, map[string]int64{
		"unknown_attribute kit.lead.captured user.id":     1,
		"renamed_attribute kit.lead.captured kit_channel": 1,
		"wrong_member kit.lead.captured kit.channel":      1,
	}, s.violations(t))
	assert.Equal(t, map[string]int64{"kit.lead.captured kit.lead.source": 1}, s.overflows(t))
}

func TestEnforceDropsAnUnknownAttributeAndAddsThePointsThatBecomeEqual(t *testing.T) {
	s := run(t, modeEnforce, nil)
	out := s.send(t, leads("shop",
		map[string]any{"kit.lead.source": "web", "user.id": "u-1"},
		map[string]any{"user.id": "u-2", "kit.lead.source": "web"},
		source("web"),
		map[string]any{"kit.lead.source": "ads", "user.id": "u-1"},
	))
	assert.Equal(t, []map[string]any{source("web"), source("ads")}, raw(out))
	assert.EqualValues(t, 3, out.Sum().DataPoints().At(0).IntValue())
	assert.EqualValues(t, 1, out.Sum().DataPoints().At(1).IntValue())
	assert.Equal(t, map[string]int64{"unknown_attribute kit.lead.captured user.id": 3}, s.violations(t))
	require.Equal(t, 1, s.log.Len(), "one line, then only the count")
	assert.Equal(t, "shop", s.log.All()[0].ContextMap()["service.name"])
}

func TestEnforceRenamesAPrometheusLabelAndWhatTheConfigurationNames(t *testing.T) {
	s := run(t, modeEnforce, func(c *Config) { c.Rename = map[string]string{"leadSource": "kit.lead.source"} })
	out := s.send(t, leads("shop", map[string]any{"leadSource": "web", "kit_channel": "paid"}))
	assert.Equal(t, []map[string]any{{"kit.lead.source": "web", "kit.channel": "paid"}}, raw(out))
}

func TestARenamedAttributeDoesNotReplaceTheDeclaredOne(t *testing.T) {
	s := run(t, modeEnforce, nil)
	out := s.send(t, leads("shop", map[string]any{"kit_lead_source": "label", "kit.lead.source": "name"}))
	assert.Equal(t, []map[string]any{source("name")}, raw(out))
}

func TestARenamedAttributeIsHeldToTheLimitsOfItsNewName(t *testing.T) {
	s := run(t, modeEnforce, nil)
	out := s.send(t, leads("shop", map[string]any{"kit_channel": "post"}))
	assert.Equal(t, []map[string]any{{"kit.channel": "other"}}, raw(out))
	assert.EqualValues(t, 1, s.violations(t)["wrong_member kit.lead.captured kit.channel"])
}

func TestBeyondTheLimitAValueBecomesOtherAndTheOtherDimensionsStay(t *testing.T) {
	s := run(t, modeEnforce, nil)
	s.send(t, leads("shop", source("a"), source("b"), source("c")))
	out := s.send(t, leads("shop",
		map[string]any{"kit.lead.source": "d", "kit.channel": "paid"},
		map[string]any{"kit.lead.source": "e", "kit.channel": "paid"},
		source("a"),
	))
	assert.Equal(t, []map[string]any{{"kit.lead.source": "other", "kit.channel": "paid"}, source("a")}, raw(out))
	assert.EqualValues(t, 2, out.Sum().DataPoints().At(0).IntValue())
	assert.Equal(t, map[string]int64{"kit.lead.captured kit.lead.source": 2}, s.overflows(t))
	assert.Empty(t, s.violations(t))
}

func TestOneServiceTakesNoOthersPlaces(t *testing.T) {
	s := run(t, modeEnforce, nil)
	s.send(t, leads("noisy", source("a"), source("b"), source("c"), source("d"), source("e")))
	out := s.send(t, leads("calm", source("x"), source("y"), source("z")))
	assert.Equal(t, []map[string]any{source("x"), source("y"), source("z")}, raw(out))
}

func TestAValueThatIsNoMemberBecomesOtherButUpstreamsEnumerationsAreOpen(t *testing.T) {
	s := run(t, modeEnforce, nil)
	out := s.send(t, leads("shop", map[string]any{"kit.channel": "post"}, map[string]any{"kit.channel": int64(7)}))
	assert.Equal(t, []map[string]any{{"kit.channel": "other"}}, raw(out))

	metrics, metric := metricOf("shop", "http.server.request.duration", "s")
	metric.SetEmptyHistogram().DataPoints().AppendEmpty().Attributes().PutStr("http.request.method", "PURGE")
	assert.Equal(t, []map[string]any{{"http.request.method": "PURGE"}}, raw(s.send(t, metrics)))
	assert.Equal(t, map[string]int64{"wrong_member kit.lead.captured kit.channel": 2}, s.violations(t))
}

func TestWrongUnitInstrumentAndTypeAreCountedAndKept(t *testing.T) {
	s := run(t, modeEnforce, nil)
	metrics, metric := metricOf("shop", "http.server.request.duration", "ms")
	metric.SetEmptyGauge().DataPoints().AppendEmpty().Attributes().PutStr("http.response.status_code", "200")
	out := s.send(t, metrics)
	assert.Equal(t, []map[string]any{{"http.response.status_code": "200"}}, raw(out))
	assert.Equal(t, map[string]int64{
		"wrong_unit http.server.request.duration ":                          1,
		"wrong_instrument http.server.request.duration ":                    1,
		"wrong_type http.server.request.duration http.response.status_code": 1,
	}, s.violations(t))
}

func TestOfAnUpstreamMetricThatIsOnlyReferredToUnitAndInstrumentAreChecked(t *testing.T) {
	s := run(t, modeEnforce, nil)
	metrics, metric := metricOf("shop", "db.client.operation.duration", "ms")
	metric.SetEmptyHistogram().DataPoints().AppendEmpty().Attributes().PutStr("db.system.name", "postgresql")
	assert.Equal(t, []map[string]any{{"db.system.name": "postgresql"}}, raw(s.send(t, metrics)))
	assert.Equal(t, map[string]int64{"wrong_unit db.client.operation.duration ": 1}, s.violations(t))
}

func TestEachInstrumentIsRecognised(t *testing.T) {
	fill := map[string]func(pmetric.Metric){
		"kit.lead.captured":  func(m pmetric.Metric) { m.SetEmptySum().SetIsMonotonic(true) },
		"kit.session.active": func(m pmetric.Metric) { m.SetEmptySum() },
		"kit.queue.depth":    func(m pmetric.Metric) { m.SetEmptyGauge() },
		"kit.job.duration":   func(m pmetric.Metric) { m.SetEmptyExponentialHistogram() },
	}
	units := map[string]string{
		"kit.lead.captured": "{lead}", "kit.session.active": "{session}", "kit.queue.depth": "{job}", "kit.job.duration": "s",
	}
	for name := range fill {
		for filled, fillIn := range fill {
			s := run(t, modeObserve, nil)
			metrics, metric := metricOf("shop", name, units[name])
			fillIn(metric)
			s.send(t, metrics)
			assert.Equal(t, name != filled, len(s.violations(t)) == 1, "%s sent as %s", name, filled)
		}
	}
}

func TestAnUndeclaredNameOfOursIsCountedAndAForeignOneIsNot(t *testing.T) {
	s := run(t, modeEnforce, nil)
	for _, name := range []string{"kit.lead.catured", "kit", "kitchen.orders", "acme.orders", ""} {
		metrics, metric := metricOf("shop", name, "")
		metric.SetEmptyGauge().DataPoints().AppendEmpty().Attributes().PutStr("anything", "goes")
		assert.Equal(t, []map[string]any{{"anything": "goes"}}, raw(s.send(t, metrics)))
	}
	assert.Equal(t, map[string]int64{"unknown_metric kit.lead.catured ": 1}, s.violations(t))
}

func TestWhatIsReportedAboutAFloodOfBadNamesIsBounded(t *testing.T) {
	s := run(t, modeEnforce, nil)
	for i := range 3 * maxFindings {
		s.send(t, leads("shop", map[string]any{fmt.Sprintf("k%d%s", i, strings.Repeat("\xff", 500)): "v"}))
	}
	violations := s.violations(t)
	assert.Len(t, violations, maxFindings+1)
	assert.EqualValues(t, 2*maxFindings, violations["unknown_attribute other other"])
	assert.Equal(t, maxFindings+1, s.log.Len())
}

func TestAPointWithoutAnythingPasses(t *testing.T) {
	s := run(t, modeEnforce, nil)
	metrics, _ := metricOf("", "kit.lead.captured", "{lead}")
	metrics.ResourceMetrics().AppendEmpty()
	s.send(t, metrics)
	assert.Equal(t, map[string]int64{"wrong_instrument kit.lead.captured ": 1}, s.violations(t))
}

func TestTheClockIsReadOnceARequest(t *testing.T) {
	values := newTracker(10, time.Minute)
	reads := 0
	g := &guard{schema: &schema{}, values: values, now: func() time.Time { reads++; return time.Unix(1, 0) }}
	_, err := g.processMetrics(t.Context(), leads("shop", source("a"), source("b")))
	require.NoError(t, err)
	assert.Equal(t, 1, reads)
}
