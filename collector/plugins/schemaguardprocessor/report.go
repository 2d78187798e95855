package schemaguardprocessor

import (
	"context"
	"strings"
	"sync"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.uber.org/zap"

	"otelkit/schemaguardprocessor/internal/metadata"
)

type reason string

// What can be wrong. overLimit is counted by a metric of its own, the same that the SDK has.
const (
	unknownMetric    reason = "unknown_metric"
	unknownAttribute reason = "unknown_attribute"
	renamedAttribute reason = "renamed_attribute"
	wrongType        reason = "wrong_type"
	wrongMember      reason = "wrong_member"
	wrongUnit        reason = "wrong_unit"
	wrongInstrument  reason = "wrong_instrument"
	overLimit        reason = "over_limit"
)

// Names come from whoever sends, so what is kept of them is bounded.
const (
	maxFindings   = 1000
	maxNameLength = 128
)

// finding is one thing that is wrong; each has one series and one line in the log.
type finding struct {
	reason    reason
	metric    string
	attribute string
}

type reporter struct {
	telemetry *metadata.TelemetryBuilder
	logger    *zap.Logger

	mu    sync.RWMutex
	known map[finding]metric.AddOption
}

func newReporter(telemetry *metadata.TelemetryBuilder, logger *zap.Logger) *reporter {
	return &reporter{telemetry: telemetry, logger: logger, known: map[finding]metric.AddOption{}}
}

// add counts a finding, and writes it to the log when it is seen for the first time.
func (r *reporter) add(ctx context.Context, found finding, resource pcommon.Resource) {
	r.mu.RLock()
	series, known := r.known[found]
	r.mu.RUnlock()
	if !known {
		series = r.first(found, resource)
	}
	if found.reason == overLimit {
		r.telemetry.TelemetryCardinalityOverflow.Add(ctx, 1, series)
	} else {
		r.telemetry.TelemetrySchemaViolations.Add(ctx, 1, series)
	}
}

func (r *reporter) first(found finding, resource pcommon.Resource) metric.AddOption {
	clipped := finding{reason: found.reason, metric: clip(found.metric), attribute: clip(found.attribute)}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.known) >= maxFindings {
		clipped.metric, clipped.attribute = other, other
	}
	series, known := r.known[clipped]
	if known {
		return series
	}
	series = clipped.series()
	r.known[clipped] = series
	service := ""
	if name, present := resource.Attributes().Get("service.name"); present {
		service = clip(asString(name))
	}
	r.logger.Warn("a metric does not keep to the schema; further cases are only counted",
		zap.String("reason", string(clipped.reason)),
		zap.String("metric", clipped.metric),
		zap.String("attribute", clipped.attribute),
		zap.String("service.name", service),
	)
	return series
}

func (f finding) series() metric.AddOption {
	labels := []attribute.KeyValue{
		attribute.String("kit.telemetry.signal", "metrics"),
		attribute.String("kit.telemetry.metric", f.metric),
		attribute.String("kit.telemetry.attribute", f.attribute),
	}
	if f.reason != overLimit {
		labels = append(labels, attribute.String("kit.telemetry.reason", string(f.reason)))
	}
	return metric.WithAttributeSet(attribute.NewSet(labels...))
}

// clip makes a name of any origin fit for a label and a log line.
func clip(name string) string {
	return strings.Clone(strings.ToValidUTF8(name[:min(len(name), maxNameLength)], ""))
}
