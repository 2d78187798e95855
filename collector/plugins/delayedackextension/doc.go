// Package delayedackextension lets a backend's yes count only after the backend has lived on for a while.
//
//go:generate mdatagen metadata.yaml
package delayedackextension
