package refusalstelemetry

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/service/telemetry"

	"otelkit/refusalsextension/internal/handshakes"
)

const line = "http: TLS handshake error from 127.0.0.1:5000: tls: no certificate"

func TestFailedHandshakesGoToWhoeverListensAndElseToTheLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	factory := NewFactory()
	config := factory.CreateDefaultConfig()
	require.NoError(t, confmap.NewFromStringMap(map[string]any{
		"logs": map[string]any{"output_paths": []any{path}},
	}).Unmarshal(config))
	logger, shutdown, err := factory.CreateLogger(t.Context(), settings(t, factory), config)
	require.NoError(t, err)

	var heard []string
	stop := handshakes.Listen(func(peer, reason string) { heard = append(heard, peer, reason) })
	logger.Error(line)
	stop()
	assert.Equal(t, []string{"127.0.0.1:5000", "tls: no certificate"}, heard)

	logger.Info("ready")
	logger.Error(line)
	require.NoError(t, shutdown.Shutdown(t.Context()))
	log, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Regexp(t, "^[^\n]*ready[^\n]*\n[^\n]*"+line, string(log))
}

func TestAnEncodingThatTheLogDoesNotHaveIsStillAnError(t *testing.T) {
	factory := NewFactory()
	config := factory.CreateDefaultConfig()
	require.NoError(t, confmap.NewFromStringMap(map[string]any{
		"logs": map[string]any{"encoding": "morse"},
	}).Unmarshal(config))
	_, _, err := factory.CreateLogger(t.Context(), settings(t, factory), config)
	require.ErrorContains(t, err, "morse")
}

func settings(t *testing.T, factory telemetry.Factory) telemetry.LoggerSettings {
	resource, _, err := factory.CreateResource(t.Context(), telemetry.Settings{}, factory.CreateDefaultConfig())
	require.NoError(t, err)
	return telemetry.LoggerSettings{Settings: telemetry.Settings{Resource: &resource}}
}
