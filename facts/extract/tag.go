package extract

import (
	"strings"

	"byline/facts/lang"
)

// class is what a token is in its sentence.
type class uint32

const (
	determiner class = 1 << iota
	possessive       // "his", "'s"
	pronoun          // personal, as subject or object
	noun
	properNoun
	adjective
	adverb
	verb       // any form that is no auxiliary
	finite     // of a verb: can be the verb of a clause
	participle // of a verb: "-ed" used like an adjective or in the passive
	gerund     // "-ing"
	auxiliary  // be, have, do, modals
	preposition
	conjunction
	subordinator // that, if, because, while
	relative     // who, which
	infinitive   // "to" before a verb
	negation
	numeral
	punctuation
	mark
)

// closedClass is the word class of function words.
func closedClass(w string) class {
	switch w {
	case "a", "an", "the", "this", "these", "those", "every", "each", "some", "any", "no", "another", "all", "both", "either", "neither", "such", "many", "much", "few", "several", "most", "more", "other", "less", "own", "same":
		return determiner
	case "my", "your", "his", "its", "our", "their", "whose":
		return possessive
	case "her":
		return possessive | pronoun
	case "i", "me", "we", "us", "you", "he", "him", "she", "it", "they", "them",
		"mine", "hers", "theirs", "ours", "yours", "anyone", "anybody", "anything", "someone", "somebody", "something", "everyone", "everybody", "everything", "nobody", "nothing", "others", "one", "there":
		return pronoun
	case "himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself":
		return adverb // "the director herself said": they stand for nobody new
	case "am", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "have", "has", "had", "having", "can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought", "cannot",
		"don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't", "wouldn't", "can't", "couldn't", "shouldn't", "haven't", "hasn't", "hadn't":
		return auxiliary
	case "and", "or", "but", "nor", "yet", "plus":
		return conjunction
	case "that", "if", "unless", "although", "though", "because", "while", "whereas", "whether", "until", "till", "than", "as", "since", "once", "so", "when", "where", "why", "how", "what", "whatever", "whichever":
		return subordinator
	case "who", "whom", "which", "whoever":
		return relative
	case "not", "never", "n't":
		return negation | adverb
	case "to", "of", "in", "on", "at", "by", "for", "with", "from", "into", "onto", "upon", "about", "above", "across", "after", "against", "along", "amid", "among", "amongst", "around", "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond",
		"despite", "down", "during", "except", "inside", "like", "near", "off", "out", "outside", "over", "past", "per", "through", "throughout", "toward", "towards", "under", "underneath", "up", "via", "within", "without":
		return preposition
	}
	return adverb
}

// classes gives every token a word class from what the lexicon allows and what
// stands before and behind it, in one pass from left to right.
func (d *doc) classes() {
	for i, t := range d.toks {
		d.class[i] = d.classify(i, t)
	}
}

func (d *doc) classify(i int, t lang.Token) class {
	switch t.Kind {
	case lang.Mark:
		return mark
	case lang.Punct:
		return punctuation
	case lang.Number:
		return numeral
	case lang.Clitic:
		return d.clitic(i, t)
	}
	w, tags := t.Word.Lower, t.Word.Tags
	if d.nameOf[i] >= 0 {
		return properNoun | noun
	}
	if d.word(i).number {
		return numeral
	}
	if tags&lang.Function != 0 || strings.HasSuffix(w, "n't") {
		return d.function(i, w)
	}
	if tags&lang.Known == 0 {
		return unknownClass(w)
	}
	if (w == "last" || w == "next" || w == "past") && d.after(i)&(numeral|noun) != 0 {
		return adjective
	}
	prev, next := d.before(i), d.after(i)
	return d.open(i, tags, prev, next)
}

func (d *doc) clitic(i int, t lang.Token) class {
	switch t.Word.Lower {
	case "'s":
		// "Kyiv's drones" or "it's late": a pronoun before it, or a word behind it
		// that cannot begin a noun phrase, makes it a verb
		if d.isClass(i-1, pronoun|subordinator|relative) && !d.is(i-1, "one") {
			return auxiliary
		}
		if d.isClass(i-1, adverb) {
			return auxiliary
		}
		switch closedClass(d.lower(i + 1)) {
		case determiner, negation | adverb:
			return auxiliary
		}
		return possessive
	}
	return auxiliary
}

func (d *doc) function(i int, w string) class {
	c := closedClass(w)
	switch w {
	case "to":
		if d.is(i-1, "according") || d.is(i-1, "due") || d.is(i-1, "thanks") {
			return preposition
		}
		if d.is(i-1, "not") && d.tags(i+1)&lang.Verb != 0 {
			return infinitive
		}
		if d.tags(i+1)&lang.Verb != 0 && d.tags(i+1)&(lang.Past|lang.ThirdS|lang.Gerund) == 0 && (d.tags(i+1)&lang.MostlyNoun == 0 || d.isClass(i-1, verb)) || closedClass(d.lower(i+1)) == auxiliary {
			return infinitive
		}
	case "that":
		// "that day" or "said that he": a noun right behind it makes it a determiner
		if next := d.tags(i + 1); next&lang.Noun != 0 && next&(lang.Plural|lang.Function|lang.MostlyVerb) == 0 && d.nameless(i+1) && !d.isClass(i-1, verb) && !(d.isClass(i-1, noun) && closedClass(d.lower(i+2)) == auxiliary) {
			return determiner
		}
	case "her":
		if next := d.tags(i + 1); next&(lang.Noun|lang.Adjective) != 0 && next&lang.Function == 0 {
			return possessive
		}
		return pronoun
	case "most", "more", "less":
		if next := d.tags(i + 1); next&(lang.Adjective|lang.Adverb) != 0 && next&(lang.Noun|lang.Function) == 0 || d.is(i+1, "recent") {
			return adverb
		}
	case "under":
		if d.is(i+1, "secretary") || d.is(i+1, "secretaries") {
			return adjective
		}
	case "no":
		if !d.isWord(i + 1) {
			return adverb
		}
	case "all", "many", "some", "several", "few", "both", "each", "any", "another", "this", "these", "those", "such", "much", "either", "neither":
		if n := d.lower(i + 1); closedClass(n) == auxiliary || n == "of" || !d.isWord(i+1) && d.kind(i+1) != lang.Number || d.tags(i+1)&lang.MostlyVerb != 0 && d.tags(i+1)&lang.Noun == 0 {
			return pronoun
		}
	}
	return c
}

func (d *doc) kind(i int) lang.Kind {
	if i < 0 || i >= len(d.toks) {
		return lang.Punct
	}
	return d.toks[i].Kind
}

func (d *doc) isWord(i int) bool { return i < len(d.toks) && d.toks[i].Kind == lang.Word }

// nameless reports whether token i belongs to no name.
func (d *doc) nameless(i int) bool { return i < len(d.toks) && d.nameOf[i] < 0 }

// unknownClass guesses from the ending.
func unknownClass(w string) class {
	switch {
	case strings.HasSuffix(w, "ly"):
		return adverb
	case strings.HasSuffix(w, "ing") && len(w) > 5:
		return verb | gerund
	case strings.HasSuffix(w, "ed") && len(w) > 4:
		return verb | finite | participle
	case strings.Contains(w, "-"):
		return adjective
	}
	return noun
}

// before is the class of the nearest token to the left that is neither a mark nor
// an adverb.
func (d *doc) before(i int) class {
	for j := i - 1; j >= 0 && d.sentOf[j] == d.sentOf[i]; j-- {
		if c := d.class[j]; c&(mark|adverb) == 0 {
			return c
		}
	}
	return 0
}

// wordBefore is the nearest token to the left that is neither a mark nor an adverb.
func (d *doc) wordBefore(i int) int {
	for i--; i >= 0 && d.class[i]&(mark|adverb) != 0; i-- {
	}
	return i
}

// after is what a token to the right can be, as far as it shows without context.
func (d *doc) after(i int) class {
	for j := i + 1; j < len(d.toks) && d.sentOf[j] == d.sentOf[i]; j++ {
		t := d.toks[j]
		switch {
		case t.Kind == lang.Mark:
			continue
		case t.Kind == lang.Punct:
			return punctuation
		case t.Kind == lang.Number:
			return numeral
		case t.Kind == lang.Clitic:
			return possessive
		case d.nameOf[j] >= 0:
			return properNoun
		case t.Word.Tags&lang.Function != 0:
			return closedClass(t.Word.Lower)
		case t.Word.Tags&lang.Noun != 0:
			return noun
		case t.Word.Tags&lang.Adjective != 0:
			return adjective
		case t.Word.Tags&lang.Verb != 0:
			return verb
		}
		return noun
	}
	return punctuation
}

// open decides between noun, verb, adjective and adverb.
func (d *doc) open(i int, tags lang.Tags, prev, next class) class {
	asVerb := verb
	switch {
	case tags&lang.Gerund != 0:
		asVerb |= gerund
	case tags&lang.Past != 0:
		asVerb |= finite | participle
	default:
		asVerb |= finite
	}
	nominal := prev&(determiner|possessive|adjective|numeral|preposition) != 0
	canNoun, canVerb, canAdj := tags&lang.Noun != 0, tags&lang.Verb != 0, tags&lang.Adjective != 0
	switch {
	case tags&lang.Adverb != 0 && !canNoun && !canVerb && !canAdj:
		return adverb
	case tags&lang.Adverb != 0 && !canNoun && !canVerb && next&(noun|properNoun) == 0:
		return adverb
	case tags&lang.Past != 0 && prev&auxiliary != 0:
		return asVerb
	case tags&lang.Past != 0 && nominal && d.tags(i+1)&lang.Past != 0 && d.word(i+1).level && d.is(i-1, "of"): // "the number of injured rose"
		return noun
	case tags&lang.Past != 0 && nominal:
		if next&(noun|adjective|properNoun) != 0 {
			return adjective
		}
		if canNoun && prev&(determiner|possessive|adjective) != 0 || prev&determiner != 0 && next&(noun|adjective) == 0 || d.is(i-1, "of") && next&(verb|auxiliary|punctuation|conjunction) != 0 {
			return noun // "the number of injured rose"
		}
		return asVerb
	case tags&lang.Past != 0 && prev&verb != 0 && d.speaks(i-1) && next&(noun|properNoun) != 0: // "said retired teacher Maureen Pugh"
		return adjective
	case tags&lang.Past != 0:
		if canAdj && prev&(verb|auxiliary) == 0 && next&noun != 0 && prev&(noun|pronoun|properNoun) == 0 && !d.speaks(i) {
			return adjective
		}
		return asVerb
	case tags&lang.Gerund != 0:
		if nominal && next&(noun|properNoun) != 0 && prev&preposition == 0 {
			return adjective
		}
		if canNoun && (prev&(determiner|possessive|adjective) != 0 || prev&(noun|properNoun) != 0 && d.determined(i) && (d.word(i).channel || !d.speaks(i))) {
			return noun
		}
		return asVerb
	case tags&lang.ThirdS != 0 && d.speaks(i) && i > 0 && (d.class[i-1]&mark != 0 && !d.toks[i-1].Space || d.isDash(i-1)): // `," says the mayor`
		return asVerb
	case canVerb && prev&auxiliary != 0 && isBe(d.lower(d.wordBefore(i))): // a bare verb never follows "is"
		if canAdj {
			return adjective
		}
		return noun
	case canAdj && next&(noun|properNoun) != 0 && (!canVerb || nominal) && (tags&lang.MostlyNoun == 0 || !canNoun):
		return adjective
	case canNoun && nominal && prev&preposition == 0:
		return noun
	case canVerb && prev&(infinitive|auxiliary|pronoun|relative) != 0 && (tags&lang.MostlyNoun == 0 || prev&(infinitive|pronoun|relative) != 0):
		return asVerb
	case canNoun && canVerb && prev&(noun|properNoun) != 0:
		return d.nounOrVerb(i, tags, next, asVerb)
	case canNoun && canVerb && prev&preposition != 0:
		return noun
	case canVerb && !canNoun && (!canAdj || tags&lang.MostlyAdjective == 0):
		return asVerb
	case canVerb && canNoun && tags&lang.MostlyVerb != 0 && prev&(punctuation|conjunction) != 0 && tags&lang.ThirdS == 0 && next&(determiner|possessive|pronoun|preposition|infinitive) != 0:
		return asVerb
	case canNoun:
		return noun
	case canAdj:
		return adjective
	case canVerb:
		return asVerb
	}
	return adverb
}

func (d *doc) isPreposition(i int) bool { return closedClass(d.lower(i)) == preposition }

// timeFollows reports whether "this year" or the like begins at token i.
func (d *doc) timeFollows(i int) bool {
	return (d.is(i, "this") || d.is(i, "last") || d.is(i, "next") || d.is(i, "each") || d.is(i, "every")) && d.tags(i+1)&lang.Time != 0
}

// unchanged knows verbs whose past tense is spelt like their base.
func unchanged(w string) bool {
	switch w {
	case "put", "cut", "hit", "set", "let", "shut", "cost", "hurt", "read", "quit", "beat", "spread", "split", "bet", "shed":
		return true
	}
	return false
}

// behindQuotation reports whether only a noun phrase stands between token i and the
// closing mark before it: `," the document states,`.
func (d *doc) behindQuotation(i int) bool {
	for j := i - 1; j >= 0 && j > i-8; j-- {
		switch c := d.class[j]; {
		case c&mark != 0:
			return !d.toks[j].Space
		case c&(noun|adjective|determiner|possessive) == 0:
			return false
		}
	}
	return false
}

// determined reports whether a determiner opens the run of nouns before token i: "a
// Facebook posting".
func (d *doc) determined(i int) bool {
	for j := i - 1; j >= 0 && d.sentOf[j] == d.sentOf[i]; j-- {
		if d.class[j]&(noun|properNoun|adjective) == 0 {
			return d.class[j]&(determiner|possessive) != 0
		}
	}
	return false
}

// nounOrVerb judges "claims", "plans", "talks" behind a noun: a verb when what
// follows can be its object or clause, and the number agrees.
func (d *doc) nounOrVerb(i int, tags lang.Tags, next, asVerb class) class {
	plural := d.tags(i-1)&lang.Plural != 0 && d.nameAt(i-1) < 0
	switch {
	case unchanged(d.lower(i)) && next&(determiner|possessive|pronoun) != 0: // "the Red Cross put the figure"
		return asVerb
	case tags&(lang.ThirdS|lang.Plural) == 0 && isParticle(d.lower(i+1)) && d.isPreposition(i+2): // "achievements … stack up against"
		return asVerb
	case tags&lang.MostlyNoun != 0 && (d.timeFollows(i+1) || tags&lang.ThirdS != 0 && strings.Contains(d.word(i-1).gazetteer, "d")): // "Chinese companies"
		return noun
	case next&punctuation != 0 && tags&lang.ThirdS != 0 && d.speaks(i) && !plural && (tags&lang.MostlyVerb != 0 || d.behindQuotation(i)):
		return asVerb
	case tags&lang.ThirdS != 0 && !plural && next&(determiner|possessive|pronoun|subordinator|infinitive|negation) != 0:
		return asVerb
	case tags&lang.ThirdS != 0 && d.nameAt(i-1) >= 0 && d.word(i).cue != "" && next&(noun|adjective|properNoun) != 0:
		return asVerb
	case tags&lang.ThirdS != 0 && !plural && tags&lang.MostlyVerb != 0 && next&(properNoun|numeral|adverb|preposition) != 0:
		return asVerb
	case tags&lang.MostlyNoun != 0 && next&preposition != 0:
		return noun
	case tags&(lang.ThirdS|lang.Plural) == 0 && plural && next&(determiner|possessive|pronoun|subordinator|infinitive|properNoun|negation|noun|adjective|preposition) != 0:
		return asVerb
	}
	return noun
}
