package schemaguardprocessor

import (
	"fmt"
	"testing"

	"go.opentelemetry.io/collector/pdata/pmetric"
)

// Points a second is what counts: each case has 1,000 points in a request.
func BenchmarkProcess(b *testing.B) {
	const points = 1000
	cases := map[string]func(int) map[string]any{
		"right":   func(i int) map[string]any { return map[string]any{"kit.lead.source": "web", "kit.channel": "paid"} },
		"unknown": func(i int) map[string]any { return map[string]any{"kit.lead.source": "web", "user.id": i} },
		"flood":   func(i int) map[string]any { return source(fmt.Sprint(i)) },
	}
	for name, attributes := range cases {
		for _, mode := range []string{modeObserve, modeEnforce} {
			b.Run(name+"/"+mode, func(b *testing.B) {
				all := make([]map[string]any, points)
				for i := range all {
					all[i] = attributes(i)
				}
				s, template, metrics := run(b, mode, nil), leads("shop", all...), pmetric.NewMetrics()
				b.ReportAllocs()
				for b.Loop() {
					b.StopTimer()
					template.CopyTo(metrics)
					s.out.Reset()
					b.StartTimer()
					if err := s.processor.ConsumeMetrics(b.Context(), metrics); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(points*b.N)/b.Elapsed().Seconds(), "points/s")
			})
		}
	}
}
