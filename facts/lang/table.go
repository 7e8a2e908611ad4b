package lang

import "strings"

// A table is an embedded list of "key value" lines, sorted by key. Looking a key
// up reads the embedded bytes: nothing is parsed at start, nothing is allocated.
// Lines that begin with # stand at the top and say where the list comes from.
type table string

// find returns the rest of the line that begins with key.
func (t table) find(key string) (string, bool) {
	if key == "" || key[0] == '#' {
		return "", false
	}
	lo, hi := 0, len(t)
	for lo < hi {
		start := (lo + hi) / 2
		if at := strings.LastIndexByte(string(t[lo:start]), '\n'); at >= 0 {
			start = lo + at + 1
		} else {
			start = lo
		}
		end := start + strings.IndexByte(string(t[start:hi]), '\n')
		if end < start {
			end = hi
		}
		line := string(t[start:end])
		have, rest, _ := strings.Cut(line, " ")
		switch {
		case have == key:
			return rest, true
		case have < key || line == "" || line[0] == '#':
			lo = min(end+1, hi)
		default:
			hi = start
		}
	}
	return "", false
}
