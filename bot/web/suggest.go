package web

import (
	"net/http"
	"slices"
	"strings"

	"byline/facts"
	"byline/facts/answer"
	"byline/facts/shelf"
	"byline/handlers"
)

// suggestions are what the page's script completes while somebody types: the
// commands in the order of their specs, the topics by how much is known of them.
type suggestions struct {
	Commands []commandHint `json:"commands"`
	Topics   []topicHint   `json:"topics"`
}

type commandHint struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	Args    string   `json:"args,omitempty"`
	Summary string   `json:"summary"`
	Takes   []string `json:"takes,omitempty"` // what the arguments are completed with: "command", "person", "topic" (people included)
}

type topicHint struct {
	Name   string   `json:"name"`
	Forms  []string `json:"forms,omitempty"`
	Person bool     `json:"person,omitempty"`
	Role   string   `json:"role,omitempty"`
	Facts  int      `json:"facts"`
}

// suggested is how many articles, the newest, give topics.
const suggested = 200

func (c *channel) serveSuggestions(w http.ResponseWriter, r *http.Request) {
	out := suggestions{Commands: []commandHint{}, Topics: []topicHint{}}
	for _, spec := range c.specs {
		out.Commands = append(out.Commands, commandHint{spec.Name, spec.Aliases, spec.Args, spec.Summary, takes(spec)})
	}
	sources, err := c.articles.Sources(r.Context(), shelf.Scope{Library: c.library})
	if err != nil {
		c.log.Error("read the articles", "err", err)
	}
	seen := map[string]bool{}
	for table := range answer.Tables(sources[:min(len(sources), suggested)]) {
		for _, topic := range table.Topics {
			if key := strings.ToLower(topic.Name); !seen[key] {
				seen[key] = true
				out.Topics = append(out.Topics, newTopicHint(table, topic))
			}
		}
	}
	slices.SortStableFunc(out.Topics, func(a, b topicHint) int { return b.Facts - a.Facts })
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, http.StatusOK, out)
}

func newTopicHint(table *facts.Table, topic facts.Topic) topicHint {
	hint := topicHint{Name: clean(topic.Name), Forms: topic.Forms, Facts: len(topic.Facts)}
	if topic.Kind == facts.EntityPerson {
		hint.Person = true
		if topic.Entity >= 0 && topic.Entity < len(table.Entities) {
			hint.Role = clean(table.Entities[topic.Entity].Role)
		}
	}
	return hint
}

// takes reads from how help shows a command ("quotes [who or topic]") what to
// complete its arguments with.
func takes(spec handlers.Spec) []string {
	if spec.Args == "" {
		return nil
	}
	words := strings.ToLower(spec.Name + " " + spec.Args)
	var kinds []string
	for _, k := range []struct{ kind, named string }{
		{"command", "command"}, {"person", "who name"}, {"topic", "topic"},
	} {
		for _, word := range strings.Fields(k.named) {
			if strings.Contains(words, word) {
				kinds = append(kinds, k.kind)
				break
			}
		}
	}
	return kinds
}
