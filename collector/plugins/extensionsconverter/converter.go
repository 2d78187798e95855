// Package extensionsconverter lets several files of a configuration add to service::extensions, each with a mapping.
package extensionsconverter

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"go.opentelemetry.io/collector/confmap"
)

const key = "service::extensions"

// NewFactory returns the factory of the converter.
func NewFactory() confmap.ConverterFactory {
	return confmap.NewConverterFactory(func(confmap.ConverterSettings) confmap.Converter { return converter{} })
}

type converter struct{}

// Convert makes the list that the Collector wants of a mapping from names to true or false. A list stays as it is.
func (converter) Convert(_ context.Context, conf *confmap.Conf) error {
	written, isMapping := conf.Get(key).(map[string]any)
	if !isMapping {
		return nil
	}
	names := []any{}
	for _, name := range slices.Sorted(maps.Keys(written)) {
		on, isBool := written[name].(bool)
		if !isBool {
			return fmt.Errorf("%s::%s: got %v; write true, or false to leave it out", key, name, written[name])
		}
		if on {
			names = append(names, name)
		}
	}
	return conf.Merge(confmap.NewFromStringMap(map[string]any{"service": map[string]any{"extensions": names}}))
}
