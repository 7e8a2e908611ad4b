package answer

import "testing"

func TestWeightsFile(t *testing.T) {
	w, err := readWeights(weightsFile)
	if err != nil {
		t.Fatal(err)
	}
	if w.rank[fCover] <= 0 {
		t.Errorf("words met weigh %v", w.rank[fCover])
	}
	sure, unsure := w.sure.usual, w.sure.usual
	sure[dFar], unsure[dFar] = 0, 1
	if a, b := w.sure.confidence(&sure), w.sure.confidence(&unsure); a <= b {
		t.Errorf("confidence %.2f with the words, %.2f without", a, b)
	}
	for _, bad := range []string{"rank nonsense 1", "rank cover", "rank cover one", "cover 1", "tree", "tree cover<0.5 =1", "tree cover<0.5 =1 =2 =3", "tree nonsense<1 =1 =2", "tree cover<x =1 =2"} {
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

// A tree is read as it is written, the branch below the cut first.
func TestForest(t *testing.T) {
	w, err := readWeights("sure base 0.5\ntree cover<0.5 =-1 far<0.25 =2 =1\ntree near<0.1 =0.25 =0\nusual cover 0.6")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ cover, far, near, odds float64 }{
		{0.4, 0, 1, -0.5},
		{0.5, 0, 1, 2.5},
		{0.9, 0.25, 0, 1.75},
	} {
		d := doubts{dCover: c.cover, dFar: c.far, dNear: c.near}
		if got := w.sure.odds(&d); got != c.odds {
			t.Errorf("odds %v with cover %v, far %v, near %v, want %v", got, c.cover, c.far, c.near, c.odds)
		}
	}
	d := doubts{dCover: 0.4, dNear: 1}
	if got := w.sure.reasons(&d)[dCover]; got != -3 {
		t.Errorf("cover 0.4 against the usual 0.6 moves the odds by %v, want -3", got)
	}
}
