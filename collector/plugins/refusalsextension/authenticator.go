package refusalsextension

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"go.opentelemetry.io/collector/client"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension/extensionauth"
	"go.opentelemetry.io/collector/extension/extensioncapabilities"
)

var (
	_ extensionauth.Server            = (*authenticator)(nil)
	_ extensioncapabilities.Dependent = (*authenticator)(nil)
)

// authenticator is the extension in the place of another authenticator, which it asks.
type authenticator struct {
	*tally
	component.ShutdownFunc

	asked component.ID
	asks  extensionauth.Server
}

// Dependencies lets the authenticator that is asked start first.
func (a *authenticator) Dependencies() []component.ID { return []component.ID{a.asked} }

// Start finds the authenticator that is asked.
func (a *authenticator) Start(_ context.Context, host component.Host) error {
	found, ok := host.GetExtensions()[a.asked].(extensionauth.Server)
	if !ok {
		return fmt.Errorf("authenticator: %q is no extension of the service that authenticates servers", a.asked)
	}
	a.asks = found
	return nil
}

// Authenticate answers what the authenticator that is asked answers.
func (a *authenticator) Authenticate(
	ctx context.Context, sources map[string][]string,
) (context.Context, error) {
	known, err := a.asks.Authenticate(ctx, sources)
	// A call over gRPC that was refused is counted at its end, by the middleware that gave it its method.
	if err != nil && ctx.Value(methodKey{}) == nil {
		code := strconv.Itoa(http.StatusUnauthorized)
		a.see(ctx, "", code, addressOf(client.FromContext(ctx)), readable([]byte(err.Error())), time.Now())
	}
	return known, err
}

func addressOf(info client.Info) string {
	if info.Addr == nil {
		return ""
	}
	return info.Addr.String()
}
