// Package category tells what an error is about, and how bad it is, by the name of its type.
package category

import (
	_ "embed" // the SDK's table
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The categories, severities and types of the SDK: scripts/collector_tables.py writes them from its modules.
//
//go:embed python.json
var sdkFile []byte

var sdk = readSDK()

type sdkTables struct {
	Categories []string          `json:"categories"`
	Severities []string          `json:"severities"`
	Severity   map[string]string `json:"severity"`
	Types      map[string]string `json:"types"`
}

func readSDK() *sdkTables {
	read := &sdkTables{}
	if err := json.Unmarshal(sdkFile, read); err != nil {
		panic("python.json: " + err.Error()) // a fault of the build, seen by every test
	}
	return read
}

// unknown is the category of what no table has.
const unknown = "internal"

// Classifier looks types up: in the site's table first, then in that of the language.
type Classifier struct {
	own        map[string]string
	severities map[string]string
}

// New checks the site's tables: further types (`acme.errors.OutOfStock`, `acme.*`) and their categories, severities by
// category. An error names the option, its value and the fix.
func New(types, severities map[string]string) (*Classifier, error) {
	for _, name := range slices.Sorted(maps.Keys(types)) {
		if err := check("types["+name+"]", types[name], sdk.Categories); err != nil {
			return nil, err
		}
	}
	merged := maps.Clone(sdk.Severity)
	for _, name := range slices.Sorted(maps.Keys(severities)) {
		if err := check("severities", name, sdk.Categories); err != nil {
			return nil, err
		}
		if err := check("severities["+name+"]", severities[name], sdk.Severities); err != nil {
			return nil, err
		}
		merged[name] = severities[name]
	}
	return &Classifier{own: types, severities: merged}, nil
}

func check(option, value string, known []string) error {
	if slices.Contains(known, value) {
		return nil
	}
	return fmt.Errorf("%s: %q is not known: use one of %s", option, value, strings.Join(known, ", "))
}

// Classify returns category and severity of the first of these types that a table has: the error itself, then what it
// came from. What nothing knows is internal.
func (c *Classifier) Classify(language string, types []string) (category, severity string) {
	category = unknown
	for _, name := range types {
		if found := c.find(language, name); found != "" {
			category = found
			break
		}
	}
	return category, c.severities[category]
}

func (c *Classifier) find(language, name string) string {
	if found := lookUp(c.own, name); found != "" {
		return found
	}
	if table, known := otherLanguages[language]; known {
		return lookUp(table, strings.TrimPrefix(name, "*")) // of Go's pointers
	}
	return lookUp(sdk.Types, name)
}

// lookUp returns what a table has for a name, in full or by a package above it, the nearest first.
func lookUp(table map[string]string, name string) string {
	if found := table[name]; found != "" {
		return found
	}
	for dot := strings.LastIndexByte(name, '.'); dot > 0; dot = strings.LastIndexByte(name[:dot], '.') {
		if found := table[name[:dot]+".*"]; found != "" {
			return found
		}
	}
	return ""
}
