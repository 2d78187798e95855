package tenantguardextension

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/client"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/metric/metricdata/metricdatatest"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	"otelkit/tenantguardextension/internal/metadatatest"
)

// bench is a guard whose clock stands still until the test moves it.
type bench struct {
	*guard
	telemetry *componenttest.Telemetry
	clock     time.Time
}

func newBench(t *testing.T, change func(*Config)) *bench {
	t.Helper()
	config := createDefaultConfig().(*Config)
	if change != nil {
		change(config)
	}
	require.NoError(t, config.Validate())
	telemetry := componenttest.NewTelemetry()
	t.Cleanup(func() { require.NoError(t, telemetry.Shutdown(context.Background())) })
	made, err := newGuard(config, telemetry.NewTelemetrySettings())
	require.NoError(t, err)
	b := &bench{guard: made, telemetry: telemetry, clock: time.Unix(1000, 0)}
	made.now = func() time.Time { return b.clock }
	return b
}

func certificateOf(organization string) []*x509.Certificate {
	return []*x509.Certificate{{Subject: pkix.Name{Organization: []string{organization}, CommonName: "agent-1"}}}
}

// post sends a body of ten bytes; it returns the answer, and what the receiver knew of its client.
func (b *bench) post(t *testing.T, organization, header string) (*http.Response, *client.Info) {
	t.Helper()
	var known *client.Info
	wrap, err := b.GetHTTPHandler(t.Context())
	require.NoError(t, err)
	handler, err := wrap(t.Context(), http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		info := client.FromContext(r.Context())
		known = &info
		_, _ = io.Copy(io.Discard, r.Body)
	}))
	require.NoError(t, err)
	request := httptest.NewRequest(http.MethodPost, "/v1/traces", strings.NewReader("0123456789"))
	if organization != "" {
		request.TLS = &tls.ConnectionState{PeerCertificates: certificateOf(organization)}
	}
	if header != "" {
		request.Header.Set("X-Scope-OrgID", header)
	}
	sent := client.Info{Metadata: client.NewMetadata(map[string][]string{"authorization": {"Bearer secret"}})}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request.WithContext(client.NewContext(request.Context(), sent)))
	return answer.Result(), known
}

func TestARequestGoesOnAsTheTenantOfItsCertificate(t *testing.T) {
	answer, known := newBench(t, nil).post(t, "acme", "")

	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.Equal(t, []string{"acme"}, known.Metadata.Get("x-scope-orgid"))
}

func TestOfTheHeadersNothingElseGoesOn(t *testing.T) {
	_, known := newBench(t, nil).post(t, "acme", "acme")

	assert.Empty(t, known.Metadata.Get("authorization"))
}

func TestWhoIsRefused(t *testing.T) {
	for name, tc := range map[string]struct{ organization, header, reason, tenant string }{
		"without a certificate":        {"", "", "no_tenant", ""},
		"in another tenant's name":     {"acme", "globex", "other_tenant", "acme"},
		"with a path for a name":       {"../acme", "", "bad_name", ""},
		"with several tenants at once": {"acme|globex", "", "bad_name", ""},
		"with dots alone":              {"..", "", "bad_name", ""},
		"with a name without end":      {strings.Repeat("a", 64), "", "bad_name", ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			answer, known := b.post(t, tc.organization, tc.header)

			assert.Equal(t, http.StatusForbidden, answer.StatusCode)
			assert.Nil(t, known, "it must not reach the receiver")
			b.assertRefused(t, tc.reason, tc.tenant, 1)
		})
	}
}

func (b *bench) assertRefused(t *testing.T, reason, tenant string, times int64) {
	t.Helper()
	point := metricdata.DataPoint[int64]{Value: times, Attributes: attributes("reason", reason, "tenant", tenant)}
	metadatatest.AssertEqualTenantGuardRefusedRequests(t, b.telemetry, []metricdata.DataPoint[int64]{point},
		metricdatatest.IgnoreTimestamp())
}

func TestEachRefusalIsCounted(t *testing.T) {
	b := newBench(t, nil)
	for range 1000 {
		b.post(t, "", "")
	}

	b.assertRefused(t, "no_tenant", "", 1000)
}

func TestOnlyListedTenantsMaySendWhereThatIsAsked(t *testing.T) {
	b := newBench(t, func(c *Config) { c.OnlyListed, c.Tenants = true, map[string]Limits{"acme": {}} })

	listed, _ := b.post(t, "acme", "")
	other, _ := b.post(t, "globex", "")
	assert.Equal(t, []int{http.StatusOK, http.StatusForbidden}, []int{listed.StatusCode, other.StatusCode})
}

func TestWhoHasNoTenantIsTheDefaultWhereThereIsOne(t *testing.T) {
	_, known := newBench(t, func(c *Config) { c.Default = "shared" }).post(t, "", "")

	assert.Equal(t, []string{"shared"}, known.Metadata.Get("X-Scope-OrgID"))
}

func TestBeyondItsLimitATenantIsToldWhenToComeAgain(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Limits.RequestsPerSecond = 2 })
	for range 2 * burst {
		answer, _ := b.post(t, "acme", "")
		require.Equal(t, http.StatusOK, answer.StatusCode)
	}

	answer, _ := b.post(t, "acme", "")
	assert.Equal(t, http.StatusTooManyRequests, answer.StatusCode)
	assert.Equal(t, "1", answer.Header.Get("Retry-After"))
	b.assertRefused(t, "rate", "acme", 1)

	b.clock = b.clock.Add(time.Second)
	answer, _ = b.post(t, "acme", "")
	assert.Equal(t, http.StatusOK, answer.StatusCode)
}

func TestOneTenantsFloodDoesNotTouchAnother(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Limits.RequestsPerSecond = 1 })
	for range 100 {
		b.post(t, "acme", "")
	}

	answer, _ := b.post(t, "globex", "")
	assert.Equal(t, http.StatusOK, answer.StatusCode)
}

func TestBytesAreLimitedByWhatWasRead(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Tenants = map[string]Limits{"acme": {BytesPerSecond: 1}} })

	first, _ := b.post(t, "acme", "") // ten bytes where five may come at once: in debt from here on
	second, _ := b.post(t, "acme", "")
	assert.Equal(t, []int{http.StatusOK, http.StatusTooManyRequests}, []int{first.StatusCode, second.StatusCode})
	assert.Equal(t, "6", second.Header.Get("Retry-After"))
	metadatatest.AssertEqualTenantGuardAdmittedBytes(t, b.telemetry,
		[]metricdata.DataPoint[int64]{{Value: 10, Attributes: attributes("tenant", "acme")}},
		metricdatatest.IgnoreTimestamp())
}

func TestATenantMayComeFromAnAuthenticator(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Source = "auth.username" })
	ctx := client.NewContext(t.Context(), client.Info{Auth: user("acme")})

	ctx, _, refused := b.admit(ctx, nil, nil)
	require.Nil(t, refused)
	assert.Equal(t, []string{"acme"}, client.FromContext(ctx).Metadata.Get("x-scope-orgid"))
}

func TestTheCommonNameMayBeTheTenant(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Source = commonName })

	_, _, refused := b.admit(t.Context(), []string{"agent-1"}, certificateOf("acme"))
	assert.Nil(t, refused)
}

func TestOfSeveralSourcesTheFirstThatNamesATenantCounts(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Source = "certificate.organization, auth.username" })
	withPassword := client.NewContext(t.Context(), client.Info{Auth: user("globex")})

	for _, tc := range []struct {
		ctx          context.Context
		organization string
		tenant       string
	}{{t.Context(), "acme", "acme"}, {withPassword, "", "globex"}} {
		ctx, _, refused := b.admit(tc.ctx, nil, certificateOf(tc.organization))
		require.Nil(t, refused)
		assert.Equal(t, []string{tc.tenant}, client.FromContext(ctx).Metadata.Get("x-scope-orgid"))
	}
	_, _, refused := b.admit(t.Context(), nil, nil)
	assert.NotNil(t, refused, "with neither, nobody comes in")
}

func TestWithoutASourceNobodyIsAsked(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Source = noSource })

	answer, known := b.post(t, "", "globex")
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.Equal(t, []string{"Bearer secret"}, known.Metadata.Get("authorization"), "the request goes on as it is")
	options, err := b.GetGRPCServerOptions(t.Context())
	require.NoError(t, err)
	assert.Empty(t, options)
}

type sized struct{}

func (sized) SizeProto() int { return 10 }

// call makes a gRPC call with a client certificate, and returns its status.
func (b *bench) call(organization, header string) *status.Status {
	state := tls.ConnectionState{PeerCertificates: certificateOf(organization)}
	ctx := peer.NewContext(context.Background(), &peer.Peer{AuthInfo: credentials.TLSInfo{State: state}})
	if header != "" {
		ctx = metadata.NewIncomingContext(ctx, metadata.Pairs("x-scope-orgid", header))
	}
	next := func(context.Context, any) (any, error) { return nil, nil }
	_, err := b.intercept(ctx, sized{}, &grpc.UnaryServerInfo{}, next)
	return status.Convert(err)
}

func TestOverGRPCTheSameHoldsWithItsOwnCodes(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Tenants = map[string]Limits{"acme": {BytesPerSecond: 1}} })

	assert.Equal(t, codes.PermissionDenied, b.call("acme", "globex").Code())
	assert.Equal(t, codes.OK, b.call("acme", "acme").Code())
	beyond := b.call("acme", "acme")
	assert.Equal(t, codes.ResourceExhausted, beyond.Code())
	assert.Len(t, beyond.Details(), 1, "without RetryInfo a client would drop what it sent")
}

func TestACallWithoutTLSBelongsToNobody(t *testing.T) {
	assert.Empty(t, shown(t.Context()))
	assert.Empty(t, shown(peer.NewContext(t.Context(), &peer.Peer{})))
}

func TestAConfigurationThatCannotBeNamesItsKey(t *testing.T) {
	for key, change := range map[string]func(*Config){
		"source":         func(c *Config) { c.Source = "header" },
		"source: got":    func(c *Config) { c.Source = "certificate.organization,none" },
		"header":         func(c *Config) { c.Header = "" },
		"default":        func(c *Config) { c.Default = "a b" },
		"only_listed":    func(c *Config) { c.OnlyListed = true },
		"limits":         func(c *Config) { c.Limits.BytesPerSecond = -1 },
		"tenants":        func(c *Config) { c.Tenants = map[string]Limits{"a/b": {}} },
		"tenants::acme:": func(c *Config) { c.Tenants = map[string]Limits{"acme": {RequestsPerSecond: -1}} },
	} {
		config := createDefaultConfig().(*Config)
		change(config)
		assert.ErrorContains(t, config.Validate(), key)
	}
}

func FuzzNoNameIsAPathOrSeveral(f *testing.F) {
	for _, seed := range []string{"acme", "..", "a/b", "a|b", "a\x00b", "ä", "", strings.Repeat("x", 64)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if isName(name) {
			assert.NotContains(t, name, "/")
			assert.NotContains(t, name, "|")
			assert.NotEqual(t, "..", name)
			assert.LessOrEqual(t, len(name), longestName)
		}
	})
}

func BenchmarkAdmit(b *testing.B) {
	made, err := newGuard(createDefaultConfig().(*Config), componenttest.NewNopTelemetrySettings())
	require.NoError(b, err)
	shown := certificateOf("acme")
	for b.Loop() {
		_, count, _ := made.admit(b.Context(), nil, shown)
		count(1000)
	}
}

type user string

func (u user) GetAttribute(name string) any {
	if name == "username" {
		return string(u)
	}
	return nil
}

func (user) GetAttributeNames() []string { return []string{"username"} }

var _ component.Component = (*guard)(nil)

func attributes(pairs ...string) attribute.Set {
	var found []attribute.KeyValue
	for index := 0; index < len(pairs); index += 2 {
		found = append(found, attribute.String(pairs[index], pairs[index+1]))
	}
	return attribute.NewSet(found...)
}
