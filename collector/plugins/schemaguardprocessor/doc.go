// Package schemaguardprocessor keeps metrics to the registry that they are defined in.
//
//go:generate mdatagen metadata.yaml
package schemaguardprocessor
