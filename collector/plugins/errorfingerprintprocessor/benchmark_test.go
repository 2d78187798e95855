package errorfingerprintprocessor

import (
	"fmt"
	"testing"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

const pythonTrace = `Traceback (most recent call last):
  File "/srv/shop/checkout.py", line 42, in pay
    bank.charge(order)
  File "/usr/lib/python3.11/site-packages/bank/client.py", line 7, in charge
    raise ConnectionError("refused")
ConnectionError: refused

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/shop/web.py", line 9, in checkout
    pay(order)
  File "/srv/shop/checkout.py", line 44, in pay
    raise PaymentError(order.id)
shop.errors.PaymentError: 8812
`

// Spans a second is what counts: of 1,000 spans, none, each hundredth, or each has an exception. What a new one costs
// tells the benchmark of internal/fingerprint.
func BenchmarkTraces(b *testing.B) {
	const spans = 1000
	for name, every := range map[string]int{"none": spans + 1, "each hundredth": 100, "each": 1} {
		b.Run(name, func(b *testing.B) {
			template, traces, s := ptrace.NewTraces(), ptrace.NewTraces(), run(b, &Config{})
			resource := template.ResourceSpans().AppendEmpty()
			setLanguage(resource.Resource(), "python")
			all := resource.ScopeSpans().AppendEmpty().Spans()
			for i := range spans {
				span := all.AppendEmpty()
				span.Attributes().PutStr("http.route", "/checkout")
				if (i+1)%every == 0 {
					attributes := span.Events().AppendEmpty().Attributes()
					attributes.PutStr("exception.type", "shop.errors.PaymentError")
					attributes.PutStr("exception.stacktrace", fmt.Sprint(pythonTrace, i%50))
				}
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
