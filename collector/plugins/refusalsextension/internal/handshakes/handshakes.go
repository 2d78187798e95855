// Package handshakes finds in the log what no middleware can see: the TLS handshakes of HTTP servers that failed.
package handshakes

import (
	"strings"
	"sync/atomic"

	"go.uber.org/zap/zapcore"
)

// prefix begins the only trace that net/http leaves of a handshake that failed, with the client's address after it.
const prefix = "http: TLS handshake error from "

// Listener takes who failed, and why.
type Listener func(peer, reason string)

// One for the process, as the log of its servers is one.
var listener atomic.Pointer[Listener]

// Listen hands failed handshakes to `told` instead of to the log, until the function that is returned is called.
func Listen(told Listener) (stop func()) {
	listener.Store(&told)
	return func() { listener.CompareAndSwap(&told, nil) }
}

// Wrap returns a core that looks at the lines on their way to `next`.
func Wrap(next zapcore.Core) zapcore.Core { return core{next} }

type core struct{ zapcore.Core }

func (c core) With(fields []zapcore.Field) zapcore.Core { return core{c.Core.With(fields)} }

func (c core) Check(entry zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if failed, ok := strings.CutPrefix(entry.Message, prefix); ok {
		if told := listener.Load(); told != nil {
			tell(*told, failed)
			return checked
		}
	}
	return c.Core.Check(entry, checked)
}

func tell(told Listener, failed string) {
	peer, reason, _ := strings.Cut(failed, ": ")
	// Who hangs up without a word, as a probe of the port does, was not refused. gRPC is silent about them, too.
	if reason != "EOF" {
		told(peer, reason)
	}
}
