package answer_test

import (
	"slices"
	"strings"
	"testing"

	"byline/facts/answer"
)

// Conversations: each question leans on the answer above it. A line is a question,
// what the short answer has in it ("-" for none found), and what is read.
func TestConversations(t *testing.T) {
	for _, talk := range []struct {
		about string
		lines [][3]string
	}{
		{"seed", [][3]string{
			{"How many drones were intercepted?", "138", ""},
			{"who said that?", "Yuriy Ignat", ""},
			{"and lost?", "119", "How many drones were lost"},
			{"says who?", "Yuriy Ignat", ""},
			{"why?", "-", ""},
		}},
		{"seed", [][3]string{
			{"Who is Dmitry Peskov?", "Kremlin spokesman", ""},
			{"what did he say on state TV?", "dialogue", "what did Dmitry Peskov say on state TV"},
			{"and Leavitt?", "", "what did Leavitt say on state TV"},
		}},
		{"seed", [][3]string{
			{"When will Starmer meet Trump?", "Thursday", ""},
			{"where?", "White House", "where will Starmer meet Trump"},
			{"how many drones were lost?", "119", ""},
		}},
		{"ferry", [][3]string{
			{"How many people died?", "31", ""},
			{"and rescued?", "168", "How many people rescued"},
			{"how many helicopters took part in the search?", "four", ""},
			{"what about tanks?", "-", "how many tanks took part in the search"},
		}},
	} {
		x := answer.New(read(t, talk.about))
		var previous answer.Answer
		for _, line := range talk.lines {
			question, want, readAs := line[0], line[1], line[2]
			a := x.AskAfter(previous, question)
			if found := want != "-"; want != "" && a.Found != found {
				t.Errorf("%s: %q, read as %q: found %v (%.2f)", talk.about, question, a.Read, a.Found, a.Confidence)
			} else if found && !strings.Contains(a.Short, want) {
				t.Errorf("%s: %q, read as %q, has the answer %q, want %q", talk.about, question, a.Read, a.Short, want)
			}
			if readAs != "" && a.Read != readAs {
				t.Errorf("%s: %q is read as %q, want %q", talk.about, question, a.Read, readAs)
			}
			if a.Question != question {
				t.Errorf("the question %q became %q", question, a.Question)
			}
			previous = a
		}
	}
}

func TestSplit(t *testing.T) {
	for line, want := range map[string][]string{
		"How many drones were lost?":                     {"How many drones were lost?"},
		"How many were lost? Who said so?":               {"How many were lost?", "Who said so?"},
		"how many drones were shot down and who says so": {"how many drones were shot down", "who says so"},
		"When and where will they meet?":                 {"When and where will they meet?"},
		"Who spoke to Trump and Starmer?":                {"Who spoke to Trump and Starmer?"},
		"What does \"who? and why?\" mean?":              {"What does \"who? and why?\" mean?"},
		"really?!? who?":                                 {"really?!?", "who?"},
		"drones":                                         {"drones"},
		"":                                               nil,
		"  ":                                             nil,
		"???":                                            {"???"},
		"Who is Ignat? And how many drones were lost, he says?": {"Who is Ignat?", "And how many drones were lost, he says?"},
	} {
		if got := answer.Split(line); !slices.Equal(got, want) {
			t.Errorf("%q is split into %q, want %q", line, got, want)
		}
	}
	if got := answer.Split(strings.Repeat("why? ", 10_000)); len(got) > 8 {
		t.Errorf("%d questions in one line", len(got))
	}
}

// What is told to people who ask why.
func TestExplain(t *testing.T) {
	x := answer.New(read(t, "seed"))
	for question, want := range map[string][]string{
		"How many drones were shot down?":      {"Wanted: a number (drones)", `"intercepted" stands for it`, "Speaker: Yuriy Ignat (claimed)", "Score: ", "Confidence: "},
		"How many helicopters were shot down?": {"helicopters: is nowhere in the articles", "Not answered by rule: the articles lack helicopters"},
		"":                                     {"no word to look for"},
	} {
		got := strings.Join(x.Explain(x.Ask(question)), "\n")
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%q is explained without %q:\n%s", question, w, got)
			}
		}
	}
}
