package fingerprint

import (
	"strings"
	"testing"
	"time"
)

// FuzzRead: no panic, a fingerprint of the right form or none, and the same one each time.
func FuzzRead(f *testing.F) {
	for i, v := range vectors(f) {
		if i%5 == 0 {
			f.Add("python", "", v.Stacktraces[0])
		}
	}
	for _, c := range errorsOf {
		f.Add(string(c.language), c.kind, c.traces[0])
	}
	f.Add("", "", "\xff\n  | \xff\n  + é")
	f.Fuzz(func(t *testing.T, language, kind, trace string) {
		told := Read(Language(language), kind, trace)
		print := told.Fingerprint()
		if len(print) != 0 && len(print) != hexDigits {
			t.Fatalf("%q", print)
		}
		if again := Read(Language(language), kind, trace).Fingerprint(); again != print {
			t.Fatalf("%q, then %q", print, again)
		}
		told.Types()
	})
}

func TestNoStackTraceTakesMoreThanLinearTime(t *testing.T) {
	const size = 1 << 18
	for language := range readers {
		for _, line := range []string{
			"a\n", "\n", "  | \n", "  +-+---------------- 1 ----------------\n", pythonCause + "\n", "Caused by: x\n", " ---> x\n",
			"  File \"a\", line 1, in f\n", "\tat a.b.c(d)\n", "    at a (b:1:2)\n", "   at a.b() in c\n", "a.b()\n", "a@b:1\n", "a ---> ",
			"at ", "(", "/", "  | + Exception Group Traceback (most recent call last):\n", "0x1",
		} {
			begun := time.Now()
			Read(language, "E", strings.Repeat(line, size/len(line))).Fingerprint()
			if took := time.Since(begun); took > 3*time.Second {
				t.Errorf("256 KiB of %q as %s took %s", line, language, took)
			}
		}
	}
}
