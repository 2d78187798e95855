package piiredactionprocessor

import (
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/config/configopaque"

	"otelkit/piiredactionprocessor/internal/redact"
)

// Config says what a site decides about redaction. The defaults mask all that the detectors know.
type Config struct {
	// HashKey replaces values by a keyed hash instead of a mask, so that equal values stay joinable: at least 16 bytes.
	HashKey configopaque.String `mapstructure:"hash_key"`

	// Disabled kinds are left alone, such as ip.
	Disabled []string `mapstructure:"disabled"`

	// AllowValues are never redacted where they are exactly what was found.
	AllowValues []string `mapstructure:"allow_values"`

	// AllowKeys are attributes that are not searched; `name.*` stands for all below a name.
	AllowKeys []string `mapstructure:"allow_keys"`

	// SensitiveKeys are further names of attributes, and the kind of their values.
	SensitiveKeys map[string]string `mapstructure:"sensitive_keys"`

	// Patterns are further kinds and their regular expressions.
	Patterns map[string]string `mapstructure:"patterns"`

	// MaxLength is how many characters of a text are kept.
	MaxLength int `mapstructure:"max_length"`

	_ struct{} // keyed literals only
}

var _ component.Config = (*Config)(nil)

func createDefaultConfig() component.Config {
	return &Config{AllowKeys: redact.AllowKeys(), MaxLength: redact.MaxLength()}
}

// Validate names the key, the value and the fix of a setting that cannot be.
func (c *Config) Validate() error {
	_, err := c.rules()
	return err
}

func (c *Config) rules() (*redact.Rules, error) {
	return redact.NewRules(redact.Options{
		HashKey:       []byte(c.HashKey),
		Disabled:      c.Disabled,
		AllowValues:   c.AllowValues,
		AllowKeys:     c.AllowKeys,
		SensitiveKeys: c.SensitiveKeys,
		Patterns:      c.Patterns,
		MaxLength:     c.MaxLength,
	})
}
