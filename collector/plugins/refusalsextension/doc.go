// Package refusalsextension counts what receivers refuse, and writes one line of log for each kind a minute.
//
//go:generate mdatagen metadata.yaml
package refusalsextension
