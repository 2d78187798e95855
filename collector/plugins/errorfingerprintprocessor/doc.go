// Package errorfingerprintprocessor gives exceptions on spans and logs a fingerprint, a category and a severity.
//
//go:generate mdatagen metadata.yaml
package errorfingerprintprocessor
