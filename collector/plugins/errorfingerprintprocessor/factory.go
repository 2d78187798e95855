package errorfingerprintprocessor

import (
	"context"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/processor"
	"go.opentelemetry.io/collector/processor/processorhelper"

	"otelkit/errorfingerprintprocessor/internal/category"
	"otelkit/errorfingerprintprocessor/internal/metadata"
)

// NewFactory returns the factory of the error_fingerprint processor.
func NewFactory() processor.Factory {
	return processor.NewFactory(
		metadata.Type,
		createDefaultConfig,
		processor.WithTraces(createTraces, metadata.TracesStability),
		processor.WithLogs(createLogs, metadata.LogsStability),
	)
}

func createTraces(
	ctx context.Context, set processor.Settings, config component.Config, next consumer.Traces,
) (processor.Traces, error) {
	marker, err := newMarker(config)
	if err != nil {
		return nil, err
	}
	return processorhelper.NewTraces(ctx, set, config, next, marker.processTraces,
		processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: true}))
}

func createLogs(
	ctx context.Context, set processor.Settings, config component.Config, next consumer.Logs,
) (processor.Logs, error) {
	marker, err := newMarker(config)
	if err != nil {
		return nil, err
	}
	return processorhelper.NewLogs(ctx, set, config, next, marker.processLogs,
		processorhelper.WithCapabilities(consumer.Capabilities{MutatesData: true}))
}

func newMarker(config component.Config) (*marker, error) {
	cfg := config.(*Config)
	classifier, err := category.New(cfg.Types, cfg.Severities)
	if err != nil {
		return nil, err
	}
	return &marker{classifier: classifier, memory: newMemory()}, nil
}
