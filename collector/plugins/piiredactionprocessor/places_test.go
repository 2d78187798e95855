package piiredactionprocessor

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

// What one span leaves at a place must change nothing about the next: a request of many comes out as each by itself.
func TestSpansOfARequestComeOutAsEachByItself(t *testing.T) {
	names := []string{"note", "password", "host.name", "url.query", "exception.message", ada, "order.id"}
	texts := []string{"", "hunter2abc", ada, "page=1&token=4f9a8b7c6d5e4f3a", "shown to the visitor", "4111111111111111"}
	chance := rand.New(rand.NewPCG(5, 6))
	together, apart := run(t, nil), run(t, nil)
	all := ptrace.NewTraces()
	spans := all.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans()
	var each []ptrace.Traces
	for range 300 {
		one, span := newSpan()
		span.SetName(texts[chance.IntN(len(texts))])
		for i := range chance.IntN(mostPlaces + 8) { // more than there are places
			span.Attributes().PutStr(fmt.Sprintf("%s%d", names[chance.IntN(len(names))], i%3), texts[chance.IntN(len(texts))])
		}
		span.CopyTo(spans.AppendEmpty())
		each = append(each, one)
	}

	require.NoError(t, together.traces.ConsumeTraces(t.Context(), all))
	for i, one := range each {
		require.NoError(t, apart.traces.ConsumeTraces(t.Context(), one))
		wanted := one.ResourceSpans().At(0).ScopeSpans().At(0).Spans().At(0)
		assert.Equal(t, wanted.Name(), spans.At(i).Name())
		assert.Equal(t, wanted.Attributes().AsRaw(), spans.At(i).Attributes().AsRaw())
	}
	assert.Equal(t, apart.found(t), together.found(t))
}

func TestAKnownCleanTextIsMaskedUnderASensitiveName(t *testing.T) {
	traces := ptrace.NewTraces()
	spans := traces.ResourceSpans().AppendEmpty().ScopeSpans().AppendEmpty().Spans()
	var attributes []pcommon.Map
	for _, name := range []string{"note", "password", "note"} {
		attribute := spans.AppendEmpty().Attributes()
		attribute.PutStr(name, "hunter2abc")
		attributes = append(attributes, attribute)
	}

	require.NoError(t, run(t, nil).traces.ConsumeTraces(t.Context(), traces))
	assert.Equal(t, map[string]any{"note": "hunter2abc"}, attributes[0].AsRaw())
	assert.Equal(t, map[string]any{"password": "[redacted:password]"}, attributes[1].AsRaw())
	assert.Equal(t, map[string]any{"note": "hunter2abc"}, attributes[2].AsRaw())
}
