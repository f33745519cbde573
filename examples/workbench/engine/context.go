package engine

import (
	"regexp"
	"strings"
	"unicode/utf16"
)

// A spot is a place in a policy file as its text is, whether it can be read or not: the
// keys that lead there, and what stands before it.
type spot struct {
	path   []string // keys, "[]" for an item of a list
	key    bool     // a key is written here, and not a value
	before string   // what stands of the value before the place
	word   string   // what stands of the word before it
	inside string   // the lines of the mapping that it is in, for the keys that stand there
}

var (
	keyed  = regexp.MustCompile(`^([\w.-]+|"[^"]*") *:(?: +|$)(.*)$`)
	atWord = regexp.MustCompile(`[\w.-]*$`)
)

// level is a mapping or a list that is open at a line.
type level struct {
	indent int
	key    string
}

// spotAt finds the place at an offset in UTF-16 units.
func spotAt(text string, offset int) spot {
	units := utf16.Encode([]rune(text))
	offset = max(0, min(offset, len(units)))
	lines := strings.Split(string(utf16.Decode(units[:offset])), "\n")
	var open []level
	block := -1 // the indentation of a key whose text is in the lines below it
	for _, line := range lines[:len(lines)-1] {
		inner := strings.TrimLeft(line, " ")
		indent := len(line) - len(inner)
		if inner == "" || strings.HasPrefix(inner, "#") || block >= 0 && indent > block {
			continue
		}
		block = -1
		var rest string
		open, indent, rest = enter(open, line)
		if value := strings.TrimSpace(rest); strings.HasPrefix(value, "|") || strings.HasPrefix(value, ">") {
			block = indent
		}
	}
	last := lines[len(lines)-1]
	open, indent, rest := enter(open, last)
	s := spot{word: atWord.FindString(last)}
	inner := strings.TrimLeft(strings.TrimLeft(last, " "), "- ")
	if keyed.MatchString(inner) {
		s.before = rest
	} else {
		s.key = true
		for len(open) > 0 && open[len(open)-1].indent >= indent && open[len(open)-1].key != "[]" {
			open = open[:len(open)-1]
		}
		s.before = inner
	}
	for _, l := range open {
		s.path = append(s.path, l.key)
	}
	if block >= 0 && indent > block {
		s.key, s.before = false, last
		return s
	}
	s.flow()
	if s.key && s.inside == "" {
		s.inside = around(text, len(lines)-1, indent)
	}
	return s
}

// enter opens what a line opens: the items and the key with which it begins. The rest is
// what stands after that.
func enter(open []level, line string) ([]level, int, string) {
	inner := strings.TrimLeft(line, " ")
	indent := len(line) - len(inner)
	for inner == "-" || strings.HasPrefix(inner, "- ") {
		for len(open) > 0 && (open[len(open)-1].indent > indent || open[len(open)-1].indent == indent && open[len(open)-1].key == "[]") {
			open = open[:len(open)-1]
		}
		open = append(open, level{indent, "[]"})
		rest := strings.TrimLeft(inner[1:], " ")
		indent += len(inner) - len(rest)
		inner = rest
	}
	if found := keyed.FindStringSubmatch(inner); found != nil {
		for len(open) > 0 && open[len(open)-1].indent >= indent {
			open = open[:len(open)-1]
		}
		return append(open, level{indent, strings.Trim(found[1], `"`)}), indent, found[2]
	}
	return open, indent, inner
}

// flow goes on into what is written in brackets on the line.
func (s *spot) flow() {
	text := s.before
	if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") {
		return
	}
	path := s.path
	depth := []int{} // the length of the path at each bracket
	start, quote := 0, rune(0)
	key := false
	var opened []int
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '{':
			depth, opened = append(depth, len(path)), append(opened, i)
			start, key = i+1, true
		case r == '[':
			depth, opened = append(depth, len(path)), append(opened, i)
			path = append(path, "[]")
			start, key = i+1, false
		case (r == '}' || r == ']') && len(depth) > 0:
			path = path[:depth[len(depth)-1]]
			depth, opened = depth[:len(depth)-1], opened[:len(opened)-1]
			start = i + 1
		case r == ',' && len(depth) > 0:
			inList := text[opened[len(opened)-1]] == '['
			path = path[:depth[len(depth)-1]]
			if inList {
				path = append(path, "[]")
			}
			start, key = i+1, !inList
		case r == ':' && key && len(depth) > 0 && (i+1 == len(text) || text[i+1] == ' '):
			path = append(path, strings.Trim(strings.TrimSpace(text[start:i]), `"`))
			start, key = i+1, false
		}
	}
	s.path, s.key, s.before = path, key, strings.TrimLeft(text[start:], " ")
	if key && len(opened) > 0 {
		s.inside = text[opened[len(opened)-1]+1 : start]
	}
}

// around are the lines of the mapping that a line is in, without that line.
func around(text string, at, indent int) string {
	lines := strings.Split(text, "\n")
	var all []string
	keep := func(line string) bool {
		inner := strings.TrimLeft(line, " ")
		own := len(line) - len(inner)
		dashed := strings.TrimLeft(inner, "- ")
		switch {
		case inner == "" || strings.HasPrefix(inner, "#") || own > indent:
			return true
		case own == indent && dashed == inner:
			all = append(all, inner)
			return true
		case own+len(inner)-len(dashed) == indent && dashed != inner: // the first key of an item
			all = append(all, dashed)
		}
		return false
	}
	for i := at - 1; i >= 0 && keep(lines[i]); i-- {
	}
	for i := at + 1; i < len(lines) && strings.TrimLeft(lines[i], " ")[:min(1, len(strings.TrimLeft(lines[i], " ")))] != "-" && keep(lines[i]); i++ {
	}
	return strings.Join(all, "\n")
}
