package handlers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/lang"
)

// A Completion is a value that completes what somebody types.
type Completion struct {
	Label string // for people
	Value string // of the parameter
}

// enoughChoices is from how many choices on typing errors are no longer looked for.
const enoughChoices = 8

// Complete offers values for a parameter of a command, the likeliest first, at most 25; none
// where something fails, since people go on typing meanwhile.
func (r *Router) Complete(ctx context.Context, req Request, command, param, typed string) []Completion {
	i := r.named(plain(strings.TrimLeft(command, prefix)))
	if i < 0 {
		return nil
	}
	p := slices.IndexFunc(r.specs[i].Params, func(p Param) bool { return p.Name == param })
	if p < 0 {
		return nil
	}
	typed = plain(clean(typed[:min(len(typed), maxLabel)]))
	choices := r.specs[i].Params[p].Choices
	switch r.specs[i].Params[p].Suggest {
	case SuggestTopics, SuggestPeople:
		cat, err := r.catalogues.of(ctx, r.narrowed(ctx, req).scope())
		if err != nil {
			return nil
		}
		person := r.specs[i].Params[p].Suggest == SuggestPeople
		return cat.names.completions(typed, func(s *subject) bool { return !person || s.speaks() })
	case SuggestArticles:
		return r.articlesLike(ctx, req, typed)
	case SuggestFeeds:
		return r.feedsLike(ctx, req, typed)
	case SuggestCommands:
		for _, s := range r.specs {
			choices = append(choices, s.Name)
		}
	}
	var all ranking
	for i, c := range choices {
		all.add(likeness(typed, plain(c)), -i, Completion{c, c})
	}
	return all.best()
}

// articlesLike completes the numbers of articles by their titles.
func (r *Router) articlesLike(ctx context.Context, req Request, typed string) []Completion {
	if r.keeper == nil {
		return nil
	}
	entries, titles, err := r.titles.of(ctx, r.keeper, req.Library)
	if err != nil {
		return nil
	}
	var all ranking
	add := func(i, fit int) {
		if fit > 0 {
			number := itoa(entries[i].Number)
			all.add(fit, -i, Completion{number + " · " + titleOf(req.voice, entries[i]), number})
		}
	}
	want := lettersOf(typed)
	for i := range entries {
		if typed == "" && i == maxChoices {
			break
		}
		fit := 0
		if titles[i].letters&want == want {
			fit = begins(typed, titles[i].text)
		}
		if digits(typed) && strings.HasPrefix(itoa(entries[i].Number), typed) {
			fit = whole
		}
		if add(i, fit); fit == whole && len(all) > maxWhole {
			break
		}
	}
	if len(all) < enoughChoices && len(typed) >= 4 {
		for i := range entries {
			if (want&^titles[i].letters).count() <= maxErrors && begins(typed, titles[i].text) == 0 {
				add(i, mistyped(typed, titles[i].text))
			}
		}
	}
	return all.best()
}

// maxWhole is how many titles that begin as what is typed are enough: the newest come first.
const maxWhole = 10 * maxChoices

// feedsLike completes the numbers of feeds by their titles and addresses.
func (r *Router) feedsLike(ctx context.Context, req Request, typed string) []Completion {
	if r.keeper == nil {
		return nil
	}
	feeds, err := r.keeper.Feeds(ctx, req.Library)
	if err != nil {
		return nil
	}
	var all ranking
	for i, f := range feeds {
		number := itoa(i + 1)
		fit := likeness(typed, plain(feedName(f)))
		if strings.HasPrefix(number, typed) || strings.Contains(f.URL, typed) {
			fit = max(fit, inside)
		}
		all.add(fit, -i, Completion{number + " · " + feedName(f), number})
	}
	return all.best()
}

// How well a name fits what is typed, from best to worst.
const (
	erring = 1 + iota // with a typing error
	inside            // a word of it, or all the words, begin so
	whole             // it begins so
)

// begins is how well a name begins with what is typed; 0 where it does not.
func begins(typed, name string) int {
	switch {
	case strings.HasPrefix(name, typed):
		return whole
	case strings.Contains(name, " "+typed):
		return inside
	}
	if !strings.Contains(typed, " ") {
		return 0
	}
	for w := range strings.FieldsSeq(typed) {
		if !strings.HasPrefix(name, w) && !strings.Contains(name, " "+w) {
			return 0
		}
	}
	return inside
}

// mistyped reports whether a word of a name begins as what is typed, with a typing error.
func mistyped(typed, name string) int {
	for rest := name; rest != ""; {
		if nearlyBegins(typed, rest) {
			return erring
		}
		_, rest, _ = strings.Cut(rest, " ")
	}
	return 0
}

// nearlyBegins reports whether a name begins as what is typed with typing errors.
func nearlyBegins(typed, name string) bool {
	limit := lang.TypingErrors(len(typed))
	if limit == 0 || len(name) < len(typed)-limit || typed[0] != name[0] && (len(typed) < 2 || typed[1] != name[0]) {
		return false
	}
	return lang.PrefixDistance(typed, name, limit) <= limit
}

func likeness(typed, name string) int {
	if fit := begins(typed, name); fit > 0 {
		return fit
	}
	return mistyped(typed, name)
}

// A ranking is completions with how well they fit, and how useful they are among equals.
type ranking []ranked

type ranked struct {
	fit, weight int
	Completion
}

func (r *ranking) add(fit, weight int, c Completion) {
	if fit > 0 {
		*r = append(*r, ranked{fit, weight, c})
	}
}

// best is the best completions, shown in as much room as there is.
func (r ranking) best() []Completion {
	slices.SortStableFunc(r, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.fit, a.fit), cmp.Compare(b.weight, a.weight)) })
	var out []Completion
	for _, c := range r {
		if len(out) == maxChoices {
			break
		}
		if labelled(c.Value) == c.Value {
			out = append(out, Completion{labelled(c.Label), c.Value})
		}
	}
	return out
}

// speaks reports whether a subject is somebody: a person, an organisation, or who is quoted.
func (s *subject) speaks() bool {
	return s.person || s.quotes > 0 || s.kind == facts.EntityPerson || s.kind == facts.EntityOrganisation
}

// weight is how much the articles tell of a subject.
func (s *subject) weight() int { return s.size + s.quotes }
