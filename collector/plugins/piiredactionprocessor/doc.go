// Package piiredactionprocessor takes personal data and secrets out of traces, logs and metrics.
//
//go:generate mdatagen metadata.yaml
package piiredactionprocessor
