package tenantguardextension

import (
	"context"
	"crypto/x509"
	"io"
	"math"
	"net/http"
	"strconv"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"
)

// GetHTTPHandler wraps the handler of an HTTP receiver, behind its authenticator and its decompression.
func (g *guard) GetHTTPHandler(
	context.Context,
) (func(context.Context, http.Handler) (http.Handler, error), error) {
	return func(_ context.Context, next http.Handler) (http.Handler, error) {
		if len(g.sources) == 0 {
			return next, nil
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { g.serve(w, r, next) }), nil
	}, nil
}

func (g *guard) serve(w http.ResponseWriter, r *http.Request, next http.Handler) {
	var certificates []*x509.Certificate
	if r.TLS != nil {
		certificates = r.TLS.PeerCertificates
	}
	ctx, count, refused := g.admit(r.Context(), r.Header.Values(g.config.Header), certificates)
	switch {
	case refused == nil:
		body := &counted{ReadCloser: r.Body}
		r.Body = body
		next.ServeHTTP(w, r.WithContext(ctx))
		count(body.read)
	case refused.wait > 0: // a client waits for as long as it is told, and sends again
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(refused.wait.Seconds()))))
		http.Error(w, refused.told, http.StatusTooManyRequests)
	default:
		http.Error(w, refused.told, http.StatusForbidden)
	}
}

// GetGRPCServerOptions intercepts the calls to a gRPC receiver, behind its authenticator.
func (g *guard) GetGRPCServerOptions(context.Context) ([]grpc.ServerOption, error) {
	if len(g.sources) == 0 {
		return nil, nil
	}
	return []grpc.ServerOption{grpc.ChainUnaryInterceptor(g.intercept)}, nil
}

func (g *guard) intercept(
	ctx context.Context, request any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler,
) (any, error) {
	named := metadata.ValueFromIncomingContext(ctx, g.config.Header)
	ctx, count, refused := g.admit(ctx, named, shown(ctx))
	if refused != nil {
		return nil, refused.asStatus()
	}
	if sized, ok := request.(interface{ SizeProto() int }); ok {
		count(sized.SizeProto())
	}
	return next(ctx, request)
}

// asStatus is what OTLP clients understand: RESOURCE_EXHAUSTED is sent again only if the time is given.
func (r *refusal) asStatus() error {
	if r.wait == 0 {
		return status.Error(codes.PermissionDenied, r.told)
	}
	answer := status.New(codes.ResourceExhausted, r.told)
	detailed, err := answer.WithDetails(&errdetails.RetryInfo{RetryDelay: durationpb.New(r.wait)})
	if err != nil {
		return answer.Err()
	}
	return detailed.Err()
}

func shown(ctx context.Context) []*x509.Certificate {
	other, ok := peer.FromContext(ctx)
	if !ok {
		return nil
	}
	tls, ok := other.AuthInfo.(credentials.TLSInfo)
	if !ok {
		return nil
	}
	return tls.State.PeerCertificates
}

// counted counts the bytes of a body as they are read.
type counted struct {
	io.ReadCloser
	read int
}

func (c *counted) Read(into []byte) (int, error) {
	n, err := c.ReadCloser.Read(into)
	c.read += n
	return n, err
}
