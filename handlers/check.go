package handlers

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
		Run: withoutArgs(c, func(cat *catalogue) Reply { return checks(cat) }),
	}
}

func checks(cat *catalogue) Reply {
	c := compose()
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
			c.note("Check: " + sum(table, check))
			for _, i := range append([]int{check.Total}, check.Operands...) {
				c.fact(factRef{table, i}, nil)
			}
		}
	}
	if len(sums) > 0 {
		c.reply.Heading = "Check · " + count(len(sums), "sum", "sums")
		c.reply.Answer = "The article's own figures add up: " + stop(listed(sums, maxItems, "; "))
	} else {
		c.reply.Answer = "No figures here add up to another one."
	}
	c.reply.Answer += " " + count(verified, "fact is", "facts are") + " verified word for word against the text"
	if dropped > 0 {
		c.reply.Answer += "; " + count(dropped, "was", "were") + " dropped because the text did not prove " + them(dropped)
	}
	c.reply.Answer += "."
	cat.limited(&c.reply)
	return c.reply
}

func them(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}
