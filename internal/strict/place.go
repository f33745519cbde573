package strict

import (
	"slices"
	"strings"
	"unicode"
)

// place finds, in the file, the character of a text value at an offset: past
// the escapes of a quoted text, on the right line of a folded or block text.
// Where the value cannot be followed through the file it is the value's start.
func (f *File) place(at At[string], offset int) Pos {
	const longest = 10_000 // bytes of a line that are gone through
	c := cursor{file: f, line: at.Pos.Line - 1, column: at.Pos.Column - 1}
	if c.line < 0 || c.line >= len(f.lines) || len(f.lines[c.line]) > longest {
		return at.Pos
	}
	c.open()
	for i, r := range []rune(at.Value) {
		if !c.reach(r) {
			return at.Pos
		}
		if i == offset {
			break
		}
		c.pass(r)
	}
	return Pos{c.line + 1, c.column + 1}
}

// cursor walks through a scalar of a file, character by character.
type cursor struct {
	file         *File
	line, column int    // from 0, in characters
	quote        rune   // ' or ", or 0
	block        bool   // a text after | or >
	indent       int    // of a block's lines
	characters   []rune // of the line
}

// open finds the form of the scalar at the cursor: what stands before it, or
// at it.
func (c *cursor) open() {
	text := c.text()
	if c.column > 0 && c.column <= len(text) {
		if before := text[c.column-1]; before == '"' || before == '\'' {
			c.quote = before
		}
	}
	if c.column >= len(text) || c.quote != 0 || text[c.column] != '|' && text[c.column] != '>' {
		return
	}
	c.block = true
	for _, line := range c.file.lines[c.line+1:] {
		if inner := strings.TrimLeft(line, " "); strings.TrimSpace(inner) != "" {
			c.indent = len(line) - len(inner)
			break
		}
	}
	c.next()
}

func (c *cursor) text() []rune {
	if c.characters == nil {
		c.characters = []rune(strings.TrimRight(c.file.lines[c.line], "\r"))
	}
	return c.characters
}

// rest is what is left of the line.
func (c *cursor) rest() []rune {
	text := c.text()
	return text[min(c.column, len(text)):]
}

func (c *cursor) blank() bool {
	return !slices.ContainsFunc(c.rest(), func(r rune) bool { return !unicode.IsSpace(r) })
}

// next goes to the next line, past its indentation, and says whether there is
// one.
func (c *cursor) next() bool {
	if c.line+1 >= len(c.file.lines) {
		return false
	}
	c.line++
	c.column, c.characters = 0, nil
	for _, r := range c.text() {
		if r != ' ' && (r != '\t' || c.block) || c.block && c.column == c.indent {
			break
		}
		c.column++
	}
	return true
}

// folds says whether the character r of the value is the end of a line.
func (c *cursor) folds(r rune) bool {
	end := len(c.rest()) == 0 || !c.block && c.blank()
	return end && (r == ' ' || r == '\n')
}

// reach brings the cursor to where the character r of the value is written, and
// says whether it is there.
func (c *cursor) reach(r rune) bool {
	if rest := c.rest(); c.quote == '"' && len(rest) == 1 && rest[0] == '\\' { // a line that goes on
		c.next()
	}
	for !unicode.IsSpace(r) && c.blank() && c.next() { // the line after empty ones
	}
	rest := c.rest()
	switch {
	case c.folds(r):
		return true
	case c.quote == '"' && len(rest) > 1 && rest[0] == '\\':
		return true
	default:
		return len(rest) > 0 && rest[0] == r
	}
}

// pass goes past the character r of the value.
func (c *cursor) pass(r rune) {
	rest := c.rest()
	switch {
	case c.folds(r):
		c.next()
	case c.quote == '"' && rest[0] == '\\':
		c.column += 2 + map[rune]int{'x': 2, 'u': 4, 'U': 8}[rest[1]]
	case c.quote == '\'' && r == '\'':
		c.column += 2
	default:
		c.column++
	}
}
