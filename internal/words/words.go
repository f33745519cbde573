// Package words helps to write messages: the name that was probably meant, and
// the caret under a mistake.
package words

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostListed bounds the bytes of the words that a message lists.
const mostListed = 2000

// OneOf is "one of " and the words, for what was expected; "none" where there are no
// words. Of very many words it is the first, and how many more there are.
func OneOf(words []string) string {
	if len(words) == 0 {
		return "none"
	}
	return "one of " + List(words)
}

// List is the words with commas between them; of very many the first, and how
// many more there are.
func List(words []string) string {
	size := 0
	for i, w := range words {
		if size += len(w) + len(", "); size > mostListed {
			listed := append(slices.Clone(words[:i]), fmt.Sprintf("and %d more", len(words)-i))
			return strings.Join(listed, ", ")
		}
	}
	return strings.Join(words, ", ")
}

// mostShown bounds the characters of a text that a message shows.
const mostShown = 200

// Cut is a text as a message shows it: of a very long one the beginning, and an
// ellipsis.
func Cut(text string) string { return CutTo(text, mostShown) }

// CutTo is a text of at most so many bytes, and an ellipsis where it was longer.
func CutTo(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// Excerpt is the part of a line that a message shows, around a column from 0 in
// characters, and how many of its columns stand before that one. A line of usual
// length is shown whole.
func Excerpt(line string, column int) (part string, before int) {
	const around = mostShown / 2
	if len(line) <= mostShown {
		return line, column
	}
	start, end, passed := 0, len(line), 0
	for i := range line {
		switch {
		case passed == column-around:
			start = i
		case passed == column+around:
			end = i
		}
		if passed++; passed > column+around {
			break
		}
	}
	part, before = line[start:end], column
	if start > 0 {
		part, before = "…"+part, around+1
	}
	if end < len(line) {
		part += "…"
	}
	return part, before
}

// Caret writes a message above a line of text, and carets under so many characters from a
// column, which is from 0; one at least. A tab is one column; of a very long line the part
// around the column is shown.
func Caret(message, line string, column, width int) string {
	part, before := Excerpt(line, max(column, 0))
	part = strings.ReplaceAll(strings.TrimRight(part, " \r"), "\t", " ")
	width = max(1, min(width, utf8.RuneCountInString(part)-before))
	return message + "\n  " + part + "\n  " + strings.Repeat(" ", before) + strings.Repeat("^", width)
}

// Width counts the characters of what stands at a column of a line, from 0: a word or
// number, a quoted text, an operator; 0 past its end. In a value a hyphen is a part of an
// id and of a date, and a text without quotes that begins there is all of it.
func Width(line string, column int, value bool) int {
	var text []rune
	before := line
	for i, r := range line {
		if column--; column < 0 {
			if text == nil {
				before = line[:i]
			}
			text = append(text, r)
		}
		if len(text) == mostShown { // no more of it is shown
			break
		}
	}
	if len(text) == 0 {
		return 0
	}
	isWord := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.' || r == '-' && value
	}
	isOperator := func(r rune) bool { return strings.ContainsRune("<>=!+*/%&|?:-", r) }
	leading := func(is func(rune) bool) int {
		if n := slices.IndexFunc(text, func(r rune) bool { return !is(r) }); n >= 0 {
			return n
		}
		return len(text)
	}
	switch first := text[0]; {
	case first == '"' || first == '\'':
		if closed := slices.Index(text[1:], first); closed >= 0 {
			return closed + 2
		}
		return len(text)
	case value && beginsValue(before) && !strings.ContainsRune("[]{},|>", first) && !itemBegins(text):
		return plainWidth(text, strings.ContainsAny(before, "[{"))
	case isWord(first):
		return leading(isWord)
	case isOperator(first):
		return leading(isOperator)
	}
	return 1
}

// beginsValue reports whether a value, or a key, of YAML can begin after some text of a line.
func beginsValue(before string) bool {
	trimmed := strings.TrimRight(before, " \t")
	if trimmed == "" {
		return true
	}
	switch last := trimmed[len(trimmed)-1]; last {
	case '[', '{':
		return true
	case ':', ',', '-':
		return len(trimmed) < len(before) && (last != ',' || strings.ContainsAny(trimmed, "[{"))
	}
	return false
}

// itemBegins reports whether a text begins with the dash of a list.
func itemBegins(text []rune) bool { return text[0] == '-' && (len(text) == 1 || text[1] == ' ') }

// plainWidth counts the characters of a text of YAML without quotes: up to a colon or a
// comment and, within brackets, up to a comma or a bracket.
func plainWidth(text []rune, inBrackets bool) int {
	end := len(text)
	for i, r := range text {
		next := ' '
		if i+1 < len(text) {
			next = text[i+1]
		}
		if r == ':' && (next == ' ' || inBrackets && strings.ContainsRune(",[]{}", next)) || r == ' ' && next == '#' ||
			inBrackets && strings.ContainsRune(",[]{}", r) {
			end = i
			break
		}
	}
	return len(strings.TrimRight(string(text[:end]), " \t\r")) - len(string(text[:end])) + end
}

// Suggest returns the candidate that name was probably meant to be, or "": the
// nearest, when it is near enough to be a slip. One slip in about three letters
// is near enough; a letter missing, added, wrong, or two exchanged is one slip.
// Else it is one of which the name is the last part, after a dot or an underscore, or the
// first part of the name. Case does not count. Among equals it is the first. A name of more than 64
// letters has no suggestion, and no more than the first 1000 candidates are
// looked at.
func Suggest(name string, candidates []string) string {
	const most = 1000
	if len(name) > longest*utf8.UTFMax {
		return ""
	}
	var letters, others [4 * longest]rune
	s := lower(letters[:0], name)
	if len(s) < 2 || len(s) > longest {
		return "" // of one letter anything is near
	}
	best, limit := "", max((len(s)+1)/3, 1)+1
	for _, c := range candidates[:min(len(candidates), most)] {
		if len(c) > 2*longest*utf8.UTFMax {
			continue
		}
		if best == "" && (isPart(name, c) || len(c) > 2 && strings.HasPrefix(name, c) && strings.HasPrefix(name[len(c):], "_")) {
			best = c
		}
		t := lower(others[:0], c)
		if len(t)-len(s) >= limit {
			continue // so many are missing
		}
		if d := slips(s, t); d < limit {
			best, limit = c, d
		}
	}
	return best
}

// isPart reports whether a name is the last part of another, after a dot or an underscore.
func isPart(name, of string) bool {
	rest, ok := strings.CutSuffix(of, name)
	return ok && (strings.HasSuffix(rest, ".") || strings.HasSuffix(rest, "_"))
}

// longest is how many letters a name has that Suggest looks at.
const longest = 64

// lower adds the letters of a word, in lower case.
func lower(letters []rune, word string) []rune {
	for _, r := range word {
		letters = append(letters, unicode.ToLower(r))
	}
	return letters
}

// slips counts how many slips part two words: the optimal string alignment
// distance. The second is less than twice as long as the longest.
func slips(s, t []rune) int {
	var rows [3][2*longest + 1]int
	before, above, row := &rows[0], &rows[1], &rows[2] // before: the row above the row above
	for j := range len(t) + 1 {
		above[j] = j
	}
	for i := range s {
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
		before, above, row = above, row, before
	}
	return above[len(t)]
}
