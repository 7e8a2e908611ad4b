// Package facts is the fact table: what an article says, who said it, and the
// bytes that prove it. It knows nothing of chat, of networks or of databases.
package facts

// A Table holds the facts of one article in the order of the text.
type Table struct {
	Article  *Article
	Facts    []Fact
	Entities []Entity
	Topics   []Topic
	Checks   []Check
	Dropped  int // facts that failed Verify
}

// EntityKind says what sort of thing has a name.
type EntityKind string

// The kinds of entity.
const (
	EntityPerson       EntityKind = "person"
	EntityOrganisation EntityKind = "organisation"
	EntityPlace        EntityKind = "place"
	EntityOther        EntityKind = "other"
)

// Table is the table itself: what asks for the table of an article takes one that is at
// hand as well as a Packed one.
func (t *Table) Table() *Table { return t }

// An Entity is a named person, organisation or place with everything the article
// calls it.
type Entity struct {
	Kind         EntityKind
	Name         string // fullest form in the article
	Role         string
	Organisation string
	Aliases      []string // other names in the article, without pronouns
	Mentions     []Mention
}

// Mention is one place where an article refers to an entity.
type Mention struct {
	Span     Span
	Sentence int
	Pronoun  bool // "he", "her", or a role such as "the president"
}

// A Topic is a noun, person, organisation or place that a reader may ask about.
type Topic struct {
	Name   string     // as people see it: "drones", "Starmer"
	Forms  []string   // lower-case words that mean it, Name's own first: "drones", "drone", "uavs"
	Kind   EntityKind // EntityOther for plain nouns
	Entity int        // index into Table.Entities, or -1
	Facts  []int      // indices into Table.Facts, in the order of the text
}

// A Check is arithmetic that the article's own figures satisfy. It is found by
// trying, never assumed: 138 + 119 + 10 = 267.
type Check struct {
	Total    int   // index into Table.Facts
	Operands []int // indices into Table.Facts, in the order of the text
}
