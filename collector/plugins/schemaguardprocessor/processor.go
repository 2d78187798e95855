package schemaguardprocessor

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// guard holds each metric to the schema.
type guard struct {
	schema  *schema
	enforce bool
	values  *tracker
	report  *reporter
	now     func() time.Time
}

// sender is who sent the metrics that are being looked at.
type sender struct {
	resource pcommon.Resource
	service  uint64
	now      int64
}

func (g *guard) processMetrics(ctx context.Context, metrics pmetric.Metrics) (pmetric.Metrics, error) {
	now := g.now().Unix()
	for _, resourceMetrics := range metrics.ResourceMetrics().All() {
		resource := resourceMetrics.Resource()
		from := sender{resource: resource, service: g.values.service(resource), now: now}
		for _, scope := range resourceMetrics.ScopeMetrics().All() {
			for _, metric := range scope.Metrics().All() {
				g.check(ctx, from, metric)
			}
		}
	}
	return metrics, nil
}

// check looks at one metric. Metrics of nobody's schema pass.
func (g *guard) check(ctx context.Context, from sender, metric pmetric.Metric) {
	spec, declared := g.schema.metrics[metric.Name()]
	if !declared {
		if g.schema.owns(metric.Name()) {
			g.report.add(ctx, finding{reason: unknownMetric, metric: metric.Name()}, from.resource)
		}
		return
	}
	if metric.Unit() != spec.unit {
		g.report.add(ctx, finding{reason: wrongUnit, metric: spec.name}, from.resource)
	}
	if !spec.fits(metric) {
		g.report.add(ctx, finding{reason: wrongInstrument, metric: spec.name}, from.resource)
	}
	if spec.open {
		return
	}
	changed := false
	for attributes := range eachPoint(metric) {
		changed = g.checkAttributes(ctx, from, spec, attributes) || changed
	}
	if changed {
		mergeEqualPoints(metric)
	}
}

// checkAttributes tells whether it changed anything.
func (g *guard) checkAttributes(ctx context.Context, from sender, spec *metricSpec, attributes pcommon.Map) bool {
	changed, undeclared := false, false
	for name, value := range attributes.All() {
		attribute, declared := spec.attributes[name]
		if !declared {
			undeclared = true
			continue
		}
		if wrong := g.judge(from, attribute, value); wrong != "" {
			g.report.add(ctx, finding{reason: wrong, metric: spec.name, attribute: name}, from.resource)
			if g.enforce && wrong != wrongType {
				value.SetStr(other)
				changed = true
			}
		}
	}
	if undeclared {
		changed = g.mendNames(ctx, from, spec, attributes) || changed
	}
	return changed
}

// judge returns what is wrong with the value of a declared attribute, or nothing.
func (g *guard) judge(from sender, attribute *attributeSpec, value pcommon.Value) reason {
	if value.Type() == pcommon.ValueTypeStr && value.Str() == other {
		return ""
	}
	if attribute.members != nil {
		if !attribute.members[asString(value)] {
			return wrongMember
		}
	} else if attribute.limit > 0 {
		if !g.values.admit(place{service: from.service, attribute: attribute}, value, from.now) {
			return overLimit
		}
	}
	if !attribute.accepts(value.Type()) {
		return wrongType // Prometheus writes every type as text: nothing to mend
	}
	return ""
}

// mendNames renames what is known by another name and drops what is not known at all.
func (g *guard) mendNames(ctx context.Context, from sender, spec *metricSpec, attributes pcommon.Map) bool {
	type renamed struct {
		name  string
		value pcommon.Value
	}
	var moved []renamed
	drop := func(name string, value pcommon.Value) bool {
		if _, declared := spec.attributes[name]; declared {
			return false
		}
		target, known := spec.renames[name]
		if !known {
			g.report.add(ctx, finding{reason: unknownAttribute, metric: spec.name, attribute: name}, from.resource)
			return g.enforce
		}
		g.report.add(ctx, finding{reason: renamedAttribute, metric: spec.name, attribute: name}, from.resource)
		kept := pcommon.NewValueEmpty()
		value.CopyTo(kept)
		moved = append(moved, renamed{name: target, value: kept})
		return g.enforce
	}
	if !g.enforce { // RemoveIf writes even where it removes nothing, and these data are shared
		for name, value := range attributes.All() {
			drop(name, value)
		}
		return false
	}
	attributes.RemoveIf(drop)
	for _, attribute := range moved {
		if target, taken := attributes.GetOrPutEmpty(attribute.name); !taken {
			attribute.value.CopyTo(target)
			g.judgeRenamed(ctx, from, spec, attribute.name, target)
		}
	}
	return true
}

// judgeRenamed holds a value to the limits of the name that it has got.
func (g *guard) judgeRenamed(ctx context.Context, from sender, spec *metricSpec, name string, value pcommon.Value) {
	wrong := g.judge(from, spec.attributes[name], value)
	if wrong == "" {
		return
	}
	g.report.add(ctx, finding{reason: wrong, metric: spec.name, attribute: name}, from.resource)
	if wrong != wrongType {
		value.SetStr(other)
	}
}
