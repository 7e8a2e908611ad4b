package chart

// Samples are the charts of docs/charts.md, all invented.
func Samples() map[string]*Chart {
	office, lind, union := "claimed the Harbour Office", "claimed Anna Lind", "said the Fishing Union"
	return map[string]*Chart{
		"parts": {
			Kind: Parts, Title: "Boats",
			Total: &Figure{Surface: "40", Value: 40, Text: "damaged on the quays", By: office + ", on Monday", Who: "the Harbour Office"},
			Figures: []Figure{
				{Surface: "25", Value: 25, Text: "repaired by volunteers", By: lind, Who: "Anna Lind"},
				{Surface: "11", Value: 11, Text: "“scrapped” without being moved", By: lind, Who: "Anna Lind"},
				{Surface: "4", Value: 4, Text: "remaining: not said in the report"},
			},
			Others: []Figure{{Surface: "6", Value: 6, Text: "Wexley boats “stolen” overnight", By: union, Who: "the Fishing Union"}},
			Source: "Wexley Courier, 3 March 2025",
		},
		"bars": {
			Kind: Bars, Title: "Mills",
			Figures: []Figure{
				{Surface: "1,240", Value: 1240, Text: "counted along the river", By: "said the Water Board", Who: "the Water Board"},
				{Surface: "more than 900", Value: 900, Approx: true, Text: "still turning at the end of the winter", By: "said Ada Berg, chair of the Millers’ Guild, in an interview", Who: "Ada Berg"},
				{Surface: "300 to 350", Value: 300, Max: 350, Range: true, Text: "“beyond repair”", By: "claimed the Water Board", Who: "the Water Board"},
				{Surface: "12", Value: 12, Text: "sold since January"},
				{Surface: "zero", Value: 0, Text: "built new", By: "admitted Ada Berg", Who: "Ada Berg"},
			},
			Source: "Lower River News, 14 May 2025",
		},
		"claims": {
			Kind: Claims, Title: "Claims about marchers",
			Figures: []Figure{
				{Surface: "60,000", Value: 60000, Group: "Marchers in the capital", By: "claimed the organisers, told by Evening Post, 2 June 2025", Who: "the organisers"},
				{Surface: "about 25,000", Value: 25000, Approx: true, Group: "Marchers in the capital", By: "said the police, told by Evening Post, 2 June 2025, and Radio North", Who: "the police"},
				{Surface: "18,500", Value: 18500, Group: "Marchers in the capital", By: "estimated Crowd Watch, told by The Ledger, 3 June 2025", Who: "Crowd Watch"},
				{Surface: "40", Value: 40, Group: "Marchers detained", By: "said the police, told by Evening Post, 2 June 2025", Who: "the police"},
			},
			Source: "Evening Post, The Ledger and Radio North, June 2025",
		},
		"drones": {
			Kind: Parts, Title: "Drones",
			Total: &Figure{Surface: "267", Value: 267, Text: "spotted in Ukrainian skies", By: "claimed Ukraine's Air Force, on Sunday"},
			Figures: []Figure{
				{Surface: "138", Value: 138, Text: "intercepted by Ukrainian air defenses", By: "claimed Yuriy Ignat"},
				{Surface: "119", Value: 119, Text: "“lost” without causing damage", By: "claimed Yuriy Ignat"},
				{Surface: "10", Value: 10, Text: "remaining: not specified in the report"},
			},
			Others: []Figure{{Surface: "20", Value: 20, Text: "Ukrainian drones “destroyed” overnight", By: "said the Russian Defense Ministry"}},
			Source: "“Russia has launched a " + "record number of drone …”",
		},
		"small": {
			Kind: Parts, Title: "Ballots",
			Total: &Figure{Surface: "1,000", Value: 1000, Text: "cast", By: "said the electoral board"},
			Figures: []Figure{
				{Surface: "4", Value: 4, Text: "spoiled", By: "said an observer"},
				{Surface: "6", Value: 6, Text: "challenged in court by the losing side", By: "claimed the Reform list"},
				{Surface: "980", Value: 980, Text: "valid", By: "said the electoral board"},
				{Surface: "10", Value: 10, Text: "missing", By: ""},
			},
			Source: "Valley Gazette, 9 September 2024",
		},
		"line": {
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
		},
	}
}
