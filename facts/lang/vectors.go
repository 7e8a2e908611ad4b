package lang

import (
	_ "embed"
	"fmt"
	"math"
	"sort"
	"strings"
	"sync"
)

// vectorFile is the table of word vectors: a line that says where they come from, a
// line with the number of stems and of axes, the stems in order, one a line, and for
// each stem one signed byte an axis. It is made by vecgen from GloVe 6B (Public
// Domain Dedication and License 1.0): its vectors are cut, and moved so that stems stand
// near each other which related.txt and implied.txt link. Those lists are made from WordNet
// 3.0 (Princeton University, WordNet licence) and from Byline's own groups and dictionary.
//
//go:embed vectors.bin
var vectorFile string

// VectorScale is what a vector of length one is multiplied with before its
// coordinates are rounded to bytes: large enough to keep their differences, small
// enough that hardly any is cut.
const VectorScale = 300

// A Vector places a stem so that stems used alike are near each other. It is empty
// for stems that the table does not have.
type Vector string

// vectorTable reads the table at its first use.
var vectorTable = sync.OnceValue(func() vectors {
	var v vectors
	at := strings.IndexByte(vectorFile, '\n') + 1
	n := 0
	if _, err := fmt.Sscan(vectorFile[at:], &n, &v.width); err != nil {
		return vectors{} // checked by a test
	}
	at += strings.IndexByte(vectorFile[at:], '\n') + 1
	v.starts = make([]uint32, n+1)
	for i := range n {
		v.starts[i] = uint32(at)
		at += strings.IndexByte(vectorFile[at:], '\n') + 1
	}
	v.starts[n] = uint32(at)
	return v
})

type vectors struct {
	starts []uint32 // where each stem begins in vectorFile; the last is where the bytes begin
	width  int
}

// VectorOf is the vector of a stem.
func VectorOf(stem string) Vector {
	v := vectorTable()
	n := len(v.starts) - 1
	i := sort.Search(n, func(i int) bool { return vectorFile[v.starts[i]:v.starts[i+1]-1] >= stem })
	if i >= n || vectorFile[v.starts[i]:v.starts[i+1]-1] != stem {
		return ""
	}
	at := int(v.starts[n]) + i*v.width
	return Vector(vectorFile[at : at+v.width])
}

// Likeness is how alike two stems are used: the cosine of their vectors, about 1
// for the same and 0 for unrelated ones; 0 when one of them is empty.
func Likeness(a, b Vector) float64 {
	n := min(len(a), len(b))
	a, b = a[:n], b[:n]
	var s0, s1, s2, s3 int32
	i := 0
	for ; i+4 <= n; i += 4 { // four sums at a time: they do not wait for each other
		x, y := a[i:i+4], b[i:i+4]
		s0 += int32(int8(x[0])) * int32(int8(y[0]))
		s1 += int32(int8(x[1])) * int32(int8(y[1]))
		s2 += int32(int8(x[2])) * int32(int8(y[2]))
		s3 += int32(int8(x[3])) * int32(int8(y[3]))
	}
	for ; i < n; i++ {
		s0 += int32(int8(a[i])) * int32(int8(b[i]))
	}
	return float64(s0+s1+s2+s3) / (VectorScale * VectorScale)
}

// Signs has one bit for each of the first 64 coordinates that is below zero. The
// angle between two vectors is about the share of their signs that differ (Charikar
// 2002), so that most pairs that are not alike are told apart by one comparison.
func (v Vector) Signs() (bits uint64) {
	for i := range min(len(v), 64) {
		if int8(v[i]) < 0 {
			bits |= 1 << i
		}
	}
	return bits
}

// Mean is the direction of the weighed sum of vectors; empty when there is none.
func Mean(add func(yield func(v Vector, weight float64))) Vector {
	var sum []float64
	add(func(v Vector, weight float64) {
		if sum == nil {
			sum = make([]float64, len(v))
		}
		for i := range min(len(v), len(sum)) {
			sum[i] += weight * float64(int8(v[i]))
		}
	})
	return direction(sum)
}

// A Sum adds up vectors that count the same. The zero Sum is empty.
type Sum struct {
	axes  [maxAxes]int32
	width int
}

// maxAxes bounds the axes of a vector.
const maxAxes = 128

// Add adds a vector.
func (s *Sum) Add(v Vector) {
	s.width = min(len(v), maxAxes)
	axes := s.axes[:s.width]
	for i := range axes {
		axes[i] += int32(int8(v[i]))
	}
}

// Direction is the direction of the sum; empty when nothing was added.
func (s *Sum) Direction() Vector {
	var axes [maxAxes]float64
	for i := range s.width {
		axes[i] = float64(s.axes[i])
	}
	return direction(axes[:s.width])
}

// direction is the vector of length one that points where these coordinates do.
func direction(sum []float64) Vector {
	length := 0.0
	for _, f := range sum {
		length += f * f
	}
	if length == 0 {
		return ""
	}
	scale := VectorScale / math.Sqrt(length)
	out := make([]byte, len(sum))
	for i, f := range sum {
		out[i] = byte(int8(math.Round(max(min(f*scale, 127), -127))))
	}
	return Vector(out)
}
