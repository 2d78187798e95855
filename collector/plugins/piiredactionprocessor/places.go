package piiredactionprocessor

import (
	"go.opentelemetry.io/collector/pdata/pcommon"

	"otelkit/piiredactionprocessor/internal/redact"
)

// As many attributes of a map have a place of their own; those behind them share the last one.
const mostPlaces = 32

// place is the attribute that was last at a place in a map. The next span has mostly the same ones in the same order,
// and many with the same value: to compare costs less than to look up or to search.
type place struct {
	name    string
	key     *redact.Key
	surface string
	// searched: the name is nothing special, and texts below it are searched.
	searched bool
	// clean is the last text in which nothing was found.
	clean string
}

// place returns the place of an attribute, with what is known of its name.
func (p *pass) place(index int, name string) *place {
	here := &p.before[min(index, mostPlaces-1)]
	if here.key == nil || here.name != name {
		key := p.keys.Of(name)
		special := key.Allowed || key.Kind != "" || key.Name != name || len(key.Found) > 0
		*here = place{name: name, key: key, surface: surfaceOf(name), searched: !special}
	}
	return here
}

// searched redacts a text, unless it is the one that was here before.
func (p *pass) searched(here *place, value pcommon.Value) {
	p.budget--
	text := value.Str()
	if text == here.clean {
		return
	}
	if redacted := p.reader.Text(text, p.found); redacted != text {
		value.SetStr(redacted)
	} else {
		here.clean = text
	}
}
