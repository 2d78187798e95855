// Package tenantguardextension lets a request in as the tenant of its credentials, within that tenant's limits.
//
//go:generate mdatagen metadata.yaml
package tenantguardextension
