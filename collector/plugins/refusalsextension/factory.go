package refusalsextension

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"

	"otelkit/refusalsextension/internal/metadata"
)

// Config has no settings.
type Config struct {
	_ struct{} // keyed literals only
}

// NewFactory returns the factory of the refusals extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(metadata.Type, createDefaultConfig, create, metadata.ExtensionStability)
}

func createDefaultConfig() component.Config { return &Config{} }

func create(_ context.Context, set extension.Settings, _ component.Config) (extension.Extension, error) {
	telemetry, err := metadata.NewTelemetryBuilder(set.TelemetrySettings)
	if err != nil {
		return nil, err
	}
	return &refusals{counter: telemetry.RefusedRequests, logger: set.Logger, kinds: map[kind]*record{}}, nil
}
