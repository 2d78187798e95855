package redact

import "testing"

// What a text costs: those of the corpora, one after the other.
func BenchmarkText(b *testing.B) {
	rules := rulesFor(b, nil)
	corpora := map[string][]string{}
	for _, row := range lines[any](b, "benign.jsonl") {
		if text, isText := row.(string); isText {
			corpora["benign"] = append(corpora["benign"], text)
		}
	}
	for _, row := range lines[textRow](b, "positives.jsonl") {
		if row.Text != nil {
			corpora["positives"] = append(corpora["positives"], *row.Text)
		}
	}
	for name, texts := range corpora {
		b.Run(name, func(b *testing.B) {
			total := 0
			for i := 0; b.Loop(); i++ {
				text := texts[i%len(texts)]
				total += len(text)
				rules.Text(text, ignore)
			}
			b.SetBytes(int64(total / max(1, b.N)))
		})
	}
}
