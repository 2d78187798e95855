package delayedackextension

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

var (
	errStartedAnew     = errors.New("delayed_ack: the backend started anew after its yes")
	errStopping        = errors.New("delayed_ack: the collector stops before the yes counts")
	errTimeoutTooShort = errors.New("delayed_ack: the exporter's timeout is shorter than hold; make it longer by 10s")
)

// transport is the HTTP side.
type transport struct {
	next http.RoundTripper
	ack  *delayedAck
}

// RoundTrip answers 503 in the place of a yes that did not last, which every exporter retries.
func (t *transport) RoundTrip(request *http.Request) (*http.Response, error) {
	var response *http.Response
	var failed error
	err := t.ack.around(request.Context(), request.URL.Hostname(), func() bool {
		response, failed = t.next.RoundTrip(request)
		return failed == nil && response.StatusCode/100 == 2 && t.take(response)
	})
	switch {
	case err == nil:
		return response, failed
	case request.Context().Err() != nil:
		return nil, err
	default:
		return unavailable(request, err), nil
	}
}

// take reads the answer, so that its connection serves others during the wait.
func (*transport) take(response *http.Response) bool {
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	response.Body = io.NopCloser(bytes.NewReader(body))
	return err == nil
}

func unavailable(request *http.Request, err error) *http.Response {
	return &http.Response{
		Status:        "503 " + err.Error(),
		StatusCode:    http.StatusServiceUnavailable,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        http.Header{"Content-Type": {"text/plain"}},
		Body:          io.NopCloser(strings.NewReader(err.Error())),
		ContentLength: int64(len(err.Error())),
		Request:       request,
	}
}

// intercept is the gRPC side.
func (d *delayedAck) intercept(
	ctx context.Context, method string, request, reply any,
	connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	var failed error
	err := d.around(ctx, hostOf(connection.Target()), func() bool {
		failed = invoke(ctx, method, request, reply, connection, options...)
		return failed == nil
	})
	if err != nil {
		return status.Error(codes.Unavailable, err.Error())
	}
	return failed
}

// hostOf takes the host out of a gRPC target such as `dns:///gateway-0:4317` or `10.0.0.7:4317`.
func hostOf(target string) string {
	address := target[strings.LastIndex(target, "/")+1:]
	if host, _, err := net.SplitHostPort(address); err == nil {
		return host
	}
	return address
}
