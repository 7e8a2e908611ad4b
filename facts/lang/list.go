package lang

import "strings"

// A List is a word list kept as text: lines sorted bytewise, each a lower-case key
// and, behind a tab, an optional value. Lines that begin with '#' are comments. A
// list costs nothing to load, since a look-up searches the text itself.
type List string

// Find is the value of a key, and whether the list has the key.
func (l List) Find(key string) (value string, ok bool) {
	s := string(l)
	lo, hi := 0, len(s)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		start := strings.LastIndexByte(s[lo:mid], '\n') + 1 + lo
		end := len(s)
		if n := strings.IndexByte(s[mid:], '\n'); n >= 0 {
			end = mid + n
		}
		k, v, _ := strings.Cut(s[start:end], "\t")
		switch {
		case k == key:
			return v, key != ""
		case k < key:
			lo = min(end+1, hi)
		default:
			hi = start
		}
	}
	return "", false
}

// Has reports whether the list has the key.
func (l List) Has(key string) bool {
	_, ok := l.Find(key)
	return ok
}

// Each calls f for every entry in order.
func (l List) Each(f func(key, value string)) {
	for line := range strings.Lines(string(l)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, _ := strings.Cut(line, "\t")
		f(key, value)
	}
}
