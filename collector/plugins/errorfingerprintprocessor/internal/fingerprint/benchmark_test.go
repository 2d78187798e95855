package fingerprint

import "testing"

// What a stack trace costs that was not seen before.
func BenchmarkRead(b *testing.B) {
	for name, c := range errorsOf {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Read(c.language, c.kind, c.traces[0]).Fingerprint()
			}
		})
	}
	all := vectors(b)
	b.Run("python", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			Read(Python, "", all[i%len(all)].Stacktraces[0]).Fingerprint()
		}
	})
}
