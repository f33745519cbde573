// Package words helps to write messages: the name that was probably meant, and
// the caret under a mistake.
package words

import (
	"fmt"
	"strings"
)

// OneOf is "one of " and the words, for what was expected.
func OneOf(words []string) string { return "one of " + strings.Join(words, ", ") }

// Caret writes a message above a line of text, and a caret under the character
// that stands after before.
func Caret(message, line, before string) string {
	return fmt.Sprintf("%s\n  %s\n  %s^", message, strings.TrimRight(line, " \r"), before)
}

// Suggest returns the candidate that name was probably meant to be, or "": the
// nearest, when it is near enough to be a slip. One slip in about three letters
// is near enough; a letter missing, added, wrong, or two exchanged is one slip.
// Case does not count. Among equals it is the first.
func Suggest(name string, candidates []string) string {
	s := []rune(strings.ToLower(name))
	if len(s) < 2 {
		return "" // of one letter anything is near
	}
	best, limit := "", max((len(s)+1)/3, 1)+1
	for _, c := range candidates {
		t := []rune(strings.ToLower(c))
		if len(s)-len(t) >= limit || len(t)-len(s) >= limit {
			continue
		}
		if d := slips(s, t); d < limit {
			best, limit = c, d
		}
	}
	return best
}

// slips counts how many slips part two words: the optimal string alignment
// distance.
func slips(s, t []rune) int {
	var before []int // the row above the row above
	above := make([]int, len(t)+1)
	for j := range above {
		above[j] = j
	}
	for i := range s {
		row := make([]int, len(t)+1)
		row[0] = i + 1
		for j := range t {
			row[j+1] = min(above[j], above[j+1], row[j]) + 1
			if s[i] == t[j] {
				row[j+1] = above[j]
			}
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above = above, row
	}
	return above[len(t)]
}
