package redact

// words finds which of many words a text holds, at one look a byte.
type words struct {
	fold  bool
	pairs [1024]uint64  // a bit for each two bytes that a word begins with, in each case that counts
	by    [256][]string // and the words by the first of them
}

func newWords(all []string, fold bool) *words {
	w := &words{fold: fold}
	for _, word := range all {
		for _, a := range w.cases(word[0]) {
			w.by[a] = append(w.by[a], word)
			for _, b := range w.cases(word[1]) {
				pair := uint16(a)<<8 | uint16(b)
				w.pairs[pair>>6] |= 1 << (pair & 63)
			}
		}
	}
	return w
}

// cases returns a byte of a word in each form that it may have in a text.
func (w *words) cases(b byte) []byte {
	if w.fold && isLower(b) {
		return []byte{b, upper(b)}
	}
	return []byte{b}
}

// next returns where the first of the words stands at or behind a place, or -1.
func (w *words) next(text string, from int) int {
	if from >= len(text) {
		return -1
	}
	pair := uint16(text[from])
	for i := from + 1; i < len(text); i++ {
		pair = pair<<8 | uint16(text[i])
		if w.pairs[pair>>6]&(1<<(pair&63)) == 0 {
			continue
		}
		for _, word := range w.by[text[i-1]] {
			if w.stands(text, i-1, word) {
				return i - 1
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
	for i := 1; i < len(word); i++ {
		if lower(text[at+i]) != word[i] {
			return false
		}
	}
	return true
}
