package refusalsextension

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/extension/extensiontest"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/metric/metricdata/metricdatatest"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"

	"otelkit/refusalsextension/internal/metadata"
	"otelkit/refusalsextension/internal/metadatatest"
)

func created(t *testing.T) (*refusals, *componenttest.Telemetry, *observer.ObservedLogs) {
	telemetry := componenttest.NewTelemetry()
	t.Cleanup(func() { require.NoError(t, telemetry.Shutdown(context.Background())) })
	core, lines := observer.New(zap.InfoLevel)
	set := extensiontest.NewNopSettings(metadata.Type)
	set.TelemetrySettings = telemetry.NewTelemetrySettings()
	set.Logger = zap.New(core)
	found, err := NewFactory().Create(t.Context(), set, createDefaultConfig())
	require.NoError(t, err)
	return found.(*refusals), telemetry, lines
}

func counted(t *testing.T, telemetry *componenttest.Telemetry, signal, code string, times int64) {
	metadatatest.AssertEqualRefusedRequests(t, telemetry, []metricdata.DataPoint[int64]{{
		Attributes: attribute.NewSet(attribute.String("signal", signal), attribute.String("code", code)),
		Value:      times,
	}}, metricdatatest.IgnoreTimestamp())
}

func TestRefusalsOverHTTPAreCountedAndToldOnce(t *testing.T) {
	found, telemetry, lines := created(t)
	wrap, err := found.GetHTTPHandler(t.Context())
	require.NoError(t, err)
	handler, err := wrap(t.Context(), http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		if request.URL.Path == "/v1/traces" {
			http.Error(answer, "\x08\x03unexpected EOF", http.StatusBadRequest)
		}
	}))
	require.NoError(t, err)
	for _, path := range []string{"/v1/traces", "/v1/traces", "/v1/logs", "/v1/traces"} {
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, path, http.NoBody))
		if path == "/v1/traces" {
			assert.Equal(t, http.StatusBadRequest, recorder.Code)
			text, err := io.ReadAll(recorder.Body)
			require.NoError(t, err)
			assert.Contains(t, string(text), "unexpected EOF")
		}
	}
	counted(t, telemetry, "traces", "400", 3)
	require.Equal(t, 1, lines.Len())
	assert.Equal(t, "unexpected EOF", lines.All()[0].ContextMap()["reason"])
}

func TestAfterAMinuteTheNextLineTellsHowMany(t *testing.T) {
	found, _, lines := created(t)
	began := time.Now()
	for _, after := range []time.Duration{0, time.Second, 2 * time.Second, 61 * time.Second} {
		found.see(t.Context(), "/v1/logs", "503", "", "queue is full", began.Add(after))
	}
	require.Equal(t, 2, lines.Len())
	assert.EqualValues(t, 1, lines.All()[0].ContextMap()["times"])
	assert.EqualValues(t, 3, lines.All()[1].ContextMap()["times"])
}

func TestRefusalsOverGRPCAreCountedWhenNobodyCouldReadThem(t *testing.T) {
	found, telemetry, lines := created(t)
	options, err := found.GetGRPCServerOptions(t.Context())
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer(append(options, grpc.MaxRecvMsgSize(100))...)
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	connection, err := grpc.NewClient(
		listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, connection.Close()) })

	caller := grpc_health_v1.NewHealthClient(connection)
	_, err = caller.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: string(make([]byte, 1000))})
	require.Error(t, err)
	_, err = caller.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	require.NoError(t, err)
	require.Eventually(t, func() bool { return lines.Len() == 1 }, 5*time.Second, time.Millisecond)
	counted(t, telemetry, "other", "ResourceExhausted", 1)
}

func TestTheSignalOfAPathOrAMethod(t *testing.T) {
	for path, signal := range map[string]string{
		"/v1/traces": "traces", "/v1/metrics": "metrics", "/v1/logs": "logs", "/": "other",
		"/opentelemetry.proto.collector.logs.v1.LogsService/Export": "logs",
	} {
		assert.Equal(t, signal, signalOf(path))
	}
}

func TestAnAnswerWithoutARefusalIsNotTouched(t *testing.T) {
	recorder := httptest.NewRecorder()
	passed := &answer{ResponseWriter: recorder}
	_, err := passed.Write([]byte("fine"))
	require.NoError(t, err)
	assert.Zero(t, passed.code)
	assert.Equal(t, recorder, passed.Unwrap())
}
