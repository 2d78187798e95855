package errorfingerprintprocessor

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
	for says, settings := range map[string]map[string]any{
		`types[acme.*]: "money" is not known: use one of database`:            {"types": map[string]any{"acme.*": "money"}},
		`severities[cache]: "bad" is not known: use one of low, medium, high`: {"severities": map[string]any{"cache": "bad"}},
	} {
		config := createDefaultConfig().(*Config)
		require.NoError(t, confmap.NewFromStringMap(settings).Unmarshal(config))
		assert.ErrorContains(t, config.Validate(), says)
	}
}
