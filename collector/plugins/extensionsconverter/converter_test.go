package extensionsconverter

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/confmap"
)

func converted(t *testing.T, extensions any) (any, error) {
	t.Helper()
	conf := confmap.NewFromStringMap(map[string]any{
		"service": map[string]any{"extensions": extensions, "pipelines": map[string]any{"traces": nil}},
	})
	err := NewFactory().Create(confmap.ConverterSettings{}).Convert(context.Background(), conf)
	assert.True(t, conf.IsSet("service::pipelines::traces"), "the rest stays")
	return conf.Get(key), err
}

func TestAMappingBecomesTheListOfWhatIsTrue(t *testing.T) {
	list, err := converted(t, map[string]any{"refusals": true, "delayed_ack/sampling": false, "bearertokenauth/clients": true})
	require.NoError(t, err)
	assert.Equal(t, []any{"bearertokenauth/clients", "refusals"}, list)
}

func TestAListStays(t *testing.T) {
	written := []any{"refusals", "health_check"}
	list, err := converted(t, written)
	require.NoError(t, err)
	assert.Equal(t, written, list)
}

func TestNothingOnIsAnEmptyList(t *testing.T) {
	list, err := converted(t, map[string]any{"refusals": false})
	require.NoError(t, err)
	assert.Empty(t, list)
}

func TestAnErrorNamesTheKeyTheValueAndTheFix(t *testing.T) {
	_, err := converted(t, map[string]any{"refusals": "yes, please"})
	require.EqualError(t, err, "service::extensions::refusals: got yes, please; write true, or false to leave it out")
}

func TestFilesAddToWhatOthersHave(t *testing.T) {
	conf := confmap.NewFromStringMap(map[string]any{"service": map[string]any{"extensions": map[string]any{"a": true, "b": true}}})
	for _, above := range []map[string]any{{"c": true}, {"b": false}} {
		next := confmap.NewFromStringMap(map[string]any{"service": map[string]any{"extensions": above}})
		require.NoError(t, conf.Merge(next))
	}
	require.NoError(t, NewFactory().Create(confmap.ConverterSettings{}).Convert(context.Background(), conf))
	assert.Equal(t, []any{"a", "c"}, conf.Get(key))
}

func TestWithoutExtensionsThereAreNone(t *testing.T) {
	conf := confmap.New()
	require.NoError(t, NewFactory().Create(confmap.ConverterSettings{}).Convert(context.Background(), conf))
	assert.False(t, conf.IsSet(key))
}
