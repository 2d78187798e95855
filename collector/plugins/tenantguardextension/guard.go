package tenantguardextension

import (
	"context"
	"crypto/x509"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/collector/client"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension/extensionmiddleware"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"otelkit/tenantguardextension/internal/metadata"
)

// guard decides about each request: whose it is, and whether it may come in now.
type guard struct {
	component.StartFunc
	component.ShutdownFunc

	config    *Config
	sources   []string
	telemetry *metadata.TelemetryBuilder
	now       func() time.Time

	mu      sync.Mutex
	tenants map[string]*tenant
}

// tenant has what is left of its limits. There are as many as credentials have been issued for.
type tenant struct {
	requests *bucket
	bytes    *bucket
}

// refusal is a request that does not come in: for good, or until `wait` has passed.
type refusal struct {
	reason string
	tenant string
	told   string
	wait   time.Duration
}

var (
	_ extensionmiddleware.HTTPServer = (*guard)(nil)
	_ extensionmiddleware.GRPCServer = (*guard)(nil)
)

func newGuard(config *Config, set component.TelemetrySettings) (*guard, error) {
	telemetry, err := metadata.NewTelemetryBuilder(set)
	if err != nil {
		return nil, err
	}
	return &guard{
		config:    config,
		sources:   config.sources(),
		telemetry: telemetry,
		now:       time.Now,
		tenants:   map[string]*tenant{},
	}, nil
}

// admit returns the context in which the request goes on, and the count that its bytes go to.
// `named` holds what the client sent as our header, `certificates` what it showed.
func (g *guard) admit(
	ctx context.Context, named []string, certificates []*x509.Certificate,
) (context.Context, func(bytes int), *refusal) {
	info := client.FromContext(ctx)
	name := g.nameOf(info.Auth, certificates)
	if refused := g.refuse(name, named); refused != nil {
		return ctx, nil, g.tell(ctx, refused)
	}
	now := g.now()
	limits := g.of(name, now)
	if wait := max(limits.requests.wait(now), limits.bytes.wait(now)); wait > 0 {
		refused := &refusal{reason: "rate", tenant: name, told: "the tenant's limit is reached", wait: wait}
		return ctx, nil, g.tell(ctx, refused)
	}
	limits.requests.take(1, now)
	count := func(bytes int) {
		limits.bytes.take(float64(bytes), g.now())
		g.telemetry.TenantGuardAdmittedBytes.Add(ctx, int64(bytes), tagged("tenant", name))
	}
	return client.NewContext(ctx, g.reduced(info, name)), count, nil
}

// reduced keeps of all headers the tenant alone: a queue on disk must not hold the token of whoever sent.
func (g *guard) reduced(info client.Info, name string) client.Info {
	return client.Info{
		Addr:     info.Addr,
		Auth:     info.Auth,
		Metadata: client.NewMetadata(map[string][]string{g.config.Header: {name}}),
	}
}

func (g *guard) nameOf(auth client.AuthData, certificates []*x509.Certificate) string {
	for _, source := range g.sources {
		if found := nameAt(source, auth, certificates); found != "" {
			return found
		}
	}
	return g.config.Default
}

func nameAt(source string, auth client.AuthData, certificates []*x509.Certificate) string {
	if attribute, ok := strings.CutPrefix(source, authPrefix); ok {
		if auth == nil {
			return ""
		}
		found, _ := auth.GetAttribute(attribute).(string)
		return found
	}
	if len(certificates) == 0 {
		return ""
	}
	subject := certificates[0].Subject
	switch {
	case source == commonName:
		return subject.CommonName
	case len(subject.Organization) == 1:
		return subject.Organization[0]
	default:
		return ""
	}
}

func (g *guard) refuse(name string, named []string) *refusal {
	_, listed := g.config.Tenants[name]
	switch {
	case name == "":
		return &refusal{reason: "no_tenant", told: "these credentials belong to no tenant"}
	case !isName(name):
		return &refusal{reason: "bad_name", told: nameRule}
	case g.config.OnlyListed && !listed:
		return &refusal{reason: "no_tenant", told: "these credentials belong to no tenant of ours"}
	}
	for _, other := range named {
		if other != name {
			return &refusal{reason: "other_tenant", tenant: name, told: "these credentials are another tenant's"}
		}
	}
	return nil
}

func (g *guard) of(name string, now time.Time) *tenant {
	g.mu.Lock()
	defer g.mu.Unlock()
	found := g.tenants[name]
	if found == nil {
		limits, listed := g.config.Tenants[name]
		if !listed {
			limits = g.config.Limits
		}
		found = &tenant{
			requests: newBucket(limits.RequestsPerSecond, now),
			bytes:    newBucket(limits.BytesPerSecond, now),
		}
		g.tenants[name] = found
	}
	return found
}

// tell counts; the log is the refusals extension's, which stands before this one and sees every refusal.
func (g *guard) tell(ctx context.Context, refused *refusal) *refusal {
	tags := metric.WithAttributes(
		attribute.String("reason", refused.reason), attribute.String("tenant", refused.tenant),
	)
	g.telemetry.TenantGuardRefusedRequests.Add(ctx, 1, tags)
	return refused
}

func tagged(key, value string) metric.AddOption {
	return metric.WithAttributes(attribute.String(key, value))
}
