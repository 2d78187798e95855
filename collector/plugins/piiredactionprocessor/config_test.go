package piiredactionprocessor

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
)

func TestTheDefaultsAreValid(t *testing.T) {
	require.NoError(t, componenttest.CheckConfigStruct(createDefaultConfig()))
	require.NoError(t, createDefaultConfig().(*Config).Validate())
}

func TestAWrongSettingIsNamedWithItsValueAndItsFix(t *testing.T) {
	for says, c := range map[string]struct {
		key   string
		value any
	}{
		"hash_key: 5 bytes are too few":                               {"hash_key", "short"},
		`disabled[0]: there is no kind "mail": use one of`:            {"disabled", []string{"mail"}},
		`sensitive_keys[a]: "B" is not a name of a kind`:              {"sensitive_keys", map[string]any{"a": "B"}},
		`patterns[No]: "No" is not a name of a kind`:                  {"patterns", map[string]any{"No": "x"}},
		`patterns[order]: "(" is not a regular expression`:            {"patterns", map[string]any{"order": "("}},
		`patterns[order]: "(?=x)" is not a regular expression`:        {"patterns", map[string]any{"order": "(?=x)"}},
		`patterns[order]: "x*" also fits an empty text: make it need`: {"patterns", map[string]any{"order": "x*"}},
		"max_length: with 0 no text would be left: give at least 1":   {"max_length", 0},
	} {
		config := createDefaultConfig().(*Config)
		require.NoError(t, confmap.NewFromStringMap(map[string]any{c.key: c.value}).Unmarshal(config))
		assert.ErrorContains(t, config.Validate(), says)
	}
}

func TestTheKeyIsNeverShown(t *testing.T) {
	config := &Config{HashKey: "short", MaxLength: 1}
	assert.NotContains(t, config.Validate().Error(), "short")
}
