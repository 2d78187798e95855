// Package fingerprint tells which errors are the same error, from the stack trace that was sent with them.
//
// docs/fingerprint.md specifies it for Python, where the SDK computes the same value; other languages have their own
// readers, and share the form that is hashed.
package fingerprint

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
)

const (
	longestChain = 16
	mostPlaces   = 64
	hexDigits    = 16
)

// raised is an exception: its type, the places it came through from the outermost in, its members if it is a group.
type raised struct {
	kind    string
	places  []string
	members []chain
}

// chain is the exception that was seen, then what it came from, to the first one.
type chain []raised

// Told is what a stack trace tells.
type Told struct {
	// Language is the one that was given, or the one that the stack trace shows.
	Language Language
	chain    chain
}

// Read reads a stack trace. kind is the type of the exception, for languages whose stack traces do not tell it.
func Read(language Language, kind, trace string) Told {
	if readers[language] == nil {
		guessed, sure := guess(trace)
		if !sure && language != "" {
			return Told{Language: language} // a language whose stack traces nobody here can read
		}
		language = guessed
	}
	return Told{Language: language, chain: readers[language](kind, trace)}
}

// Fingerprint returns 16 hexadecimal digits, or nothing where the stack trace names no exception.
func (t Told) Fingerprint() string {
	if len(t.chain) == 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(canonical(t.chain)))
	return hex.EncodeToString(sum[:])[:hexDigits]
}

// Types returns the type of the exception, then those of what it came from.
func (t Told) Types() []string {
	types := make([]string, 0, len(t.chain))
	for _, one := range t.chain[:min(len(t.chain), longestChain)] {
		types = append(types, one.kind)
	}
	return types
}

// canonical returns what is hashed: the error first, then each cause.
func canonical(told chain) string {
	var lines []string
	for _, one := range told[:min(len(told), longestChain)] {
		lines = append(lines, "error "+one.kind)
		for _, place := range once(one.places) {
			lines = append(lines, "at "+place)
		}
		lines = append(lines, membersOf(one)...)
	}
	return strings.Join(lines, "\n")
}

func membersOf(group raised) []string {
	var members, lines []string
	for _, member := range group.members {
		members = append(members, canonical(member))
	}
	slices.Sort(members)
	for _, member := range slices.Compact(members) {
		for line := range strings.SplitSeq(member, "\n") {
			lines = append(lines, "| "+line)
		}
	}
	return lines
}

// once returns each place where it comes first, since a recursion is as deep as the stack allows; the last of them.
func once(places []string) []string {
	seen := make(map[string]bool, len(places))
	var kept []string
	for _, place := range places {
		if !seen[place] {
			seen[place] = true
			kept = append(kept, place)
		}
	}
	return kept[max(0, len(kept)-mostPlaces):]
}

var id = regexp.MustCompile(`0x[0-9A-Fa-f]+|[0-9A-Fa-f]{8,}|[0-9]{3,}`)

// withoutIDs replaces addresses, hashes, and numbers of three digits and more.
func withoutIDs(name string) string {
	return id.ReplaceAllStringFunc(name, func(match string) string {
		if strings.ContainsAny(match, "0123456789") {
			return "#"
		}
		return match
	})
}

// lastParts returns the last parts of a path, without empty ones and `.`, each made lasting.
func lastParts(path string, lasting func(string) string) string {
	var parts []string
	for part := range strings.SplitSeq(path, "/") {
		if part != "" && part != "." {
			parts = append(parts, part)
		}
	}
	parts = parts[max(0, len(parts)-2):]
	for i := range parts {
		parts[i] = lasting(parts[i])
	}
	return strings.Join(parts, "/")
}

// linesOf divides a text; a carriage return before a line feed belongs to the line's end.
func linesOf(text string) []string {
	return strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}
