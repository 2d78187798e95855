package refusalsextension

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"

	"otelkit/refusalsextension/internal/metadata"
)

// Config makes the extension a middleware, or, if it names an authenticator, one that stands in its place.
type Config struct {
	// Authenticator is the extension that decides who may send.
	Authenticator component.ID `mapstructure:"authenticator"`

	_ struct{} // keyed literals only
}

// NewFactory returns the factory of the refusals extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(metadata.Type, createDefaultConfig, create, metadata.ExtensionStability)
}

func createDefaultConfig() component.Config { return &Config{} }

func create(
	_ context.Context, set extension.Settings, config component.Config,
) (extension.Extension, error) {
	telemetry, err := metadata.NewTelemetryBuilder(set.TelemetrySettings)
	if err != nil {
		return nil, err
	}
	seen := &tally{counter: telemetry.RefusedRequests, logger: set.Logger, kinds: map[kind]*record{}}
	if asked := config.(*Config).Authenticator; asked != (component.ID{}) {
		return &authenticator{tally: seen, asked: asked}, nil
	}
	return &middleware{tally: seen}, nil
}
