package refusalsextension

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/collector/extension/extensionmiddleware"
	"google.golang.org/grpc"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/stats"
	"google.golang.org/grpc/status"
)

const longestReason = 200 // bytes of it that are logged

var (
	_ extensionmiddleware.HTTPServer = (*middleware)(nil)
	_ extensionmiddleware.GRPCServer = (*middleware)(nil)
)

// GetHTTPHandler looks at the answers of an HTTP receiver.
func (m *middleware) GetHTTPHandler(context.Context) (extensionmiddleware.WrapHTTPHandlerFunc, error) {
	return func(_ context.Context, next http.Handler) (http.Handler, error) {
		return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
			body := &body{ReadCloser: request.Body}
			request.Body = body
			answer := &answer{ResponseWriter: writer, body: body}
			next.ServeHTTP(answer, request)
			if answer.code >= http.StatusBadRequest {
				code := strconv.Itoa(answer.code)
				m.see(request.Context(), request.URL.Path, code, request.RemoteAddr, readable(answer.reason), time.Now())
			}
		}), nil
	}, nil
}

// body remembers the status of what ended it: a receiver calls whatever it cannot read a bad request.
type body struct {
	io.ReadCloser
	status int
}

func (b *body) Read(into []byte) (int, error) {
	n, err := b.ReadCloser.Read(into)
	limit := (*http.MaxBytesError)(nil)
	switch {
	case errors.As(err, &limit):
		b.status = http.StatusRequestEntityTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		b.status = http.StatusRequestTimeout
	}
	return n, err
}

// answer remembers the status, and of an error the beginning of its text.
type answer struct {
	http.ResponseWriter
	body   *body
	code   int
	reason []byte
}

func (a *answer) WriteHeader(code int) {
	if code == http.StatusBadRequest && a.body.status != 0 {
		code = a.body.status
	}
	if a.code == 0 {
		a.code = code
	}
	a.ResponseWriter.WriteHeader(code)
}

func (a *answer) Write(text []byte) (int, error) {
	if a.code >= http.StatusBadRequest && len(a.reason) < longestReason {
		a.reason = append(a.reason, text[:min(len(text), longestReason-len(a.reason))]...)
	}
	return a.ResponseWriter.Write(text)
}

// Unwrap lets http.ResponseController reach what is beneath.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// readable keeps the beginning of a text, without the protobuf that may be around it.
func readable(text []byte) string {
	text = text[:min(len(text), longestReason)]
	return strings.Map(func(sign rune) rune {
		if sign < ' ' || sign > '~' {
			return -1
		}
		return sign
	}, string(text))
}

// GetGRPCServerOptions looks at the ends of calls: what cannot be read never gets as far as an interceptor.
func (m *middleware) GetGRPCServerOptions(context.Context) ([]grpc.ServerOption, error) {
	return []grpc.ServerOption{grpc.StatsHandler(calls{m.tally})}, nil
}

type calls struct{ *tally }

type methodKey struct{}

func (calls) TagRPC(ctx context.Context, info *stats.RPCTagInfo) context.Context {
	return context.WithValue(ctx, methodKey{}, info.FullMethodName)
}

func (c calls) HandleRPC(ctx context.Context, seen stats.RPCStats) {
	end, ok := seen.(*stats.End)
	if !ok || end.Error == nil {
		return
	}
	found := status.Convert(end.Error)
	method, _ := ctx.Value(methodKey{}).(string)
	from := ""
	if client, ok := peer.FromContext(ctx); ok {
		from = client.Addr.String()
	}
	c.see(ctx, method, found.Code().String(), from, readable([]byte(found.Message())), end.EndTime)
}

func (calls) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

func (calls) HandleConn(context.Context, stats.ConnStats) {}
