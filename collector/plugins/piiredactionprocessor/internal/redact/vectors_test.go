package redact

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What the SDK's tests use too.
const (
	vectors = "../../../../../tests/vectors/redaction/"
	hashKey = "0123456789abcdef0123456789abcdef"
)

func rulesFor(t testing.TB, change func(*Options)) *Rules {
	t.Helper()
	options := Options{AllowKeys: AllowKeys(), MaxLength: MaxLength()}
	if change != nil {
		change(&options)
	}
	rules, err := NewRules(options)
	require.NoError(t, err)
	return rules
}

// lines reads a file of JSON lines.
func lines[T any](t testing.TB, name string) []T {
	t.Helper()
	file, err := os.Open(vectors + name)
	require.NoError(t, err)
	defer file.Close()
	var all []T
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		var row T
		require.NoError(t, json.Unmarshal(scanner.Bytes(), &row))
		all = append(all, row)
	}
	require.NoError(t, scanner.Err())
	require.NotEmpty(t, all)
	return all
}

type textRow struct {
	Text     *string         `json:"text"`
	Expected json.RawMessage `json:"expected"`
}

func (r textRow) want(t testing.TB) string {
	t.Helper()
	var want string
	require.NoError(t, json.Unmarshal(r.Expected, &want))
	return want
}

func ignore(string) {}

func TestEveryTextOfTheCorpusComesOutAsItDoesFromTheSDK(t *testing.T) {
	for name, rules := range map[string]*Rules{
		"positives.jsonl": rulesFor(t, nil),
		"hashed.jsonl":    rulesFor(t, func(o *Options) { o.HashKey = []byte(hashKey) }),
	} {
		texts := 0
		for _, row := range lines[textRow](t, name) {
			if row.Text == nil {
				continue // attributes: see the processor's own tests
			}
			texts++
			assert.Equal(t, row.want(t), rules.Text(*row.Text, ignore), "of %q", *row.Text)
		}
		assert.NotZero(t, texts)
	}
}

func TestABenignOrMixedTextComesOutAsItDoesFromTheSDK(t *testing.T) {
	rules := rulesFor(t, nil)
	for _, name := range []string{"benign.jsonl", "mixed.jsonl"} {
		for _, row := range lines[any](t, name) {
			text, isText := row.(string)
			want := text
			if !isText {
				text, want = row.([]any)[0].(string), row.([]any)[1].(string)
			}
			assert.Equal(t, want, rules.Text(text, ignore), "of %q", text)
		}
	}
}
