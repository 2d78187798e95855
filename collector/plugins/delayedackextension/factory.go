package delayedackextension

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension"

	"otelkit/delayedackextension/internal/metadata"
)

// NewFactory returns the factory of the delayed_ack extension.
func NewFactory() extension.Factory {
	return extension.NewFactory(metadata.Type, createDefaultConfig, create, metadata.ExtensionStability)
}

func create(_ context.Context, set extension.Settings, config component.Config) (extension.Extension, error) {
	return newDelayedAck(config.(*Config), set.TelemetrySettings), nil
}
