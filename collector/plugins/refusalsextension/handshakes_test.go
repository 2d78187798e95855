package refusalsextension

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"

	"otelkit/refusalsextension/internal/handshakes"
)

// secured runs an HTTP server with TLS that logs as those of receivers do.
func secured(t *testing.T) (address string, log *observer.ObservedLogs) {
	seen, lines := observer.New(zap.InfoLevel)
	told, err := zap.NewStdLogAt(zap.New(handshakes.Wrap(seen)).With(zap.String("receiver", "otlp")), zapcore.ErrorLevel)
	require.NoError(t, err)
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = told
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.Listener.Addr().String(), lines
}

// securedGRPC runs a gRPC server with the certificate of an HTTP server.
func securedGRPC(t *testing.T) string {
	borrowed := httptest.NewTLSServer(nil)
	t.Cleanup(borrowed.Close)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer(grpc.Creds(credentials.NewTLS(&tls.Config{Certificates: borrowed.TLS.Certificates})))
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return listener.Addr().String()
}

func started(t *testing.T) (*componenttest.Telemetry, *observer.ObservedLogs) {
	found, telemetry, lines := created(t)
	require.NoError(t, found.Start(t.Context(), componenttest.NewNopHost()))
	t.Cleanup(func() { require.NoError(t, found.Shutdown(context.Background())) })
	return telemetry, lines
}

// saying connects, says something, and waits until the other side has hung up.
func saying(t *testing.T, address, said string) (from string) {
	connection, err := net.Dial("tcp", address)
	require.NoError(t, err)
	defer connection.Close()
	_, err = connection.Write([]byte(said))
	require.NoError(t, err)
	require.NoError(t, connection.SetReadDeadline(time.Now().Add(10*time.Second)))
	for {
		if _, err = connection.Read(make([]byte, 100)); err != nil {
			return connection.LocalAddr().String()
		}
	}
}

func told(t *testing.T, lines *observer.ObservedLogs) map[string]any {
	require.Eventually(t, func() bool { return lines.Len() > 0 }, 5*time.Second, time.Millisecond)
	return lines.All()[0].ContextMap()
}

func TestHandshakesThatFailAreCountedAndToldOnceOverHTTP(t *testing.T) {
	telemetry, lines := started(t)
	address, log := secured(t)

	from := saying(t, address, "GET / HTTP/1.1\r\n\r\n")
	assert.Equal(t, from, told(t, lines)["peer"])
	assert.Equal(t, "client sent an HTTP request to an HTTPS server", told(t, lines)["reason"])
	for range 5 {
		saying(t, address, "*3\r\n$3\r\nSET\r\n")
	}
	counted(t, telemetry, "other", "tls", 6)
	assert.Equal(t, 1, lines.Len())
	assert.Zero(t, log.Len())
}

func TestWhoHangsUpAtOnceWasNotRefused(t *testing.T) {
	_, lines := started(t)
	address, log := secured(t)

	probe, err := net.Dial("tcp", address)
	require.NoError(t, err)
	require.NoError(t, probe.Close())
	saying(t, address, "no TLS")
	assert.NotContains(t, told(t, lines)["reason"], "EOF")
	assert.Zero(t, log.Len())
}

func TestWithoutTheExtensionTheLogTellsOfEachHandshake(t *testing.T) {
	address, log := secured(t)
	for range 3 {
		saying(t, address, "no TLS")
	}
	require.Eventually(t, func() bool { return log.Len() == 3 }, 5*time.Second, time.Millisecond)
	assert.Equal(t, "otlp", log.All()[0].ContextMap()["receiver"])
}

func TestHandshakesThatFailAreCountedAndToldOnceOverGRPC(t *testing.T) {
	telemetry, lines := started(t)
	address := securedGRPC(t)

	from := saying(t, address, "POST / HTTP/1.1\r\n\r\n")
	assert.Equal(t, from, told(t, lines)["peer"])
	saying(t, address, "POST / HTTP/1.1\r\n\r\n")
	assert.Equal(t, "tls: first record does not look like a TLS handshake", told(t, lines)["reason"])
	counted(t, telemetry, "other", "tls", 2)
	assert.Equal(t, 1, lines.Len())
}

func TestWhoDoesNotSpeakGRPCIsCounted(t *testing.T) {
	telemetry, lines := started(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer()
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)

	saying(t, listener.Addr().String(), "POST /v1/traces HTTP/1.1\r\nHost: here\r\n\r\n")
	assert.Contains(t, told(t, lines)["reason"], `bogus greeting from client: "POST /v1/traces HTTP/1.1`)
	counted(t, telemetry, "other", "protocol", 1)
}

func TestGRPCsWarningsStayInTheLogAndItsInformationDoesNot(t *testing.T) {
	for level, wanted := range map[zapcore.Level]int{zap.InfoLevel: 1, zap.DebugLevel: 2} {
		seen, lines := observer.New(level)
		log := &grpcLog{quiet(zap.New(seen)), func(string, string, string) {}}
		log.Infoln("[core]", "Channel created")
		log.Warningln("[core]", "Adjusting keepalive ping interval")
		assert.Equal(t, wanted, lines.Len())
		assert.Equal(t, true, lines.All()[0].ContextMap()["grpc_log"])
		assert.True(t, log.V(0))
		assert.False(t, log.V(2))
	}
}
