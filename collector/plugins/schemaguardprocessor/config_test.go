package schemaguardprocessor

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
	for key, c := range map[string]struct {
		value any
		says  string
	}{
		"schemas":            {[]string{}, "schemas: the list is empty"},
		"mode":               {"strict", `mode: "strict" is unknown: use "observe" or "enforce"`},
		"roots":              {[]string{"kit."}, `roots[0]: "kit." is not a namespace`},
		"rename":             {map[string]any{"a": "a"}, `rename: "a" to "a" renames nothing`},
		"forget_after":       {"-1s", "forget_after: -1s is not positive"},
		"max_tracked_values": {0, "max_tracked_values: 0 is not positive"},
	} {
		t.Run(key, func(t *testing.T) {
			config := createDefaultConfig().(*Config)
			require.NoError(t, confmap.NewFromStringMap(map[string]any{key: c.value}).Unmarshal(config))
			assert.ErrorContains(t, config.Validate(), c.says)
		})
	}
}

func TestAllThatIsWrongIsToldAtOnce(t *testing.T) {
	config := &Config{Schemas: []string{" "}, Mode: "", Roots: []string{""}}
	err := config.Validate()
	for _, key := range []string{"schemas[0]", "mode", "roots[0]", "forget_after", "max_tracked_values"} {
		assert.ErrorContains(t, err, key)
	}
}
