package redact

// words finds which of many words a text holds, at one look a byte.
type words struct {
	fold  bool
	pairs [1024]uint64 // a bit for each two bytes that a word begins with
	by    map[uint16][]string
}

func newWords(all []string, fold bool) *words {
	w := &words{fold: fold, by: map[uint16][]string{}}
	for _, word := range all {
		pair := uint16(word[0])<<8 | uint16(word[1])
		w.pairs[pair>>6] |= 1 << (pair & 63)
		w.by[pair] = append(w.by[pair], word)
	}
	return w
}

// next returns where the first of the words stands at or behind a place, or -1.
func (w *words) next(text string, from int) int {
	for i := from; i+1 < len(text); i++ {
		a, b := text[i], text[i+1]
		if w.fold {
			a, b = lower(a), lower(b)
		}
		pair := uint16(a)<<8 | uint16(b)
		if w.pairs[pair>>6]&(1<<(pair&63)) == 0 {
			continue
		}
		for _, word := range w.by[pair] {
			if w.stands(text, i, word) {
				return i
			}
		}
	}
	return -1
}

func (w *words) stands(text string, at int, word string) bool {
	if len(text)-at < len(word) {
		return false
	}
	if !w.fold {
		return text[at:at+len(word)] == word
	}
	for i := 2; i < len(word); i++ {
		if lower(text[at+i]) != word[i] {
			return false
		}
	}
	return true
}
