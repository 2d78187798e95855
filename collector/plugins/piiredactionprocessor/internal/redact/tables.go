package redact

import (
	_ "embed" // the tables
	"encoding/json"
	"regexp"
	"slices"
)

// The words, lists and patterns are the SDK's: scripts/collector_tables.py writes them from its modules.
//
//go:embed tables.json
var tablesFile []byte

type prefix struct {
	Prefix string `json:"prefix"`
	Fewest int    `json:"fewest"`
}

type network struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Lengths []int  `json:"lengths"`
}

type namedForm struct {
	Name string `json:"name"`
	Form string `json:"form"`
}

var tables = readTables()

type tableFile struct {
	Kinds      []string `json:"kinds"`
	AllowKeys  []string `json:"allow_keys"`
	MaxLength  int      `json:"max_length"`
	Overlap    int      `json:"overlap"`
	Passes     int      `json:"passes"`
	Truncated  string   `json:"truncated"`
	HashDigits int      `json:"hash_digits"`
	Grouped    []string `json:"grouped"`
	Deepest    int      `json:"deepest"`
	MostValues int      `json:"most_values"`
	LongNumber int64    `json:"long_number"`
	Keys       struct {
		Longest  int               `json:"longest"`
		Suffixes map[string]string `json:"suffixes"`
		Words    map[string]string `json:"words"`
		Tails    []string          `json:"tails"`
	} `json:"keys"`
	Stems          []string          `json:"stems"`
	Prefixes       []prefix          `json:"prefixes"`
	ShortestBearer int               `json:"shortest_bearer"`
	Harmless       []string          `json:"harmless"`
	Roots          []string          `json:"roots"`
	WholeLine      []string          `json:"whole_line"`
	Trailing       string            `json:"trailing"`
	Files          []string          `json:"files"`
	IbanLengths    map[string]int    `json:"iban_lengths"`
	Networks       []network         `json:"networks"`
	Patterns       map[string]string `json:"patterns"`
	ByHand         map[string]string `json:"by_hand"` // what is read by code: only a test looks at them
	NationalIDs    []namedForm       `json:"national_ids"`
}

func readTables() *tableFile {
	read := &tableFile{}
	if err := json.Unmarshal(tablesFile, read); err != nil {
		panic("tables.json: " + err.Error()) // a fault of the build, seen by every test
	}
	return read
}

// pattern finds anywhere, here only at the beginning, whole only from beginning to end.
func pattern(name string) *regexp.Regexp { return regexp.MustCompile(tables.Patterns[name]) }
func here(name string) *regexp.Regexp {
	return regexp.MustCompile(`\A(?:` + tables.Patterns[name] + `)`)
}
func whole(name string) *regexp.Regexp {
	return regexp.MustCompile(`\A(?:` + tables.Patterns[name] + `)\z`)
}

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[word] = true
	}
	return set
}

// Kinds returns what the detectors know, and AllowKeys the names that are not searched by default.
func Kinds() []string     { return slices.Clone(tables.Kinds) }
func AllowKeys() []string { return slices.Clone(tables.AllowKeys) }

// MaxLength is how many characters of a text are kept by default.
func MaxLength() int { return tables.MaxLength }

// Limits of nested values, and the smallest number that is searched.
var (
	Deepest    = tables.Deepest
	MostValues = tables.MostValues
	LongNumber = tables.LongNumber
)

// Nesting stands for what is nested too deep or has too many values.
const Nesting = "nesting"
