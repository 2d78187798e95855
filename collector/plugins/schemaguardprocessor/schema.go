package schemaguardprocessor

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// other stands for every value that the schema has no place for.
const other = "other"

// schema is what metrics are held to. It is never changed once it is loaded.
type schema struct {
	metrics map[string]*metricSpec
	roots   []string
}

// metricSpec is a declared metric. One of upstream's that a pack only refers to is open: its attributes are not declared.
type metricSpec struct {
	name       string
	unit       string
	instrument string
	open       bool
	attributes map[string]*attributeSpec
	renames    map[string]string
}

// attributeSpec is an attribute of one metric. members and limit are empty where anything goes.
type attributeSpec struct {
	name    string
	accepts func(pcommon.ValueType) bool
	members map[string]bool
	limit   int
}

// owns tells whether a name is of our namespaces, in which each metric must be declared.
func (s *schema) owns(name string) bool {
	for _, root := range s.roots {
		if strings.HasPrefix(name, root) && len(name) > len(root) && name[len(root)] == '.' {
			return true
		}
	}
	return false
}

// fits tells whether a metric that arrived is of the instrument that was declared.
func (m *metricSpec) fits(arrived pmetric.Metric) bool {
	switch arrived.Type() {
	case pmetric.MetricTypeSum:
		if arrived.Sum().IsMonotonic() {
			return m.instrument == "counter"
		}
		return m.instrument == "updowncounter"
	case pmetric.MetricTypeGauge:
		return m.instrument == "gauge"
	case pmetric.MetricTypeHistogram, pmetric.MetricTypeExponentialHistogram:
		return m.instrument == "histogram"
	default:
		return false
	}
}

// The file format: what `otel-kit semconv generate` writes, as far as metrics need it.
type document struct {
	Metrics map[string]declaredMetric `json:"metrics"`
	Imports struct {
		Metrics map[string]declaredMetric `json:"metrics"`
	} `json:"imports"`
}

type declaredMetric struct {
	Instrument string                       `json:"instrument"`
	Unit       string                       `json:"unit"`
	Attributes map[string]declaredAttribute `json:"attributes"`
}

type declaredAttribute struct {
	Label     string   `json:"label"`
	Type      string   `json:"type"`
	Members   []string `json:"members"`
	MaxValues int      `json:"max_values"`
}

func loadSchema(paths, roots []string, renames map[string]string) (*schema, error) {
	loaded := &schema{metrics: map[string]*metricSpec{}, roots: roots}
	for i, path := range paths {
		where := fmt.Sprintf("schemas[%d]: %s", i, path)
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read (%w): `otel-kit semconv generate` writes it", where, err)
		}
		if err := loaded.add(content); err != nil {
			return nil, fmt.Errorf("%s does not describe metrics: %w", where, err)
		}
	}
	for _, metric := range loaded.metrics {
		metric.allow(renames)
	}
	return loaded, nil
}

// add takes in one file. A metric that two packs refer to has the attributes of both.
func (s *schema) add(content []byte) error {
	var file document
	if err := json.Unmarshal(content, &file); err != nil {
		return explain(err, content)
	}
	if len(file.Metrics) == 0 {
		return errors.New(`there is nothing under "metrics": write it anew with "otel-kit semconv generate"`)
	}
	for _, name := range slices.Sorted(maps.Keys(file.Metrics)) {
		metric, err := s.metric(name, file.Metrics[name])
		if err != nil {
			return err
		}
		metric.open = false
		for attribute, declared := range file.Metrics[name].Attributes {
			s.declare(metric, attribute, declared)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(file.Imports.Metrics)) {
		if _, err := s.metric(name, file.Imports.Metrics[name]); err != nil {
			return err
		}
	}
	return nil
}

// metric returns the metric of this name, new or of an earlier file.
func (s *schema) metric(name string, declared declaredMetric) (*metricSpec, error) {
	if !slices.Contains([]string{"counter", "updowncounter", "gauge", "histogram"}, declared.Instrument) {
		return nil, fmt.Errorf("metrics.%s.instrument: %q is unknown: use counter, updowncounter, gauge or histogram",
			name, declared.Instrument)
	}
	metric, known := s.metrics[name]
	if !known {
		metric = &metricSpec{
			name: name, unit: declared.Unit, instrument: declared.Instrument, open: true,
			attributes: map[string]*attributeSpec{}, renames: map[string]string{},
		}
		s.metrics[name] = metric
	}
	if metric.unit != declared.Unit || metric.instrument != declared.Instrument {
		return nil, fmt.Errorf("metrics.%s: %s in %q differs from %s in %q of an earlier file: give one of them another name",
			name, declared.Instrument, declared.Unit, metric.instrument, metric.unit)
	}
	return metric, nil
}

func (s *schema) declare(metric *metricSpec, name string, declared declaredAttribute) {
	spec := &attributeSpec{name: name, accepts: typeCheck(declared.Type), limit: declared.MaxValues}
	// The members of upstream's enumerations are a minimum: other values may come beside them.
	if s.owns(name) && len(declared.Members) > 0 {
		spec.members = map[string]bool{other: true}
		for _, member := range declared.Members {
			spec.members[member] = true
		}
	}
	metric.attributes[name] = spec
	if declared.Label != "" && declared.Label != name {
		metric.renames[declared.Label] = name
	}
}

// allow adds the renames of the configuration that lead to an attribute of this metric.
func (m *metricSpec) allow(renames map[string]string) {
	for from, to := range renames {
		if _, declared := m.attributes[to]; declared {
			m.renames[from] = to
		}
	}
}

// explain adds the line to an error of the JSON reader.
func explain(err error, content []byte) error {
	offset := int64(-1)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	}
	if offset < 0 || offset > int64(len(content)) {
		return err
	}
	return fmt.Errorf("line %d: %w", strings.Count(string(content[:offset]), "\n")+1, err)
}

// typeCheck returns whether a value that arrived is of a declared type; what we do not know passes.
func typeCheck(declared string) func(pcommon.ValueType) bool {
	wanted := map[string]pcommon.ValueType{
		"string":  pcommon.ValueTypeStr,
		"int":     pcommon.ValueTypeInt,
		"double":  pcommon.ValueTypeDouble,
		"boolean": pcommon.ValueTypeBool,
	}
	if kind, known := wanted[declared]; known {
		return func(arrived pcommon.ValueType) bool { return arrived == kind }
	}
	if strings.HasSuffix(declared, "[]") {
		return func(arrived pcommon.ValueType) bool { return arrived == pcommon.ValueTypeSlice }
	}
	return func(pcommon.ValueType) bool { return true }
}
