package piiredactionprocessor

import (
	"testing"

	"go.opentelemetry.io/collector/pdata/plog"
)

// FuzzLogs feeds anything that decodes as OTLP.
func FuzzLogs(f *testing.F) {
	marshaler, unmarshaler := plog.ProtoMarshaler{}, plog.ProtoUnmarshaler{}
	seeds := []any{
		ada, int64(4111111111111111), []byte("\xff\x00" + ada), nil,
		map[string]any{ada: []any{ada, map[string]any{"password": []any{"x", nil}}}},
		map[string]any{"baggage": "user=" + ada, "url.full": "https://a:b@c/?token=x", "": ""},
	}
	for _, seed := range seeds {
		logs, record := newRecord()
		if err := record.Body().FromRaw(seed); err != nil {
			f.Fatal(err)
		}
		if err := record.Attributes().FromRaw(map[string]any{"v": seed, "api_key": seed}); err != nil {
			f.Fatal(err)
		}
		content, err := marshaler.MarshalLogs(logs)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	s := run(f, nil)
	f.Fuzz(func(t *testing.T, content []byte) {
		logs, err := unmarshaler.UnmarshalLogs(content)
		if err != nil {
			return
		}
		if err := s.logs.ConsumeLogs(t.Context(), logs); err != nil {
			t.Fatal(err)
		}
	})
}
