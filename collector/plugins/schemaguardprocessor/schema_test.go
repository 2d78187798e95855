package schemaguardprocessor

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func write(t testing.TB, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "resolved.json")
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func TestTheHouseRegistryIsUnderstood(t *testing.T) {
	loaded, err := loadSchema([]string{"../../../semconv/resolved.json"}, []string{"kit"}, nil)
	require.NoError(t, err)
	captured := loaded.metrics["kit.lead.captured"]
	require.NotNil(t, captured)
	assert.Equal(t, "counter", captured.instrument)
	assert.Equal(t, "{lead}", captured.unit)
	assert.Positive(t, captured.attributes["kit.lead.source"].limit)
	assert.Equal(t, "kit.lead.source", captured.renames["kit_lead_source"])
	result := loaded.metrics["kit.auth.attempts"].attributes["kit.auth.result"]
	assert.True(t, result.members["failure"])
}

func TestAFileThatCannotBeUsedIsNamedWithWhatIsWrong(t *testing.T) {
	for says, content := range map[string]string{
		"line 2: ":                   "{\n\"metrics\": {,}}",
		"line 1: ":                   `{"metrics": {"kit.a": {"unit": 7}}}`,
		`nothing under "metrics"`:    `{}`,
		`"summary" is unknown`:       `{"metrics": {"kit.a": {"instrument": "summary"}}}`,
		"metrics.kit.a.instrument: ": `{"metrics": {"kit.a": {}}}`,
	} {
		_, err := loadSchema([]string{write(t, content)}, nil, nil)
		require.ErrorContains(t, err, says)
		assert.ErrorContains(t, err, "schemas[0]: ")
	}
	_, err := loadSchema([]string{"nowhere/resolved.json"}, nil, nil)
	assert.ErrorContains(t, err, "`otel-kit semconv generate` writes it")
}

func TestAPackAddsToTheHouseRegistryAndMayNotContradictIt(t *testing.T) {
	base := write(t, `{"metrics": {"db.calls": {"instrument": "counter", "unit": "1", "attributes": {"a": {"type": "string"}}}}}`)
	pack := write(t, `{"metrics": {"db.calls": {"instrument": "counter", "unit": "1", "attributes": {"acme.b": {"type": "int[]"}}}}}`)
	loaded, err := loadSchema([]string{base, pack}, []string{"kit", "acme"}, nil)
	require.NoError(t, err)
	assert.Len(t, loaded.metrics["db.calls"].attributes, 2)

	other := write(t, `{"metrics": {"db.calls": {"instrument": "gauge", "unit": "1"}}}`)
	_, err = loadSchema([]string{base, other}, nil, nil)
	assert.ErrorContains(t, err, "metrics.db.calls: gauge in \"1\" differs from counter")
}
