// Package refusalstelemetry is upstream's telemetry of the Collector, in whose log the refusals extension can listen.
package refusalstelemetry

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/service/telemetry"
	"go.opentelemetry.io/collector/service/telemetry/otelconftelemetry"
	"go.uber.org/zap"

	"otelkit/refusalsextension/internal/handshakes"
)

// NewFactory returns upstream's factory. Without the refusals extension the log is upstream's, too.
func NewFactory() telemetry.Factory {
	upstream := otelconftelemetry.NewFactory()
	return telemetry.NewFactory(
		upstream.CreateDefaultConfig,
		telemetry.WithCreateResource(upstream.CreateResource),
		telemetry.WithCreateLogger(listening(upstream.CreateLogger)),
		telemetry.WithCreateMeterProvider(upstream.CreateMeterProvider),
		telemetry.WithCreateTracerProvider(upstream.CreateTracerProvider),
	)
}

func listening(create telemetry.CreateLoggerFunc) telemetry.CreateLoggerFunc {
	return func(
		ctx context.Context, set telemetry.LoggerSettings, config component.Config,
	) (*zap.Logger, component.ShutdownFunc, error) {
		logger, shutdown, err := create(ctx, set, config)
		if err != nil {
			return nil, nil, err
		}
		return logger.WithOptions(zap.WrapCore(handshakes.Wrap)), shutdown, nil
	}
}
