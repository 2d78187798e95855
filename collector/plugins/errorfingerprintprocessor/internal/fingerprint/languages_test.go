package fingerprint

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// same: these stack traces are of one error; canonical is what they have in common.
type same struct {
	language  Language
	kind      string
	canonical []string
	traces    []string
}

var errorsOf = map[string]same{
	"java": {
		language: Java,
		canonical: []string{
			"error com.shop.PaymentException",
			"at com.shop.web.CheckoutController lambda$pay$#",
			"at com.shop.Checkout pay",
			"error org.postgresql.util.PSQLException",
			"at com.shop.Checkout pay",
			"at org.postgresql.core.v3.QueryExecutorImpl receiveErrorResponse",
		},
		traces: []string{
			"com.shop.PaymentException: order 17 failed\n" +
				"\tat com.shop.Checkout.pay(Checkout.java:42)\n" +
				"\tat com.shop.web.CheckoutController.lambda$pay$0(CheckoutController.java:17)\n" +
				"\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)\n" +
				"\tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)\n" +
				"\tSuppressed: java.io.IOException: close\n" +
				"\t\tat com.shop.Connection.close(Connection.java:3)\n" +
				"Caused by: org.postgresql.util.PSQLException: ERROR: duplicate key\n" +
				"  Detail: Key (id)=(17) already exists.\n" +
				"\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2725)\n" +
				"\tat com.shop.Checkout.pay(Checkout.java:40)\n" +
				"\t... 12 more\n",
			"Exception in thread \"http-7\" com.shop.PaymentException\r\n" +
				"\tat app//com.shop.Checkout.pay(Checkout.java:99)\r\n" +
				"\tat app//com.shop.web.CheckoutController.lambda$pay$12(CheckoutController.java)\r\n" +
				"Caused by: org.postgresql.util.PSQLException: other\r\n" +
				"\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(Unknown Source)\r\n" +
				"\tat com.shop.Checkout.pay(Checkout.java:40)\r\n",
		},
	},
	"java proxies": {
		language:  Java,
		canonical: []string{"error Boom", "at com.shop.Pay$$Lambda$#/# run", "at com.shop.Pay$Proxy# pay"},
		traces: []string{
			"Boom\n\tat com.shop.Pay$Proxy41.pay(Unknown Source)\n\tat com.shop.Pay$$Lambda$14/0x0000000800066840.run(Unknown Source)",
			"Boom: x\n\tat com.shop.Pay$Proxy7.pay(Unknown Source)\n\tat com.shop.Pay$$Lambda$2/0x00000008000aaaaa.run(Unknown Source)",
		},
	},
	".net": {
		language: DotNet,
		canonical: []string{
			"error Shop.PaymentException",
			"at Shop.Web.CheckoutController.<Pay>d__# MoveNext",
			"at Shop.Checkout Pay",
			"error System.IO.IOException",
			"at Shop.Bank .ctor",
			"at Shop.Bank.<>c__DisplayClass#_# <Call>b__#",
		},
		traces: []string{
			"Shop.PaymentException: order 17 failed\n" +
				" ---> System.IO.IOException: broken pipe\n" +
				"   at Shop.Bank.<>c__DisplayClass3_0.<Call>b__0(Int32 i) in /src/Bank.cs:line 12\n" +
				"   at System.Net.Sockets.Socket.Send(Byte[] buffer)\n" +
				"   at Shop.Bank..ctor(String host) in /src/Bank.cs:line 7\n" +
				"   --- End of inner exception stack trace ---\n" +
				"   at Shop.Checkout.Pay(Int32 id, String name) in /src/Checkout.cs:line 42\n" +
				"--- End of stack trace from previous location ---\n" +
				"   at Shop.Web.CheckoutController.<Pay>d__5.MoveNext() in /src/Controller.cs:line 9\n",
			"Shop.PaymentException (0x80131500): other ---> System.IO.IOException: other\r\n" +
				"   at Shop.Bank.<>c__DisplayClass12_1.<Call>b__3(Int32 i)\r\n" +
				"   at Shop.Bank..ctor(String host)\r\n" +
				"   --- End of inner exception stack trace ---\r\n" +
				"   at Shop.Checkout.Pay(Int32 id, String name) in C:\\src\\Checkout.cs:line 43\r\n" +
				"   at Shop.Web.CheckoutController.<Pay>d__7.MoveNext()\r\n",
		},
	},
	"node": {
		language: JavaScript,
		canonical: []string{
			"error TypeError",
			"at shop/server.js <anonymous>",
			"at express/lib/router/layer.js Layer.handle",
			"at shop/checkout.js Checkout.pay",
			"error Error",
			"at shop/bank.js connect",
		},
		traces: []string{
			"TypeError: Cannot read properties of undefined (reading 'total')\n" +
				"    at Checkout.pay (/srv/releases/17/shop/checkout.js:10:15)\n" +
				"    at Layer.handle [as handle_request] (/srv/releases/17/node_modules/express/lib/router/layer.js:95:5)\n" +
				"    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)\n" +
				"    at async Promise.all (index 0)\n" +
				"    at /srv/releases/17/shop/server.js:3:1 {\n" +
				"  [cause]: Error: connect ECONNREFUSED 10.0.0.7:5432\n" +
				"      at connect (/srv/releases/17/shop/bank.js:7:1)\n" +
				"  }\n",
			"Uncaught TypeError\r\n" +
				"    at async Checkout.pay (file:///app/shop/checkout.js:99:1)\r\n" +
				"    at Layer.handle (/app/node_modules/express/lib/router/layer.js:1:1)\r\n" +
				"    at C:\\app\\shop\\server.js:3:1\r\n" +
				"Caused by: Error: other\r\n" +
				"    at connect (/app/shop/bank.js:8:1)\r\n",
		},
	},
	"browsers": {
		language:  "webjs",
		kind:      "TypeError",
		canonical: []string{"error TypeError", "at static/main.#.js <anonymous>", "at static/main.#.js pay"},
		traces: []string{
			"pay@https://shop.example/static/main.3f2a1b9c.js:1:2345\n@https://shop.example/static/main.3f2a1b9c.js?v=3:9:1\n",
			"TypeError: x is undefined\n    at pay (https://cdn.example/static/main.11223344.js:1:2)\n    at https://cdn.example/static/main.11223344.js:3:4",
		},
	},
	"go": {
		language: Go,
		kind:     "*pq.Error",
		canonical: []string{
			"error *pq.Error", "at main main", "at github.com/acme/shop/checkout (*Service).Pay.func#", "at github.com/acme/shop/checkout (*Service).Pay",
			"at github.com/acme/shop/checkout Map",
		},
		traces: []string{
			"goroutine 1 [running]:\n" +
				"runtime/debug.Stack()\n\t/usr/local/go/src/runtime/debug/stack.go:26 +0x5e\n" +
				"go.opentelemetry.io/otel/sdk/trace.recordStackTrace()\n\t/root/go/pkg/mod/x.go:1 +0x1\n" +
				"github.com/acme/shop/checkout.Map[...](0x1, {0xc000012345, 0x2})\n\t/src/checkout/map.go:7 +0x1d\n" +
				"github.com/acme/shop/checkout.(*Service).Pay(0xc0000b4000)\n\t/src/checkout/service.go:42 +0x1d\n" +
				"github.com/acme/shop/checkout.(*Service).Pay.func1()\n\t/src/checkout/service.go:40 +0x25\n" +
				"net/http.HandlerFunc.ServeHTTP(0x1, {0x2, 0x3}, 0x4)\n\t/usr/local/go/src/net/http/server.go:2294 +0x29\n" +
				"main.main()\n\t/src/main.go:9 +0x1\n" +
				"created by net/http.(*Server).Serve in goroutine 1\n\t/usr/local/go/src/net/http/server.go:3 +0x4\n" +
				"\ngoroutine 17 [select]:\ngithub.com/acme/shop/other.Wait()\n\t/src/other.go:1 +0x1\n",
			"goroutine 99 [running]:\n" +
				"github.com/acme/shop/checkout.Map[go.shape.int](0x9)\n\t/build/map.go:8 +0x1\n" +
				"github.com/acme/shop/checkout.(*Service).Pay(0xc0000b9999)\n\t/build/service.go:1 +0x1d\n" +
				"github.com/acme/shop/checkout.(*Service).Pay.func2()\n\t/build/service.go:2 +0x25\n" +
				"main.main()\n\t/build/main.go:9 +0x1\n",
		},
	},
}

func TestOneErrorHasOneFingerprintInEveryRelease(t *testing.T) {
	for name, c := range errorsOf {
		for _, trace := range c.traces {
			assert.Equal(t, strings.Join(c.canonical, "\n"), canonical(readers[c.language](c.kind, trace)), name)
			assert.Len(t, Read(c.language, c.kind, trace).Fingerprint(), hexDigits)
		}
	}
}

func TestALanguageThatIsNotToldIsKnownByItsStackTrace(t *testing.T) {
	for name, c := range errorsOf {
		if c.language == "webjs" {
			continue // Firefox's has nothing that only it has
		}
		for _, trace := range c.traces {
			assert.Equal(t, Read(c.language, c.kind, trace).Fingerprint(), Read("", c.kind, trace).Fingerprint(), name)
		}
	}
}

func TestAnotherPlaceTypeOrCauseIsAnotherError(t *testing.T) {
	for name, c := range errorsOf {
		for _, change := range [][2]string{
			{"Pay", "Refund"}, {"pay", "refund"}, {"Error", "Failure"}, {"Exception", "Failure"},
		} {
			changed := strings.ReplaceAll(c.traces[0], change[0], change[1])
			kind := strings.ReplaceAll(c.kind, change[0], change[1])
			if changed == c.traces[0] && kind == c.kind {
				continue
			}
			assert.NotEqual(t, Read(c.language, c.kind, c.traces[0]).Fingerprint(), Read(c.language, kind, changed).Fingerprint(), "%s: %v", name, change)
		}
	}
}

func TestATextOfNoExceptionHasNoFingerprint(t *testing.T) {
	for language := range readers {
		for _, text := range []string{"", "\n\n", " at nowhere", "two words"} {
			assert.Empty(t, Read(language, "", text).Fingerprint(), "%s: %q", language, text)
		}
	}
	assert.Empty(t, Read("ruby", "RuntimeError", "app.rb:10:in `pay': no stock (RuntimeError)").Fingerprint())
}

func TestLongChainsDeepGroupsAndRecursionsAreBounded(t *testing.T) {
	chained := strings.Repeat("Boom\n"+pythonCause+"\n", 1000)
	assert.LessOrEqual(t, strings.Count(canonical(readPython("", chained)), "\n"), longestChain)
	recursion := "goroutine 1 [running]:\n"
	for i := range 1000 {
		recursion += "main.f" + strings.Repeat("a", i%500) + "()\n"
	}
	assert.LessOrEqual(t, strings.Count(canonical(readGo("E", recursion)), "\n"), mostPlaces)
}
