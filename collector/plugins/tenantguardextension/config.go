package tenantguardextension

import (
	"errors"
	"fmt"
	"strings"

	"go.opentelemetry.io/collector/component"
)

// Config says where a tenant's name comes from, and how much each may send.
type Config struct {
	// Source is `certificate.organization`, `certificate.common_name`, or `auth.<attribute>` of the receiver's
	// authenticator: `auth.username` of basicauth, `auth.claims.tenant` of oidc. Of several, with commas between them, the
	// first that names a tenant counts. `none`: nobody is asked, and every request goes on as it is.
	Source string `mapstructure:"source"`

	// Header is what backends are told the tenant by. A client that sends it must name its own tenant.
	Header string `mapstructure:"header"`

	// Default is the tenant of credentials that name none; empty: they are refused.
	Default string `mapstructure:"default"`

	// Limits are those of a tenant that Tenants does not name.
	Limits Limits `mapstructure:"limits"`

	// Tenants have limits of their own.
	Tenants map[string]Limits `mapstructure:"tenants"`

	// OnlyListed refuses tenants that Tenants does not name.
	OnlyListed bool `mapstructure:"only_listed"`

	_ struct{} // keyed literals only
}

// Limits of one tenant in each collector; 0 is no limit.
type Limits struct {
	// RequestsPerSecond is what may come on average; five seconds of it may come at once.
	RequestsPerSecond float64 `mapstructure:"requests_per_second"`

	// BytesPerSecond counts bodies after decompression; five seconds of it may come at once.
	BytesPerSecond float64 `mapstructure:"bytes_per_second"`
}

var _ component.Config = (*Config)(nil)

const (
	organization = "certificate.organization"
	commonName   = "certificate.common_name"
	authPrefix   = "auth."
	noSource     = "none"
)

func createDefaultConfig() component.Config {
	return &Config{Source: organization, Header: "X-Scope-OrgID"}
}

// Validate names the key, the value and the fix of a setting that cannot be.
func (c *Config) Validate() error {
	for _, source := range c.sources() {
		attribute, isAuth := strings.CutPrefix(source, authPrefix)
		if source != organization && source != commonName && (!isAuth || attribute == "") {
			return fmt.Errorf("source: got %q; give %s, %s, auth.<attribute> such as auth.username, several of them, or none",
				c.Source, organization, commonName)
		}
	}
	if c.Header == "" {
		return errors.New("header: is empty; give the header of your backends, such as X-Scope-OrgID")
	}
	if c.Default != "" && !isName(c.Default) {
		return fmt.Errorf("default: got %q; %s", c.Default, nameRule)
	}
	if c.OnlyListed && len(c.Tenants) == 0 {
		return errors.New("only_listed: is true and tenants is empty, so that nobody could send; list the tenants")
	}
	if err := c.Limits.validate("limits"); err != nil {
		return err
	}
	for name, limits := range c.Tenants {
		if !isName(name) {
			return fmt.Errorf("tenants: got %q; %s", name, nameRule)
		}
		if err := limits.validate("tenants::" + name); err != nil {
			return err
		}
	}
	return nil
}

// sources are the places where a tenant's name may stand, in their order; there are none where nobody is asked.
func (c *Config) sources() []string {
	if c.Source == noSource {
		return nil
	}
	sources := strings.Split(c.Source, ",")
	for i := range sources {
		sources[i] = strings.TrimSpace(sources[i])
	}
	return sources
}

func (l Limits) validate(key string) error {
	if l.RequestsPerSecond < 0 || l.BytesPerSecond < 0 {
		return fmt.Errorf("%s: must not be negative; 0 is no limit", key)
	}
	return nil
}

const (
	nameRule    = "a tenant is up to 63 letters, digits, dots, dashes and underscores"
	longestName = 63
)

// isName keeps to what Loki, Tempo and Mimir take for a tenant, less the signs that mean something in paths.
func isName(name string) bool {
	if name == "" || len(name) > longestName || strings.Trim(name, ".") == "" {
		return false
	}
	for _, sign := range name {
		letter := sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z' || sign >= '0' && sign <= '9'
		if !letter && !strings.ContainsRune("._-", sign) {
			return false
		}
	}
	return true
}
