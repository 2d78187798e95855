package delayedackextension

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/config/configoptional"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
)

// backend takes data at /, and tells at /metrics since when it runs.
type backend struct {
	*httptest.Server
	run      atomic.Int64
	accepted atomic.Int64
	refuses  atomic.Int64 // the status to refuse with
	arrived  chan struct{}
}

func newBackend(t *testing.T) *backend {
	found := &backend{arrived: make(chan struct{}, 100)}
	found.run.Store(1)
	found.Server = httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		switch run, refuses := found.run.Load(), found.refuses.Load(); {
		case request.URL.Path == "/metrics" && run > 0:
			fmt.Fprintf(answer, "# HELP x\nprocess_start_time_seconds %d\n", run)
		case request.URL.Path == "/metrics":
			answer.WriteHeader(http.StatusNotFound)
		case refuses > 0:
			answer.WriteHeader(int(refuses))
		default:
			found.accepted.Add(1)
			found.arrived <- struct{}{}
			fmt.Fprint(answer, "thanks")
		}
	}))
	t.Cleanup(found.Close)
	return found
}

func started(t *testing.T, hold time.Duration, probe string) *delayedAck {
	config := createDefaultConfig().(*Config)
	config.Hold = hold
	if probe != "" {
		client := *config.Probe.GetOrInsertDefault()
		client.Endpoint = probe
		config.Probe = configoptional.Some(client)
	}
	require.NoError(t, config.Validate())
	ack := newDelayedAck(config, componenttest.NewNopTelemetrySettings())
	require.NoError(t, ack.Start(t.Context(), componenttest.NewNopHost()))
	t.Cleanup(func() { require.NoError(t, ack.Shutdown(context.Background())) })
	return ack
}

func client(t *testing.T, ack *delayedAck) *http.Client {
	wrap, err := ack.GetHTTPRoundTripper(t.Context())
	require.NoError(t, err)
	plain := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(plain.CloseIdleConnections)
	wrapped, err := wrap(t.Context(), plain)
	require.NoError(t, err)
	return &http.Client{Transport: wrapped, Timeout: 20 * time.Second}
}

// send returns the status and the body that an exporter sees.
func send(t *testing.T, client *http.Client, url string) (int, string) {
	response, err := client.Post(url, "text/plain", strings.NewReader("data"))
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(body)
}

func TestAYesCountsWhenTheBackendLivedOn(t *testing.T) {
	server := newBackend(t)
	began := time.Now()
	code, body := send(t, client(t, started(t, 50*time.Millisecond, server.URL+"/metrics")), server.URL)
	assert.Equal(t, http.StatusOK, code)
	assert.Equal(t, "thanks", body)
	assert.GreaterOrEqual(t, time.Since(began), 50*time.Millisecond)
}

func TestAYesBeforeARestartIsSentAgain(t *testing.T) {
	server := newBackend(t)
	exporter := client(t, started(t, 200*time.Millisecond, server.URL+"/metrics"))
	go func() {
		<-server.arrived
		server.run.Store(2)
	}()
	code, body := send(t, exporter, server.URL)
	assert.Equal(t, http.StatusServiceUnavailable, code)
	assert.Contains(t, body, "started anew")

	code, _ = send(t, exporter, server.URL)
	assert.Equal(t, http.StatusOK, code)
	assert.EqualValues(t, 2, server.accepted.Load())
}

func TestABackendThatWasReplacedBetweenTwoRequestsIsSeen(t *testing.T) {
	server := newBackend(t)
	exporter := client(t, started(t, time.Millisecond, server.URL+"/metrics"))
	code, _ := send(t, exporter, server.URL)
	require.Equal(t, http.StatusOK, code)
	server.run.Store(2)
	code, _ = send(t, exporter, server.URL)
	assert.Equal(t, http.StatusServiceUnavailable, code, "what was known of it is older than its start")
}

func TestNothingIsSentWhileTheRunCannotBeSeen(t *testing.T) {
	server := newBackend(t)
	server.run.Store(0)
	exporter := client(t, started(t, time.Millisecond, server.URL+"/metrics"))
	code, body := send(t, exporter, server.URL)
	assert.Equal(t, http.StatusServiceUnavailable, code)
	assert.Contains(t, body, "answered 404")
	assert.Zero(t, server.accepted.Load())

	server.run.Store(1)
	code, _ = send(t, exporter, server.URL)
	assert.Equal(t, http.StatusOK, code)
}

func TestARefusalIsHandedOnAtOnce(t *testing.T) {
	server := newBackend(t)
	server.refuses.Store(http.StatusBadRequest)
	code, _ := send(t, client(t, started(t, time.Hour/60/30, server.URL+"/metrics")), server.URL)
	assert.Equal(t, http.StatusBadRequest, code)
}

func TestStoppingEndsTheWaitWithoutAYes(t *testing.T) {
	server := newBackend(t)
	ack := started(t, 10*time.Second, server.URL+"/metrics")
	go func() {
		<-server.arrived
		assert.NoError(t, ack.NotReady())
	}()
	began := time.Now()
	code, body := send(t, client(t, ack), server.URL)
	assert.Equal(t, http.StatusServiceUnavailable, code)
	assert.Contains(t, body, "stops")
	assert.Less(t, time.Since(began), 5*time.Second)
}

func TestATimeoutThatWouldEndTheWaitIsNamed(t *testing.T) {
	server := newBackend(t)
	exporter := client(t, started(t, 30*time.Second, server.URL+"/metrics"))
	code, body := send(t, exporter, server.URL)
	assert.Equal(t, http.StatusServiceUnavailable, code)
	assert.Contains(t, body, "timeout is shorter than hold")
	assert.Zero(t, server.accepted.Load())
}

func TestWithoutAProbeTheYesIsOnlyHeldBack(t *testing.T) {
	server := newBackend(t)
	code, _ := send(t, client(t, started(t, time.Millisecond, "")), server.URL)
	assert.Equal(t, http.StatusOK, code)
}

func TestAHoldOfZeroTurnsItOff(t *testing.T) {
	server := newBackend(t)
	server.run.Store(0)
	ack := started(t, 0, server.URL+"/metrics")
	code, _ := send(t, client(t, ack), server.URL)
	assert.Equal(t, http.StatusOK, code)
	options, err := ack.GetGRPCClientOptions(t.Context())
	require.NoError(t, err)
	assert.Empty(t, options)
}

func TestTheProbeGoesToTheHostThatWasSentTo(t *testing.T) {
	server := newBackend(t)
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	require.NoError(t, err)
	exporter := client(t, started(t, time.Millisecond, "http://{host}:"+port+"/metrics"))
	code, _ := send(t, exporter, server.URL)
	assert.Equal(t, http.StatusOK, code)
}

func TestManyWaitersShareALook(t *testing.T) {
	var looks atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) {
		looks.Add(1)
		fmt.Fprintln(answer, "process_start_time_seconds 1")
	}))
	t.Cleanup(server.Close)
	ack := started(t, time.Millisecond, server.URL)
	since := time.Now()
	for range 20 {
		run, err := ack.runs.of(t.Context(), "", since)
		require.NoError(t, err)
		assert.Equal(t, "1", run)
	}
	assert.EqualValues(t, 1, looks.Load())
}

func TestSeveralBackendsBehindOneAddressAreNotTakenForRestartsForEver(t *testing.T) {
	server := newBackend(t)
	exporter := client(t, started(t, time.Millisecond, server.URL+"/metrics"))
	codes := []int{}
	for _, run := range []int64{1, 2, 1, 2, 1} {
		server.run.Store(run)
		code, _ := send(t, exporter, server.URL)
		codes = append(codes, code)
	}
	assert.Equal(t, []int{200, 503, 200, 200, 200}, codes)
}

func TestOverGRPCARestartIsUnavailable(t *testing.T) {
	page := newBackend(t)
	ack := started(t, 100*time.Millisecond, page.URL+"/metrics")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer()
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)

	options, err := ack.GetGRPCClientOptions(t.Context())
	require.NoError(t, err)
	options = append(options, grpc.WithTransportCredentials(insecure.NewCredentials()))
	connection, err := grpc.NewClient(listener.Addr().String(), options...)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, connection.Close()) })
	caller := grpc_health_v1.NewHealthClient(connection)

	_, err = caller.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	require.NoError(t, err)
	page.run.Store(2)
	_, err = caller.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	assert.Equal(t, codes.Unavailable, status.Code(err))
	_, err = caller.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: "unknown"})
	assert.Equal(t, codes.NotFound, status.Code(err), "the server's own refusal")
}

func TestTheHostOfATarget(t *testing.T) {
	for target, host := range map[string]string{
		"dns:///gateway-0.gateway:4317": "gateway-0.gateway",
		"10.0.0.7:4317":                 "10.0.0.7",
		"passthrough:///[::1]:4317":     "::1",
		"gateway":                       "gateway",
	} {
		assert.Equal(t, host, hostOf(target))
	}
}

func TestWrongSettingsAreNamed(t *testing.T) {
	for problem, change := range map[string]func(*Config){
		"hold: must not be negative":              func(c *Config) { c.Hold = -time.Second },
		"probe::endpoint: is empty":               func(c *Config) { probeOf(c).Endpoint = "" },
		"probe::pattern: no regular expression":   func(c *Config) { probeOf(c).Pattern = "(" },
		"probe::pattern: has no group, got \"x\"": func(c *Config) { probeOf(c).Pattern = "x" },
	} {
		config := createDefaultConfig().(*Config)
		probeOf(config).Endpoint = "http://127.0.0.1:3200/metrics"
		change(config)
		assert.ErrorContains(t, config.Validate(), problem)
	}
}

func probeOf(config *Config) *ProbeConfig { return config.Probe.GetOrInsertDefault() }
