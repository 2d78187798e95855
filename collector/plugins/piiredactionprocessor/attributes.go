package piiredactionprocessor

import (
	"strconv"
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"otelkit/piiredactionprocessor/internal/redact"
)

// The places in which something is found, as the SDK counts them.
const (
	onAttribute = "attribute"
	inBody      = "body"
	inException = "exception"
	inStack     = "stack"
	inURL       = "url"
	inBaggage   = "baggage"
)

// As many attributes of one map as get a new name; further ones with something to redact in their name are dropped.
const mostRenamed = 1000

// tally is how often a kind was found on a surface.
type tally struct{ kind, surface string }

// pass redacts one request, and counts what it found.
type pass struct {
	rules   *redact.Rules
	keys    *redact.Keys
	counts  map[tally]int64
	surface string
	budget  int
	found   func(kind string)
	reader  *redact.Reader
	before  [mostPlaces]place
	last    string // text beside the attributes in which nothing was found
}

func newPass(rules *redact.Rules, keys *redact.Keys) *pass {
	p := &pass{rules: rules, keys: keys, reader: rules.Reader()}
	p.found = func(kind string) {
		if p.counts == nil {
			p.counts = map[tally]int64{}
		}
		p.counts[tally{kind: kind, surface: p.surface}]++
	}
	return p
}

// text redacts a text that is not an attribute.
func (p *pass) text(text, surface string, set func(string)) {
	if text == "" || text == p.last {
		return
	}
	p.surface = surface
	if redacted := p.reader.Text(text, p.found); redacted != text {
		set(redacted)
	} else {
		p.last = text
	}
}

// done forgets the request, so that its texts need not be kept for it.
func (p *pass) done() {
	p.counts, p.last = nil, ""
	clear(p.before[:])
}

// attributes redacts a map of attributes and whatever is nested in it.
func (p *pass) attributes(attributes pcommon.Map) {
	p.budget = redact.MostValues
	renamed, index := false, 0
	for name, value := range attributes.All() {
		here := p.place(index, name)
		p.surface = here.surface
		if here.searched && value.Type() == pcommon.ValueTypeStr {
			p.searched(here, value)
		} else {
			renamed = p.entry(here.key, name, value, redact.Deepest) || renamed
		}
		index++
	}
	if renamed {
		p.rename(attributes)
	}
}

// body redacts the body of a log record.
func (p *pass) body(body pcommon.Value) {
	p.budget, p.surface = redact.MostValues, inBody
	p.value(body, redact.Deepest+1)
}

func surfaceOf(name string) string {
	switch {
	case name == "exception.message":
		return inException
	case name == "exception.stacktrace":
		return inStack
	case strings.HasPrefix(name, "url."), name == "http.url", name == "http.target":
		return inURL
	case name == "baggage", strings.HasPrefix(name, "baggage."):
		return inBaggage
	default:
		return onAttribute
	}
}

// entry redacts one value of a map, and tells whether its name has to change, too.
func (p *pass) entry(key *redact.Key, name string, value pcommon.Value, depth int) (renamed bool) {
	for _, kind := range key.Found {
		p.found(kind)
	}
	switch kind := value.Type(); {
	case key.Kind != "" && kind != pcommon.ValueTypeBool && kind != pcommon.ValueTypeEmpty && kind != pcommon.ValueTypeMap:
		p.mask(value, key.Kind, depth)
	case !key.Allowed:
		p.value(value, depth)
	}
	return key.Name != name
}

// mask puts a mark in the place of a value that is sensitive whatever it looks like, or of each in a list.
func (p *pass) mask(value pcommon.Value, kind string, depth int) {
	p.budget--
	if value.Type() == pcommon.ValueTypeSlice {
		if depth == 0 || p.budget < 0 {
			p.cutOff(value)
			return
		}
		for _, one := range value.Slice().All() {
			p.mask(one, kind, depth-1)
		}
		return
	}
	if masked, changed := p.rules.Masked(value.AsString(), kind); changed {
		p.found(kind)
		value.SetStr(masked)
	}
}

func (p *pass) value(value pcommon.Value, depth int) {
	p.budget--
	switch value.Type() {
	case pcommon.ValueTypeStr:
		if redacted := p.reader.Text(value.Str(), p.found); redacted != value.Str() {
			value.SetStr(redacted)
		}
	case pcommon.ValueTypeInt:
		if number := value.Int(); number >= redact.LongNumber || number <= -redact.LongNumber {
			text := strconv.FormatInt(number, 10)
			if redacted := p.reader.Text(text, p.found); redacted != text {
				value.SetStr(redacted)
			}
		}
	case pcommon.ValueTypeBytes:
		text := string(value.Bytes().AsRaw())
		if redacted := p.reader.Text(text, p.found); redacted != text {
			value.Bytes().FromRaw([]byte(redacted))
		}
	case pcommon.ValueTypeMap, pcommon.ValueTypeSlice:
		if depth == 0 || p.budget < 0 {
			p.cutOff(value)
			return
		}
		p.nested(value, depth-1)
	default: // nothing, truth values and decimals
	}
}

func (p *pass) nested(value pcommon.Value, depth int) {
	if value.Type() == pcommon.ValueTypeSlice {
		for _, one := range value.Slice().All() {
			p.value(one, depth)
		}
		return
	}
	renamed := false
	for name, one := range value.Map().All() {
		renamed = p.entry(p.keys.Of(name), name, one, depth) || renamed
	}
	if renamed {
		p.rename(value.Map())
	}
}

// cutOff gives up what is nested too deep, or beyond what one map of attributes may hold.
func (p *pass) cutOff(value pcommon.Value) {
	p.found(redact.Nesting)
	value.SetStr("[redacted:" + redact.Nesting + "]")
}

// rename gives the redacted names; a second one that became the same gets a number behind it.
func (p *pass) rename(attributes pcommon.Map) {
	type moved struct {
		name  string
		value pcommon.Value
	}
	var all []moved
	taken, numbers := make(map[string]bool, attributes.Len()), map[string]int{}
	attributes.RemoveIf(func(name string, value pcommon.Value) bool {
		redacted := p.keys.Of(name).Name
		unique := redacted
		for taken[unique] {
			numbers[redacted] = max(2, numbers[redacted]+1)
			unique = redacted + "#" + strconv.Itoa(numbers[redacted])
		}
		taken[unique] = true
		if unique != name && len(all) < mostRenamed {
			kept := pcommon.NewValueEmpty()
			value.CopyTo(kept)
			all = append(all, moved{name: unique, value: kept})
		}
		return unique != name
	})
	for _, one := range all {
		one.value.CopyTo(attributes.PutEmpty(one.name))
	}
}
