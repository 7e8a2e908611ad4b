package lang

// lostSpace reports whether white space was lost between token i, where a sentence
// ends, and the one behind it: "is underway.The talks", "in 2023.On Sunday". Where an
// address, a file's name or an abbreviation could stand, it was not. quoted says that
// a straight mark is open.
func lostSpace(toks []Token, i int, quoted bool) bool {
	stop := i // the full stop, with at most one closing mark or bracket behind it
	if !toks[i].Space && (toks[i].Kind == Mark && !openingMark(toks[i], !quoted) || toks[i].Is(")")) {
		stop--
	}
	return stop > 0 && isStop(toks[stop]) && !toks[stop].Space && (stop < i || endsWords(toks, stop)) && beginsWords(toks, i, quoted)
}

// openingMark reports whether a mark opens a quotation; a straight one does when quoted is
// false.
func openingMark(t Token, quoted bool) bool {
	switch t.Word.Text {
	case "“", "«", "„":
		return true
	case `"`:
		return !quoted
	}
	return false
}

func isStop(t Token) bool { return t.Is(".") || t.Is("!") || t.Is("?") }

// endsWords reports whether what stands before the stop is no part of an address.
func endsWords(toks []Token, stop int) bool {
	last := toks[stop-1]
	switch last.Kind {
	case Mark, Clitic:
		return true
	case Punct:
		return last.Is(")") || last.Is("]")
	case Number:
		return len(last.Word.Text) > 1 && !last.Line && toks[stop].Is(".")
	}
	if stop > 1 && !last.Space && (toks[stop-2].Kind == Punct || isStop(toks[stop-2])) {
		switch toks[stop-2].Word.Text {
		case "(", "[", "—", "–":
		default:
			return false
		}
	}
	if last.Capitalised() { // "Yahoo!Japan", "Mt.Fuji"
		return toks[stop].Is(".") && len(last.Word.Text) > 2
	}
	return len(last.Word.Text) > 1
}

// beginsWords reports whether a sentence can begin behind token i without white space.
func beginsWords(toks []Token, i int, quoted bool) bool {
	next := i + 1
	switch t := toks[next]; {
	case t.Kind == Mark:
		if !openingMark(t, quoted) {
			return false
		}
		next++
	case t.Is("-"), t.Is("–"), t.Is("—"): // a dash that opens speech
		return next+1 < len(toks) && toks[next+1].Space && toks[next+1].Capitalised()
	}
	if next >= len(toks) || next > i+1 && toks[next].Space {
		return false
	}
	t := toks[next]
	if t.Kind != Word || !t.Capitalised() || isAddressEnd(t.Word.Lower) || len(t.Word.Text) == 2 && t.Word.Tags&Function == 0 { // "Lenta.Ru"
		return false
	}
	if next+1 == len(toks) || toks[next+1].Space {
		return true
	}
	switch after := toks[next+1]; after.Word.Text {
	case "@", "/", "_", "=", ":", "(", ".":
		return false
	}
	return true
}

// isAddressEnd knows what stands behind the last stop of an address or a file's name.
func isAddressEnd(w string) bool {
	switch w {
	case "com", "org", "net", "edu", "gov", "info", "biz", "io", "tv", "js", "ts", "py",
		"md", "pdf", "doc", "docx", "xls", "txt", "csv", "xml", "json", "html", "htm", "php", "asp", "aspx",
		"exe", "zip", "jpg", "jpeg", "png", "gif", "mp3", "mp4":
		return true
	}
	return false
}
