package delayedackextension

import (
	"errors"
	"fmt"
	"regexp"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/config/confighttp"
	"go.opentelemetry.io/collector/config/configoptional"
)

// Config says for how long a backend must live on after its yes, and how to see that it did.
type Config struct {
	// Hold is longer than the backend keeps what it accepted in memory only. 0 turns the extension off.
	Hold time.Duration `mapstructure:"hold"`

	// Probe tells one run of the backend from the next. Without it the backend must live exactly as long as this
	// collector: another pipeline of the same process.
	Probe configoptional.Optional[ProbeConfig] `mapstructure:"probe"`

	_ struct{} // keyed literals only
}

// ProbeConfig is a page of the backend in which something changes only when the backend starts anew.
type ProbeConfig struct {
	// ClientConfig holds the page's URL as `endpoint`, in which `{host}` stands for the host that was sent to.
	confighttp.ClientConfig `mapstructure:",squash"`

	// Pattern is a regular expression; its first group is what tells the runs apart.
	Pattern string `mapstructure:"pattern"`
}

var _ component.Config = (*Config)(nil)

const (
	defaultHold         = 3 * time.Second
	defaultPattern      = `(?m)^process_start_time_seconds (\S+)`
	defaultProbeTimeout = 2 * time.Second
)

func createDefaultConfig() component.Config {
	client := confighttp.NewDefaultClientConfig()
	client.Timeout = defaultProbeTimeout
	return &Config{
		Hold:  defaultHold,
		Probe: configoptional.Default(ProbeConfig{ClientConfig: client, Pattern: defaultPattern}),
	}
}

// Validate names the key, the value and the fix of a setting that cannot be.
func (c *Config) Validate() error {
	if c.Hold < 0 {
		return fmt.Errorf("hold: must not be negative, got %s; give the backend time to write, such as 3s", c.Hold)
	}
	if !c.Probe.HasValue() {
		return nil
	}
	return c.Probe.Get().validate()
}

func (p *ProbeConfig) validate() error {
	if p.Endpoint == "" {
		return errors.New("probe::endpoint: is empty; give the page's URL, such as http://127.0.0.1:3200/metrics")
	}
	pattern, err := regexp.Compile(p.Pattern)
	if err != nil {
		return fmt.Errorf("probe::pattern: no regular expression, got %q: %w", p.Pattern, err)
	}
	if pattern.NumSubexp() == 0 {
		return fmt.Errorf("probe::pattern: has no group, got %q; put what changes into (…)", p.Pattern)
	}
	return nil
}
