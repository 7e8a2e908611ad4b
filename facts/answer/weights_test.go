package answer

import "testing"

func TestWeightsFile(t *testing.T) {
	w, err := readWeights(weightsFile)
	if err != nil {
		t.Fatal(err)
	}
	if w.rank[fCover] <= 0 || w.sure[dUnknown] >= 0 {
		t.Errorf("words met weigh %v, unknown words %v", w.rank[fCover], w.sure[dUnknown])
	}
	for _, bad := range []string{"rank nonsense 1", "rank cover", "rank cover one", "cover 1"} {
		if _, err := readWeights(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// Every feature has a name of its own: the weights file is keyed by them.
func TestFeatureNames(t *testing.T) {
	for _, names := range [][]string{RankNames(), SureNames(), ShortNames()} {
		seen := map[string]bool{}
		for i, n := range names {
			if n == "" || seen[n] {
				t.Errorf("feature %d has the name %q", i, n)
			}
			seen[n] = true
		}
	}
}
