package extract

import (
	"strings"

	"byline/facts"
)

// Interviews in questions and answers: there "I" outside quotations is who is asked.

// questionsOfInterview is how many lines of an interview must be questions.
const questionsOfInterview = 3

// An interview is whom an article asks, and the paragraphs that hold the answers.
type interview struct {
	entity  int // -1 when the article is no interview with one person
	answers []bool
}

// findInterview reads whether the title says that one named person is interviewed and
// enough paragraphs are questions.
func (d *doc) findInterview() {
	d.interview.entity = -1
	if len(d.paras) < 2 {
		return
	}
	questions := 0
	answers := make([]bool, len(d.paras)-1)
	for p := range answers {
		if last := d.paras[p+1] - 1; d.is(last, "?") && d.quoteOf[last] < 0 {
			questions++
		} else {
			answers[p] = questions > 0
		}
	}
	if questions >= questionsOfInterview {
		d.interview = interview{entity: d.interviewed(d.para(0)), answers: answers}
	}
}

// interviewed is the one person with a full name in a title that tells of an interview:
// "Talk of the Day interviews Ann Lee", "Ann Lee: An Interview".
func (d *doc) interviewed(title run) int {
	found, told := -1, false
	for i := title.first; i <= title.last; i++ {
		told = told || strings.HasPrefix(d.lower(i), "interview")
		n := d.nameOf[i]
		if n < 0 || d.names[n].entity < 0 || d.names[n].first != i {
			continue
		}
		e := d.names[n].entity
		if d.entities[e].kind != facts.EntityPerson {
			continue
		}
		if found >= 0 && found != e || d.names[n].len() < 2 || !d.isInterviewed(d.names[n].run, title) {
			return -1
		}
		found = e
	}
	if !told {
		return -1
	}
	return found
}

// isInterviewed reports whether a name stands where the person interviewed does: behind
// "interviews" or "interview with", or first in the title.
func (d *doc) isInterviewed(r run, title run) bool {
	if r.first == title.first {
		return true
	}
	for k := r.first - 1; k >= title.first && k > r.first-5; k-- {
		if strings.HasPrefix(d.lower(k), "interview") {
			return true
		}
		if d.phraseOf[k] >= 0 && d.phraseOf[k] != d.phraseOf[r.first] {
			return false
		}
	}
	return false
}

// answerer is who "I" at token i means in an interview, or -1.
func (d *doc) answerer(i int) int {
	if d.interview.entity < 0 || !d.is(i, "i") || !d.interview.answers[d.paraOf[i]] {
		return -1
	}
	return d.interview.entity
}
