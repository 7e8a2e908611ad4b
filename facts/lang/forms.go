package lang

import _ "embed"

// irregular leads from an irregular form to the stem of its base: "said" to "say".
// It is made by relgen from verb.exc and noun.exc of WordNet 3.0 (Princeton
// University, WordNet licence).
//
//go:embed lists/forms.txt
var irregular List

// common says how often each stem was met in the sense-tagged texts that come with
// WordNet 3.0, as a digit: see Commonness.
//
//go:embed lists/common.txt
var common List

// Commonness is how common a stem is in English: 0 for one that is in the
// dictionary but was never met in WordNet's tagged texts, n for one met about
// 2^(n-1) times, up to 9; -1 for one that is not in the dictionary, such as most
// names and typing errors.
func Commonness(stem string) int {
	if v, ok := common.Find(stem); ok && v != "" {
		return int(v[0] - '0')
	}
	return -1
}
