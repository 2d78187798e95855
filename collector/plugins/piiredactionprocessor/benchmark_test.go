package piiredactionprocessor

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// Spans a second is what counts: a span of a request has 15 attributes, as in the measured pipeline.
func BenchmarkTraces(b *testing.B) {
	const spans = 20_000 // so many that what is unique is not remembered from one pass to the next
	for name, fill := range map[string]func(ptrace.Span){
		"clean": func(ptrace.Span) {},
		"one in a hundred": func(span ptrace.Span) {
			if span.SpanID()[0]%100 == 0 {
				span.Attributes().PutStr("enduser.contact", ada)
			}
		},
		"each": func(span ptrace.Span) { span.Attributes().PutStr("enduser.contact", ada) },
	} {
		b.Run(name, func(b *testing.B) {
			template, traces, s := requestSpans(spans), ptrace.NewTraces(), run(b, nil)
			for _, span := range template.ResourceSpans().At(0).ScopeSpans().At(0).Spans().All() {
				fill(span)
			}
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				template.CopyTo(traces)
				b.StartTimer()
				if err := s.traces.ConsumeTraces(b.Context(), traces); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(spans*b.N)/b.Elapsed().Seconds(), "spans/s")
		})
	}
}

func requestSpans(count int) ptrace.Traces {
	traces := ptrace.NewTraces()
	resource := traces.ResourceSpans().AppendEmpty()
	resource.Resource().Attributes().PutStr("service.name", "storefront")
	chance := rand.New(rand.NewPCG(1, 2))
	all := resource.ScopeSpans().AppendEmpty().Spans()
	for i := range count {
		span := all.AppendEmpty()
		span.SetName("POST /checkout")
		span.SetSpanID([8]byte{byte(i)})
		attributes := span.Attributes()
		attributes.PutStr("http.request.method", "POST")
		attributes.PutStr("http.route", "/orders/{order_id}/checkout")
		attributes.PutStr("url.path", fmt.Sprintf("/orders/%d/checkout", chance.IntN(100_000)))
		attributes.PutStr("url.scheme", "http")
		attributes.PutStr("url.query", fmt.Sprintf("page=%d&sort=price", chance.IntN(50)))
		attributes.PutStr("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36")
		attributes.PutStr("server.address", "storefront.internal")
		attributes.PutInt("server.port", 8000)
		attributes.PutInt("http.response.status_code", 200)
		attributes.PutStr("network.protocol.version", "1.1")
		attributes.PutStr("db.query.text", "SELECT id, total FROM orders WHERE id = %(id)s AND state = 'open'")
		attributes.PutStr("kit.tenant.tier", "gold")
		attributes.PutStr("order.id", fmt.Sprintf("%016x%016x", chance.Uint64(), chance.Uint64()))
		attributes.PutInt("order.created", 1764016682123+chance.Int64N(1_000_000_000))
		attributes.PutDouble("order.total", 125.5)
	}
	return traces
}
