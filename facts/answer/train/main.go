// Command train learns the weights of facts/answer from annotated questions and
// writes the weights file:
//
//	go run ./facts/answer/train FILE... > facts/answer/weights.txt
//
// A FILE that ends in .jsonl has one passage a line: "text", "genre" and "qas", each with
// "question", "unanswerable" and either "evidence" or "answers" (objects with
// "start" and "end" or "text", in Unicode characters). A FILE that ends in .json is
// a labelled article: "questions" with "question", "source" (verbatim pieces of
// the right sentences) and "answer" (a regular expression of the short answer), or
// "abstain", and "article", a file in articles/ beside it.
// A .jsonl file of questions alone, with "question", "source" and "abstain", belongs
// to the .txt file of the same name, or to the one named by -text.
//
// Beside the unanswerable questions of the files, every third question is asked
// about another article of its set, so that the weights learn what it looks like
// when an article knows nothing of the matter.
//
// The weights in the repository were learned from the development questions of
// SQuAD 2.0, MultiRC and WikiQA, from labelled news articles, from questions on 285 news
// articles more, and from those in facts/answer/testdata.
//
// The figures on standard error are those of five-fold cross-validation by
// document: no question is scored with weights learned from its own document.
package main

import (
	"flag"
	"fmt"
	"log"
	"math"
	"strings"

	"byline/facts/answer"
)

func main() {
	text := flag.String("text", "", "the article of the .jsonl files that have questions only")
	flag.Parse()
	log.SetFlags(0)
	if err := run(*text, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func run(text string, files []string) error {
	var all []asked
	var l loader
	for _, f := range files {
		q, err := l.load(f, text)
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		log.Printf("%s: %d questions", f, len(q))
		all = append(all, q...)
	}
	all = append(all, elsewhere(all)...)
	marked := choices(all)
	first, confidence, shorts := crossValidate(all, marked)
	report(all, first, confidence)
	reportCurve(all, first, confidence)
	reportShort(marked, shorts)
	fmt.Print(weightsText(learn(all, marked, -1)))
	return nil
}

// weightsText writes weights in the format of weights.txt.
func weightsText(rank []float64, sure forest, short []float64) string {
	var b strings.Builder
	b.WriteString("# Learned by facts/answer/train; see there for how. Model, feature, weight; trees as forest.grow reads them.\n")
	write := func(model string, names []string, w []float64) {
		for i := range w {
			if math.Abs(w[i]) >= 0.0005 {
				fmt.Fprintf(&b, "%s %s %.3f\n", model, names[i], w[i])
			}
		}
	}
	write("rank", answer.RankNames(), rank)
	write("short", answer.ShortNames(), short)
	sure.write(&b)
	return b.String()
}
