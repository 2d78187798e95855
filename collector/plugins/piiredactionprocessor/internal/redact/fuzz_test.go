package redact

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzText: no panic, and what comes out has nothing more to find unless the passes were used up.
func FuzzText(f *testing.F) {
	for i, row := range lines[textRow](f, "positives.jsonl") {
		if row.Text != nil && i%20 == 0 {
			f.Add(*row.Text)
		}
	}
	for _, seed := range []string{
		"", "\xff", "password=\"\\\\\"", "a@b.", "://@", "%40", "::", "2026-11-24T20:38:02.", "Bearer ", "eyJ", "--token ", "0049 30",
	} {
		f.Add(seed)
	}
	rules := rulesFor(f, nil)
	f.Fuzz(func(t *testing.T, text string) {
		out := rules.Text(text, ignore)
		if utf8.ValidString(text) && !utf8.ValidString(out) {
			t.Fatalf("%q became %q, which is no text", text, out)
		}
		KindOfKey(text)
	})
}

// Repeating what a detector begins with must not take more than linear time.
func TestNoTextTakesMoreThanLinearTime(t *testing.T) {
	rules := rulesFor(t, func(o *Options) { o.MaxLength = 1 << 20 })
	for _, seed := range []string{
		"a", "1", "1 ", "-", "a@", "a@b.", "@", "%40", "password=", "password=\"", "--token ", "://", "://a:", "eyJ", "eyJa.",
		"-----BEGIN PRIVATE KEY-----", "1.", "1.1.1.1", "::", "2001:", "ffff:", "+1", "0049 ", "DE89", "DE89 3704", "4111 ", "sk-",
		"AKIA", "Bearer ", "basic aaaaaaaa", "phone 1", "tel: ", "\\\"", "key='\\", "x>", "a:", "=", "2026-11-24T20:38:02", "A1 ", "é",
		"token=f()", "token=f(", "token=a.b", "token=***", "cookie: a", "key=\"\\\"", "[redacted:email]", "]", "a]", "pass: $x",
	} {
		const size = 1 << 17
		begun := time.Now()
		rules.Text(strings.Repeat(seed, size/len(seed)), ignore)
		if took := time.Since(begun); took > 3*time.Second {
			t.Errorf("128 KiB of %q took %s", seed, took)
		} else if testing.Verbose() {
			t.Logf("%q %s", seed, took)
		}
	}
}
