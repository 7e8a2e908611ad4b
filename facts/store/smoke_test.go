package store

import ("testing";"context")

func TestSmoke(t *testing.T) {
	s, err := Open(context.Background(), "sqlite://"+t.TempDir()+"/x/a.db")
	if err != nil { t.Fatal(err) }
	c, err := s.EnsureLibrary(t.Context(), "local", Addition{Version: Version{Text: "Hello there"}, Origin: OriginSeed})
	t.Log(c, err)
	r, err := s.Add(t.Context(), "local", []Addition{{Version: Version{Text: "Hello  there", Meta: Meta{URL:"http://a/b"}}}, {Version: Version{Text: "x"}, Announce: "c"}})
	t.Logf("%+v %v", r, err)
	if err := s.Close(); err != nil { t.Fatal(err) }
}
