package schemaguardprocessor

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/collector/component"
)

// The two modes: observe counts and changes nothing, enforce counts and mends.
const (
	modeObserve = "observe"
	modeEnforce = "enforce"
)

// Config says what metrics are held to, and what happens to those that do not keep to it.
type Config struct {
	// Schemas are resolved.json files, as `otel-kit semconv generate` writes them.
	Schemas []string `mapstructure:"schemas"`

	// Mode is observe (count only) or enforce (drop, rename, replace).
	Mode string `mapstructure:"mode"`

	// Roots are the namespaces in which each metric must be declared.
	Roots []string `mapstructure:"roots"`

	// Rename maps an attribute that services still send to the declared one.
	Rename map[string]string `mapstructure:"rename"`

	// ForgetAfter frees the place of a value that has not come for so long.
	ForgetAfter time.Duration `mapstructure:"forget_after"`

	// MaxTrackedValues bounds the memory: 16 bytes and a map entry each, over all services, metrics and attributes.
	MaxTrackedValues int `mapstructure:"max_tracked_values"`

	_ struct{} // keyed literals only
}

var _ component.Config = (*Config)(nil)

func createDefaultConfig() component.Config {
	return &Config{
		Schemas:          []string{"semconv/resolved.json"},
		Mode:             modeObserve,
		Roots:            []string{"kit"},
		ForgetAfter:      time.Hour,
		MaxTrackedValues: 100_000,
	}
}

// Validate names the key, the value and the fix of each setting that cannot be.
func (c *Config) Validate() error {
	var wrong []error
	refuse := func(format string, arguments ...any) { wrong = append(wrong, fmt.Errorf(format, arguments...)) }
	if len(c.Schemas) == 0 {
		refuse("schemas: the list is empty, so there is nothing to hold metrics to: name a resolved.json")
	}
	for i, path := range c.Schemas {
		if strings.TrimSpace(path) == "" {
			refuse("schemas[%d]: %q is not a path: name a resolved.json", i, path)
		}
	}
	if c.Mode != modeObserve && c.Mode != modeEnforce {
		refuse("mode: %q is unknown: use %q or %q", c.Mode, modeObserve, modeEnforce)
	}
	for i, root := range c.Roots {
		if root == "" || strings.Trim(root, ".") != root {
			refuse("roots[%d]: %q is not a namespace: write it without dots at its ends, as in \"kit\"", i, root)
		}
	}
	for _, from := range slices.Sorted(maps.Keys(c.Rename)) {
		if to := c.Rename[from]; from == "" || to == "" || from == to {
			refuse("rename: %q to %q renames nothing: write two different attribute names", from, to)
		}
	}
	if c.ForgetAfter <= 0 {
		refuse("forget_after: %s is not positive: use 1h, or more where a service exports seldom", c.ForgetAfter)
	}
	if c.MaxTrackedValues <= 0 {
		refuse("max_tracked_values: %d is not positive: use 100000", c.MaxTrackedValues)
	}
	return errors.Join(wrong...)
}
