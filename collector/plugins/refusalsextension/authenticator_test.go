package refusalsextension

import (
	"context"
	"errors"
	"net"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/client"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/extension/extensionauth"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/grpc/stats"
)

var tokens = component.MustNewIDWithName("bearertokenauth", "clients")

type host map[component.ID]component.Component

func (h host) GetExtensions() map[component.ID]component.Component { return h }

// guarded asks an authenticator that knows one token.
type guarded struct {
	component.StartFunc
	component.ShutdownFunc
	extensionauth.ServerAuthenticateFunc
}

type knownKey struct{}

func oneToken(ctx context.Context, sources map[string][]string) (context.Context, error) {
	if given := sources["Authorization"]; len(given) == 0 || given[0] != "Bearer right" {
		return ctx, errors.New("scheme or token does not match")
	}
	return context.WithValue(ctx, knownKey{}, "service"), nil
}

func standing(t *testing.T) (*authenticator, *componenttest.Telemetry, *observer.ObservedLogs) {
	config := createDefaultConfig().(*Config)
	require.NoError(t, confmap.NewFromStringMap(map[string]any{"authenticator": "bearertokenauth/clients"}).Unmarshal(config))
	created, telemetry, lines := createdFrom(t, config)
	found := created.(*authenticator)
	require.NoError(t, found.Start(t.Context(), host{tokens: &guarded{ServerAuthenticateFunc: oneToken}}))
	t.Cleanup(func() { require.NoError(t, found.Shutdown(context.Background())) })
	return found, telemetry, lines
}

func TestAnAuthenticatorAnswersWhatTheOneThatItAsksAnswers(t *testing.T) {
	found, _, lines := standing(t)
	assert.Equal(t, []component.ID{tokens}, found.Dependencies())

	ctx, err := found.Authenticate(t.Context(), map[string][]string{"Authorization": {"Bearer right"}})
	require.NoError(t, err)
	assert.Equal(t, "service", ctx.Value(knownKey{}))

	_, err = found.Authenticate(t.Context(), map[string][]string{"Authorization": {"Bearer wrong"}})
	require.EqualError(t, err, "scheme or token does not match")
	assert.Equal(t, 1, lines.Len())
}

func TestWrongCredentialsAreCountedAndToldOnceAndNeverWritten(t *testing.T) {
	found, telemetry, lines := standing(t)
	ctx := client.NewContext(t.Context(), client.Info{Addr: &net.TCPAddr{IP: net.IPv4(10, 0, 0, 7), Port: 5000}})
	for range 10 {
		_, err := found.Authenticate(ctx, map[string][]string{"Authorization": {"Bearer guessed"}})
		require.Error(t, err)
	}
	counted(t, telemetry, "other", "401", 10)
	require.Equal(t, 1, lines.Len())
	told := lines.All()[0].ContextMap()
	assert.Equal(t, "10.0.0.7:5000", told["peer"])
	assert.Equal(t, "scheme or token does not match", told["reason"])
}

func TestACallThatTheMiddlewareWillCountIsLeftToIt(t *testing.T) {
	found, _, lines := standing(t)
	tagged := calls{found.tally}.TagRPC(t.Context(), &stats.RPCTagInfo{FullMethodName: "/Export"})
	_, err := found.Authenticate(tagged, nil)
	require.Error(t, err)
	assert.Zero(t, lines.Len())
}

func TestAnAuthenticatorThatIsNoneIsNamed(t *testing.T) {
	config := createDefaultConfig().(*Config)
	config.Authenticator = tokens
	created, _, _ := createdFrom(t, config)
	for _, around := range []host{{}, {tokens: &authenticatorOfClients{}}} {
		require.ErrorContains(t, created.Start(t.Context(), around), `authenticator: "bearertokenauth/clients"`)
	}
}

// authenticatorOfClients is an extension that knows nothing of servers.
type authenticatorOfClients struct {
	component.StartFunc
	component.ShutdownFunc
}
