package chart

// A sample is a golden picture.
type sample struct {
	name, title, about string
	chart              *Chart
}

// samples are the charts of docs/charts.md, all invented.
func samples() []sample {
	office, lind, union := "claimed the Harbour Office", "claimed Anna Lind", "said the Fishing Union"
	return []sample{
		{"parts", "A sum as one bar", "Figures of which the article's own arithmetic makes a whole are one bar under the whole, in place of one bar each. What is counted besides stands below on the same scale, in grey.", &Chart{
			Kind: Parts, Title: "Boats",
			Total: &Figure{Surface: "40", Value: 40, Text: "damaged on the quays", By: office + ", on Monday", Who: "the Harbour Office"},
			Figures: []Figure{
				{Surface: "25", Value: 25, Text: "repaired by volunteers", By: lind, Who: "Anna Lind"},
				{Surface: "11", Value: 11, Text: "“scrapped” without being moved", By: lind, Who: "Anna Lind"},
				{Surface: "4", Value: 4, Text: "remaining: not said in the report"},
			},
			Others: []Figure{{Surface: "6", Value: 6, Text: "Wexley boats “stolen” overnight", By: union, Who: "the Fishing Union"}},
			Source: "Wexley Courier, 3 March 2025",
		}},
		{"bars", "Figures of one topic", "Each bar has its words above it, so that a small one has as much room as a large one. Stripes show what is only about right, and the span of a range.", &Chart{
			Kind: Bars, Title: "Mills",
			Figures: []Figure{
				{Surface: "1,240", Value: 1240, Text: "counted along the river", By: "said the Water Board", Who: "the Water Board"},
				{Surface: "more than 900", Value: 900, Approx: true, Text: "still turning at the end of the winter", By: "said Ada Berg, chair of the Millers’ Guild, in an interview", Who: "Ada Berg"},
				{Surface: "300 to 350", Value: 300, Max: 350, Range: true, Text: "“beyond repair”", By: "claimed the Water Board", Who: "the Water Board"},
				{Surface: "12", Value: 12, Text: "sold since January"},
				{Surface: "zero", Value: 0, Text: "built new", By: "admitted Ada Berg", Who: "Ada Berg"},
			},
			Source: "Lower River News, 14 May 2025",
		}},
		{"claims", "Claims side by side", "Who gives which number for the same thing, and who tells it. Of one thing the title says what it is.", &Chart{
			Kind: Claims, Title: "Claims about marchers",
			Figures: []Figure{
				{Surface: "60,000", Value: 60000, Group: "Marchers in the capital", By: "claimed the organisers, told by Evening Post, 2 June 2025", Who: "the organisers"},
				{Surface: "about 25,000", Value: 25000, Approx: true, Group: "Marchers in the capital", By: "said the police, told by Evening Post, 2 June 2025, and Radio North", Who: "the police"},
				{Surface: "18,500", Value: 18500, Group: "Marchers in the capital", By: "estimated Crowd Watch, told by The Ledger, 3 June 2025", Who: "Crowd Watch"},
				{Surface: "40", Value: 40, Group: "Marchers detained", By: "said the police, told by Evening Post, 2 June 2025", Who: "the police"},
			},
			Source: "Evening Post, The Ledger and Radio North, June 2025",
		}},
		{"small", "Small parts", "Lines lead from parts that are too small to their words, and never cross.", &Chart{
			Kind: Parts, Title: "Ballots",
			Total: &Figure{Surface: "1,000", Value: 1000, Text: "cast", By: "said the electoral board"},
			Figures: []Figure{
				{Surface: "4", Value: 4, Text: "spoiled", By: "said an observer"},
				{Surface: "6", Value: 6, Text: "challenged in court by the losing side", By: "claimed the Reform list"},
				{Surface: "980", Value: 980, Text: "valid", By: "said the electoral board"},
				{Surface: "10", Value: 10, Text: "missing", By: ""},
			},
			Source: "Valley Gazette, 9 September 2024",
		}},
		{"many", "Many figures", "The largest twelve, on slimmer bars.", many(30)},
		{"negative", "Below zero", "Bars begin at zero, wherever it is.", &Chart{
			Kind: Bars, Title: "Change in ferry passengers",
			Figures: []Figure{
				{Surface: "12%", Value: 12, Text: "more in Olm", By: "said the Ferry Company", Who: "the Ferry Company"},
				{Surface: "minus 4.5%", Value: -4.5, Text: "in Wexley", By: "said the Ferry Company", Who: "the Ferry Company"},
				{Surface: "about -8%", Value: -8, Approx: true, Text: "on the northern line", By: "estimated the union", Who: "the union"},
				{Surface: "-2 to 3%", Value: -2, Max: 3, Range: true, Text: "expected next year"},
			},
			Source: "Coast Daily, 30 June 2025",
		}},
		{"letters", "Other letters, and long words", "What the fonts lack is […]; what has no room ends with “…”.", &Chart{
			Kind: Bars, Title: "Tonnes of rice",
			Figures: []Figure{
				{Surface: "820", Value: 820, Text: "stored in 新潟 and Łódź", By: "said 田中 Aiko", Who: "田中 Aiko"},
				{Surface: "٤٥٠", Value: 450, Text: "shipped 🚢 to Διδυμότειχο and Київ", By: "said وزارة الزراعة", Who: "وزارة الزراعة"},
				{Surface: "90", Value: 90, Text: "sold at ₽1,200 each, a text of such a length that it cannot stand in one line and hardly in two, whoever reads it, wherever they are, and however small the picture is shown to them on a train"},
			},
			Source: "Rice Weekly, 1 April 2024",
		}},
		{"flat", "A narrow range over time", "Where values lie close together the scale begins above zero, and says so.", &Chart{
			Kind: Line, Title: "Price of a ferry ticket",
			Figures: []Figure{
				{Surface: "$4.10", Value: 4.1, Day: "2023-11-02", Who: "the Ferry Company"},
				{Surface: "$4.15", Value: 4.15, Day: "2024-03-20", Who: "the Ferry Company"},
				{Surface: "$4.25", Value: 4.25, Day: "2024-08-01", Who: "the Ferry Company"},
				{Surface: "more than $4.30", Value: 4.3, Approx: true, Day: "2024-08-15", Who: "the Association of Commuters from the Islands"},
				{Surface: "$4.40", Value: 4.4, Day: "2025-01-01", Who: "the Ferry Company"},
			},
			Source: "Coast Daily, 3 January 2025",
		}},
		{"crowd", "Many values over time", "A number without room is left to the text; none covers another.", crowd()},
		{"line", "One figure over time", "A line a speaker, each with a shape of its own. A range is an upright bar, an approximate value a hollow point.", &Chart{
			Kind: Line, Title: "Homes without power",
			Figures: []Figure{
				{Surface: "52,000", Value: 52000, Day: "2025-01-10", By: "said GridCo", Who: "GridCo"},
				{Surface: "up to 70,000", Value: 70000, Approx: true, Day: "2025-01-10", By: "claimed Mayor Piet Holm", Who: "Mayor Piet Holm"},
				{Surface: "41,500", Value: 41500, Day: "2025-01-12", By: "said GridCo", Who: "GridCo"},
				{Surface: "30,000", Value: 30000, Day: "2025-01-13", By: "claimed Mayor Piet Holm", Who: "Mayor Piet Holm"},
				{Surface: "18,000 to 24,000", Value: 18000, Max: 24000, Range: true, Day: "2025-01-14", By: "said GridCo", Who: "GridCo"},
				{Surface: "9,300", Value: 9300, Day: "2025-01-17", By: "said GridCo", Who: "GridCo"},
				{Surface: "15,000", Value: 15000, Day: "2025-01-17", By: "", Who: ""},
			},
			Source: "Coast Daily and two more, January 2025",
		}},
	}
}

// many is a chart of more bars than a picture has.
func many(n int) *Chart {
	c := &Chart{Kind: Bars, Title: "Beds", Source: "Health Monitor, 8 October 2024"}
	for i := range n {
		c.Figures = append(c.Figures, Figure{Surface: itoa(1000 - 31*i), Value: float64(1000 - 31*i), Text: "in the hospital of district " + itoa(i+1), By: "said the ministry", Who: "the ministry"})
	}
	return c
}

// crowd is lines that lie close together.
func crowd() *Chart {
	c := &Chart{Kind: Line, Title: "People in shelters", Source: "Health Monitor, 12 May 2024"}
	for i, who := range []string{"the Red Cross", "Mayor Ida Storm", "the Interior Ministry", "aid workers on the ground"} {
		for d := range 6 {
			v := 3000 + 220*d + 130*((i*7+d*5)%4)
			c.Figures = append(c.Figures, Figure{Surface: itoa(v/1000) + "," + itoa(v%1000 + 1000)[1:], Value: float64(v), Day: "2024-05-0" + itoa(1+d), Who: who})
		}
	}
	return c
}
