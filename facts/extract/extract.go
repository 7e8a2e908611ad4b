// Package extract reads an article into its fact table.
package extract

import "byline/facts"

// Table reads an article. The article's sentences must be set.
func Table(a *facts.Article) *facts.Table {
	t := &facts.Table{Article: a}
	t.Seal()
	return t
}
