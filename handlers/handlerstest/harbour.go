package handlerstest

import "byline/facts"

// harbour is an invented article with every kind of fact: figures that add up,
// scare quotes, a quotation without a speaker of its own, a spokesperson, a role.
const harbour = `A storm has left a "historic" number of boats damaged in Wexley as the town hints at a new ferry.
The Harbour Office said on Monday the storm hit the town in the night, claiming that 40 boats were damaged on the quays.
Harbour master Anna Lind claimed in a radio interview that 25 of the boats were repaired by volunteers while another 11 were “scrapped” without being moved. What had become of the 4 remaining boats was not said in the report.
The Fishing Union said on Monday that 6 Wexley boats lying in Olm were “stolen” overnight.
"This was the worst night in forty years," Lind said on local radio.
"We start again tomorrow, with every boat that swims."
Mayor Piet Öhler told reporters on Tuesday that the ferry is "nearly ready" to sail.
Last week, Lind called Öhler a "dreamer," and said he had no need of a ferry.
His spokesperson said the two "agreed to meet for the good of the town."
Öhler is scheduled to open the ferry at the town hall on Friday.
`

// Harbour is the table of a small invented article.
func Harbour() *facts.Table {
	b := Read("harbour.txt", harbour)
	office := b.Entity(facts.EntityOrganisation, "Harbour Office", "", "")
	union := b.Entity(facts.EntityOrganisation, "Fishing Union", "", "")
	lind := b.Person("Anna Lind", "Harbour master", "Harbour Office")
	mayor := b.Person("Piet Öhler", "Mayor", "Wexley")
	const (
		atOffice  = "said on Monday the storm hit the town in the night, claiming that 40 boats were damaged on the quays"
		atLind    = "claimed in a radio interview that 25 of the boats were repaired by volunteers while another 11 were “scrapped” without being moved"
		atUnion   = "said on Monday that 6 Wexley boats lying in Olm were “stolen” overnight"
		atWorst   = `"This was the worst night in forty years," Lind said on local radio`
		atReady   = `told reporters on Tuesday that the ferry is "nearly ready" to sail`
		atDreamer = `called Öhler a "dreamer," and said he had no need of a ferry`
		atAgreed  = `said the two "agreed to meet for the good of the town."`
	)
	byLind := b.By(lind, "claimed", atLind, "in a radio interview", "")
	byUnion := b.By(union, "said", atUnion, "", "on Monday")
	onRadio := b.By(lind, "said", atWorst, "on local radio", "")
	byMayor := b.By(mayor, "told", atReady, "", "on Tuesday")
	called := b.By(lind, "called", atDreamer, "", "Last week")
	spokesperson := b.ByOther("Piet Öhler's spokesperson", "His spokesperson", "said", atAgreed)

	historic := b.Quote("historic", facts.Words, `"historic" number`, nil)
	f40 := b.Figure("40", "boats", "damaged on the quays", atOffice, b.By(office, "claiming", atOffice, "", "on Monday"))
	f25 := b.Figure("25", "boats", "repaired by volunteers", atLind, byLind)
	f11 := b.Figure("11", "boats", "“scrapped” without being moved", atLind, byLind)
	scrapped := b.Quote("scrapped", facts.Words, atLind, byLind)
	f4 := b.Figure("4", "remaining boats", "not said in the report", "4 remaining boats was not said in the report", nil)
	f6 := b.Figure("6", "Wexley boats", "“stolen” overnight", atUnion, byUnion)
	stolen := b.Quote("stolen", facts.Words, atUnion, byUnion)
	worst := b.Quote("This was the worst night in forty years,", facts.Direct, atWorst, onRadio)
	again := b.Quote("We start again tomorrow, with every boat that swims.", facts.Direct, `"We start again tomorrow, with every boat that swims."`, onRadio)
	ready := b.Quote("nearly ready", facts.Words, atReady, byMayor)
	dreamer := b.Quote("dreamer,", facts.Words, atDreamer, called)
	need := b.Statement("he had no need of a ferry", b.By(lind, "said", "said he had no need of a ferry", "", "Last week"))
	agreed := b.Quote("agreed to meet for the good of the town.", facts.Mixed, atAgreed, spokesperson)
	opening := b.Event("on Friday", "Öhler is scheduled to open the ferry at the town hall on Friday")

	b.Check(f40, f25, f11, f4)
	b.Topic(facts.EntityOther, -1, []int{f40, f25, f11, scrapped, f4, f6, stolen, again}, "boats", "boat")
	b.Topic(facts.EntityOther, -1, []int{ready, need, opening}, "ferry", "ferries")
	b.Topic(facts.EntityOther, -1, []int{historic, worst}, "storm", "storms", "night")
	b.Topic(facts.EntityPerson, lind, []int{f25, f11, worst, again, dreamer, need}, "Anna Lind", "lind", "harbour master")
	b.Topic(facts.EntityPerson, mayor, []int{ready, dreamer, agreed, opening}, "Piet Öhler", "öhler", "mayor")
	b.Topic(facts.EntityOrganisation, office, []int{f40}, "Harbour Office")
	b.Topic(facts.EntityOrganisation, union, []int{f6, stolen}, "Fishing Union", "union")
	return b.Table()
}
