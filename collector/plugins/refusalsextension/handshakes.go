package refusalsextension

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.uber.org/zap"
	"go.uber.org/zap/zapgrpc"
	"google.golang.org/grpc/grpclog"

	"otelkit/refusalsextension/internal/handshakes"
)

const (
	codeTLS      = "tls"      // a handshake that failed
	codeProtocol = "protocol" // a connection that does not speak gRPC
)

// middleware is the extension as a middleware. What fails before it is a request reaches none, and is listened for.
type middleware struct {
	*tally

	stop func()
}

// Start listens where the servers tell of connections that failed: HTTP in the Collector's log, gRPC in its own.
func (m *middleware) Start(context.Context, component.Host) error {
	m.stop = handshakes.Listen(func(peer, reason string) { m.failed(codeTLS, peer, reason) })
	grpclog.SetLoggerV2(&grpcLog{quiet(m.logger), m.failed})
	return nil
}

// Shutdown gives the Collector's log back. The next one that starts takes gRPC's.
func (m *middleware) Shutdown(context.Context) error {
	if m.stop != nil {
		m.stop()
	}
	return nil
}

func (m *middleware) failed(code, peer, reason string) {
	m.see(context.Background(), "", code, peer, readable([]byte(reason)), time.Now())
}

// quiet returns what the Collector makes gRPC's logger, before we take its place: as of warnings, unless it debugs.
func quiet(logger *zap.Logger) grpclog.LoggerV2 {
	if logger.Level() == zap.InfoLevel {
		logger = logger.WithOptions(zap.IncreaseLevel(zap.WarnLevel))
	}
	return zapgrpc.NewLogger(logger.With(zap.Bool("grpc_log", true)))
}

// grpcLog is where gRPC tells, as information and nowhere else, of connections that did not come about.
type grpcLog struct {
	grpclog.LoggerV2

	failed func(code, peer, reason string)
}

const notConnected = "Server.Serve failed to create ServerTransport: "

var (
	described = regexp.MustCompile(`^connection error: desc = (".*")$`)
	handshake = regexp.MustCompile(`^ServerHandshake\("(.*?)"\) failed: (.*)$`)
)

// Infoln is what gRPC calls for each line of information.
func (l *grpcLog) Infoln(told ...any) {
	if _, why, ok := strings.Cut(fmt.Sprint(told...), notConnected); ok {
		l.failed(reasonOf(why))
		return
	}
	l.LoggerV2.Infoln(told...)
}

// V is gRPC's own scale of how much it tells; zapgrpc takes it for a level of zap.
func (*grpcLog) V(level int) bool { return level <= 0 }

func reasonOf(why string) (code, peer, reason string) {
	if found := described.FindStringSubmatch(why); found != nil {
		if text, err := strconv.Unquote(found[1]); err == nil {
			why = text
		}
	}
	if found := handshake.FindStringSubmatch(why); found != nil {
		return codeTLS, found[1], found[2]
	}
	return codeProtocol, "", strings.TrimPrefix(why, "transport: ")
}
