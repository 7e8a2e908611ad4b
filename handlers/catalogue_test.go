package handlers

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/shelf"
	"byline/handlers/handlerstest"
)

// A packed is a source that counts how often it is asked for its table.
type packed struct {
	table *facts.Table
	asked int
}

func (p *packed) Table() *facts.Table {
	p.asked++
	return p.table
}

// stock is a library of packed articles.
type stock struct{ sources []answer.Source }

func (s *stock) Sources(context.Context, shelf.Scope) ([]answer.Source, error) { return s.sources, nil }
func (s *stock) Ask(context.Context, shelf.Scope, string, answer.Answer) (answer.Answer, error) {
	return answer.Answer{}, nil
}
func (s *stock) Explain(context.Context, shelf.Scope, answer.Answer) ([]string, error) {
	return nil, nil
}

// asked is how many articles were looked at, and how often altogether, since the last call.
func (s *stock) asked() (articles, times int) {
	for _, one := range s.sources {
		p := one.(*packed)
		if p.asked > 0 {
			articles++
		}
		times += p.asked
		p.asked = 0
	}
	return articles, times
}

// Whoever asks while articles come gets an answer from those that there were.
func TestGrowingLibrary(t *testing.T) {
	l := &growing{}
	l.sources.Store(&[]answer.Source{harbourTable(100)})
	router := New(l)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for n := range 20 {
				if i == 0 {
					more := append([]answer.Source{harbourTable(101 + n)}, *l.sources.Load()...)
					l.sources.Store(&more)
				}
				r, ok := router.Handle(t.Context(), Request{Text: "!boats", Channel: fmt.Sprint(i), Library: "l"})
				if !ok || !strings.HasPrefix(r.Heading, "Boats") {
					t.Errorf("answered %q", r.Answer)
				}
			}
		})
	}
	wg.Wait()
}

// growing is a library that gets other articles while it is asked.
type growing struct {
	stock
	sources atomic.Pointer[[]answer.Source]
}

func (g *growing) Sources(context.Context, shelf.Scope) ([]answer.Source, error) {
	return *g.sources.Load(), nil
}

// harbourTable is an article about a harbour with so many boats.
func harbourTable(n int) *facts.Table {
	text := fmt.Sprintf("Harbour master Ida Holm said that %d boats were sold on Monday.", n)
	b := handlerstest.Read(fmt.Sprint("harbour ", n), text)
	ida := b.Person("Ida Holm", "harbour master", "")
	boats := b.Figure(fmt.Sprint(n), "boats", "sold", text, nil)
	b.Topic(facts.EntityOther, -1, []int{boats}, "boats", "boat")
	b.Topic(facts.EntityPerson, ida, nil, "Ida Holm")
	return b.Table()
}

// Of a large library a reply looks at the newest articles only, and says so; one article
// more lets the others be.
func TestLargeLibrary(t *testing.T) {
	const articles = 3 * maxOpened
	s := &stock{}
	for n := range articles {
		s.sources = append(s.sources, &packed{table: harbourTable(100 + n)})
	}
	router := New(s)
	say := func(text string) Reply {
		t.Helper()
		r, ok := router.Handle(t.Context(), Request{Text: text, Channel: "c", Library: "l", Direct: true})
		if !ok {
			t.Fatalf("%s is not answered", text)
		}
		return r
	}
	say("!topics")
	if n, times := s.asked(); n != articles || times != articles {
		t.Errorf("the catalogue looked at %d articles, %d times", n, times)
	}
	say("!topics")
	if n, _ := s.asked(); n != 0 {
		t.Errorf("the same catalogue looked at %d articles again", n)
	}
	for _, text := range []string{"!boats", "!figures", "!figures boats", "!who", "!check", "!quotes boats"} {
		r := say(text)
		if n, _ := s.asked(); n == 0 || n > maxOpened {
			t.Errorf("%s looked at %d articles", text, n)
		}
		if !strings.Contains(strings.Join(r.Notes, "\n"), "This is from the newest 50 of 150 articles.") {
			t.Errorf("%s does not say of how many articles it tells: %q", text, r.Notes)
		}
	}
	if r := say("!boats"); !strings.Contains(r.Heading, "150 articles") {
		t.Errorf("the heading is %q", r.Heading)
	}
	s.asked()
	say("!compare boats")
	if n, _ := s.asked(); n != articles {
		t.Errorf("%d articles were compared", n)
	}

	oldest := s.sources[articles-1].Table().Facts[0].ID
	s.asked()
	if r := say("!source " + oldest); len(r.Sources) != 1 || !strings.Contains(r.Sources[0].Text, "249 boats") {
		t.Errorf("the oldest fact is %q", r.Answer)
	}
	if n, _ := s.asked(); n != 1 {
		t.Errorf("one fact's id made %d articles be looked at", n)
	}

	s.sources = append([]answer.Source{&packed{table: harbourTable(99)}}, s.sources...)
	if r := say("!topics"); !strings.Contains(r.Answer, "boats") {
		t.Errorf("answered %q", r.Answer)
	}
	if n, times := s.asked(); n != 1 || times != 1 {
		t.Errorf("one article more made %d be looked at, %d times", n, times)
	}
}
