package refusalsextension

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/extension"
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

func created(t *testing.T) (*middleware, *componenttest.Telemetry, *observer.ObservedLogs) {
	found, telemetry, lines := createdFrom(t, createDefaultConfig())
	return found.(*middleware), telemetry, lines
}

func createdFrom(
	t *testing.T, config component.Config,
) (extension.Extension, *componenttest.Telemetry, *observer.ObservedLogs) {
	telemetry := componenttest.NewTelemetry()
	t.Cleanup(func() { require.NoError(t, telemetry.Shutdown(context.Background())) })
	core, lines := observer.New(zap.InfoLevel)
	set := extensiontest.NewNopSettings(metadata.Type)
	set.TelemetrySettings = telemetry.NewTelemetrySettings()
	set.Logger = zap.New(core)
	found, err := NewFactory().Create(t.Context(), set, config)
	require.NoError(t, err)
	return found, telemetry, lines
}

func counted(t *testing.T, telemetry *componenttest.Telemetry, signal, code string, times int64) {
	require.Eventually(t, func() bool { // a server may be done with a client before it is with us
		found, err := telemetry.GetMetric("otelcol_refused.requests")
		return err == nil && found.Data.(metricdata.Sum[int64]).DataPoints[0].Value == times
	}, 5*time.Second, time.Millisecond)
	metadatatest.AssertEqualRefusedRequests(t, telemetry, []metricdata.DataPoint[int64]{{
		Attributes: attributes(signal, code),
		Value:      times,
	}}, metricdatatest.IgnoreTimestamp())
}

func attributes(signal, code string) attribute.Set {
	return attribute.NewSet(attribute.String("signal", signal), attribute.String("code", code))
}

func wrapped(t *testing.T, found *middleware, receiver http.HandlerFunc) http.Handler {
	wrap, err := found.GetHTTPHandler(t.Context())
	require.NoError(t, err)
	handler, err := wrap(t.Context(), receiver)
	require.NoError(t, err)
	return handler
}

func TestRefusalsOverHTTPAreCountedAndToldOnce(t *testing.T) {
	found, telemetry, lines := created(t)
	handler := wrapped(t, found, func(answer http.ResponseWriter, request *http.Request) {
		if request.URL.Path == "/v1/traces" {
			http.Error(answer, "\x08\x03unexpected EOF", http.StatusBadRequest)
		}
	})
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

func TestABodyBeyondTheLimitIs413AndAnotherBadOne400(t *testing.T) {
	found, telemetry, _ := created(t)
	handler := wrapped(t, found, func(answer http.ResponseWriter, request *http.Request) {
		_, err := io.ReadAll(request.Body)
		if err == nil {
			err = io.ErrUnexpectedEOF
		}
		http.Error(answer, err.Error(), http.StatusBadRequest)
	})
	for size, status := range map[int]int{10: http.StatusBadRequest, 11: http.StatusRequestEntityTooLarge} {
		recorder := httptest.NewRecorder()
		request := httptest.NewRequest(http.MethodPost, "/v1/logs", bytes.NewReader(make([]byte, size)))
		request.Body = http.MaxBytesReader(recorder, request.Body, 10)
		handler.ServeHTTP(recorder, request)
		assert.Equal(t, status, recorder.Code)
	}
	metadatatest.AssertEqualRefusedRequests(t, telemetry, []metricdata.DataPoint[int64]{
		{Attributes: attributes("logs", "400"), Value: 1},
		{Attributes: attributes("logs", "413"), Value: 1},
	}, metricdatatest.IgnoreTimestamp())
}

func TestABodyThatDoesNotComeInTimeIs408(t *testing.T) {
	found, telemetry, _ := created(t)
	handler := wrapped(t, found, func(answer http.ResponseWriter, request *http.Request) {
		_, err := io.ReadAll(request.Body)
		http.Error(answer, err.Error(), http.StatusBadRequest)
	})
	server := httptest.NewUnstartedServer(handler)
	server.Config.ReadTimeout = 50 * time.Millisecond
	server.Start()
	t.Cleanup(server.Close)

	connection, err := net.Dial("tcp", server.Listener.Addr().String())
	require.NoError(t, err)
	defer connection.Close()
	_, err = connection.Write([]byte("POST /v1/logs HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\n"))
	require.NoError(t, err)
	answer, err := http.ReadResponse(bufio.NewReader(connection), nil)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	assert.Equal(t, http.StatusRequestTimeout, answer.StatusCode)
	counted(t, telemetry, "logs", "408", 1)
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
	passed := &answer{ResponseWriter: recorder, body: &body{}}
	_, err := passed.Write([]byte("fine"))
	require.NoError(t, err)
	assert.Zero(t, passed.code)
	assert.Equal(t, recorder, passed.Unwrap())
}
