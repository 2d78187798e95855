package fingerprint

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type vector struct {
	Name        string   `json:"name"`
	Fingerprint string   `json:"fingerprint"`
	Canonical   string   `json:"canonical"`
	Stacktraces []string `json:"stacktraces"`
}

// vectors are what the SDK's tests use, too.
func vectors(t testing.TB) []vector {
	t.Helper()
	content, err := os.ReadFile("../../../../../tests/vectors/fingerprint.json")
	require.NoError(t, err)
	var all []vector
	require.NoError(t, json.Unmarshal(content, &all))
	require.NotEmpty(t, all)
	return all
}

func TestPythonTracebacksHaveTheFingerprintOfTheSDK(t *testing.T) {
	for _, v := range vectors(t) {
		for _, trace := range v.Stacktraces {
			assert.Equal(t, v.Canonical, canonical(readPython("", trace)), v.Name)
			assert.Equal(t, v.Fingerprint, Read(Python, "", trace).Fingerprint(), v.Name)
		}
	}
}

func TestAPythonTracebackIsKnownWithoutBeingTold(t *testing.T) {
	for _, v := range vectors(t) {
		for _, trace := range v.Stacktraces {
			assert.Equal(t, v.Fingerprint, Read("", "", trace).Fingerprint(), v.Name)
		}
	}
}
