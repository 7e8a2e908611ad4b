package lang

import "strings"

// A List is a word list kept as text: lines sorted bytewise, each a lower-case key
// and, behind a tab, an optional value. Lines that begin with '#' are comments. A
// list costs nothing to load, since a look-up searches the text itself.
type List string

// Find is the value of a key, and whether the list has the key.
func (l List) Find(key string) (value string, ok bool) {
	if key == "" {
		return "", false
	}
	s := string(l)
	lo, hi := 0, len(s)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		start := mid // of the line that holds mid
		for start > lo && s[start-1] != '\n' {
			start--
		}
		n := 0 // length of what line and key share
		for n < len(key) && start+n < len(s) && s[start+n] == key[n] {
			n++
		}
		at := start + n
		// the line's next byte against the key's; a line's key ends at a tab or newline
		ended := at == len(s) || s[at] == '\t' || s[at] == '\n'
		switch {
		case n == len(key) && ended:
			end := at
			for end < len(s) && s[end] != '\n' {
				end++
			}
			return s[min(at+1, end):end], true
		case n < len(key) && (ended || s[at] < key[n]):
			for at < len(s) && s[at] != '\n' {
				at++
			}
			lo = min(at+1, hi)
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
