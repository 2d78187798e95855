module otelkit/tools/crds

go 1.26.8

// Not built: their custom resource definitions are what deploy/kubernetes is checked with.
require (
	github.com/cert-manager/cert-manager v1.17.2
	github.com/open-telemetry/opentelemetry-operator v0.140.0
	github.com/prometheus-operator/prometheus-operator v0.85.0
)
