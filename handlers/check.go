package handlers

import "byline/handlers/language"

// checkCommand makes !check: the sums that the figures of an article satisfy, and how
// many facts are proved by its words.
func checkCommand(c *catalogues) Command {
	return Command{
		Spec: Spec{
			Name:     "check",
			Aliases:  []string{"checks"},
			Summary:  "Which of the figures add up, and how many facts are verified against the text",
			Examples: []string{"!check"},
		},
		Run: withoutArgs(c, checks),
	}
}

func checks(v language.Voice, cat *catalogue) Reply {
	c := compose(v)
	var sums []string
	verified, dropped := 0, 0
	for _, table := range cat.newest() {
		verified += len(table.Facts)
		dropped += table.Dropped
		for _, check := range table.Checks {
			sums = append(sums, sum(table, check))
			if len(sums) > maxItems {
				continue
			}
			c.note(v.Say("Check: %s", sum(table, check)))
			for _, i := range append([]int{check.Total}, check.Operands...) {
				c.fact(factRef{table, i}, nil)
			}
		}
	}
	if len(sums) > 0 {
		c.reply.Heading = v.Say("Check") + " · " + v.Count(len(sums), "sum", "sums")
		c.reply.Answer = v.Say("The article's own figures add up: %s", stop(v.List(sums, maxItems, "; ")))
	} else {
		c.reply.Answer = v.Say("Nothing to add up here: no figure is given as the sum of others.")
	}
	c.reply.Answer += " " + v.Plural(verified, "%d fact is verified word for word against the text", "%d facts are verified word for word against the text")
	if dropped > 0 {
		c.reply.Answer += "; " + v.Plural(dropped, "%d was dropped because the text did not prove it", "%d were dropped because the text did not prove them")
	}
	c.reply.Answer += "."
	cat.limited(v, &c.reply)
	return c.reply
}
