package schemaguardprocessor

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"

	"otelkit/schemaguardprocessor/internal/metadata"
)

// NewFactory returns the factory of the schema_guard processor.
func NewFactory() processor.Factory {
	return processor.NewFactory(
		metadata.Type,
		createDefaultConfig,
		processor.WithMetrics(createMetricsProcessor, metadata.MetricsStability),
	)
}

func createMetricsProcessor(
	ctx context.Context, set processor.Settings, config component.Config, next consumer.Metrics,
) (processor.Metrics, error) {
	cfg := config.(*Config)
	// The files are read here and not at Start, so that `validate` finds what is wrong with them.
	schema, err := loadSchema(cfg.Schemas, cfg.Roots, cfg.Rename)
	if err != nil {
		return nil, err
	}
	telemetry, err := metadata.NewTelemetryBuilder(set.TelemetrySettings)
	if err != nil {
		return nil, err
	}
	guard := &guard{
		schema:  schema,
		enforce: cfg.Mode == modeEnforce,
		values:  newTracker(cfg.MaxTrackedValues, cfg.ForgetAfter),
		report:  newReporter(telemetry, set.Logger),
		now:     time.Now,
	}
	return processorhelper.NewMetrics(ctx, set, cfg, next, guard.processMetrics,
		processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: guard.enforce}),
		processorhelper.WithShutdown(func(context.Context) error {
			telemetry.Shutdown()
			return nil
		}),
	)
}
