package errorfingerprintprocessor

import (
	"go.opentelemetry.io/collector/component"

	"otelkit/errorfingerprintprocessor/internal/category"
)

// Config extends the tables of categories.
type Config struct {
	// Types are further types of exceptions and their categories; `acme.*` stands for all below a name.
	Types map[string]string `mapstructure:"types"`

	// Severities are severities by category, in the place of the built-in ones.
	Severities map[string]string `mapstructure:"severities"`

	_ struct{} // keyed literals only
}

var _ component.Config = (*Config)(nil)

func createDefaultConfig() component.Config { return &Config{} }

// Validate names the key, the value and the fix of a setting that cannot be.
func (c *Config) Validate() error {
	_, err := category.New(c.Types, c.Severities)
	return err
}
