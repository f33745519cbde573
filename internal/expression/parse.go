package expression

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/parser/lexer"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/number"
	"github.com/workcomp-go/workcomp/internal/words"
)

// maxSource bounds a condition, and with it its nodes and its depth: none can
// run long. The parser takes 10,000 nodes.
const maxSource = 16_000

// Syntax says what is wrong with the text of a condition, whatever it asks.
func Syntax(source string) error {
	_, _, _, err := parse(source)
	return err
}

// parse reads the text of a condition with expr's own parser. expr would turn
// its numbers into binary fractions, so each number is taken from the text
// first, by its place, and the parser is shown a 0 of the same width.
// Beside the tree and the numbers it gives the text on one line, without comments.
func parse(source string) (tree ast.Node, numbers map[int]decimal.Decimal, line string, err error) {
	if !utf8.ValidString(source) {
		return nil, nil, "", &Error{Message: "the condition is not UTF-8 text"}
	}
	characters := []rune(source)
	if strings.TrimSpace(source) == "" {
		return nil, nil, "", &Error{Source: source, Message: "the condition is empty"}
	}
	if len(characters) > maxSource {
		return nil, nil, "", &Error{Message: fmt.Sprintf("the condition has %d characters, expected at most %d", len(characters), maxSource)}
	}
	if i := slices.IndexFunc(characters, words.IsHidden); i >= 0 {
		return nil, nil, "", &Error{Source: source, Offset: i, Message: "the condition " + words.Odd(string(characters[i]))}
	}
	if err := signSlip(source); err != nil {
		return nil, nil, "", err
	}
	tokens, err := lexer.Lex(file.NewSource(source))
	if err != nil {
		return nil, nil, "", syntaxError(source, nil, err)
	}
	if err := slip(source, tokens); err != nil {
		return nil, nil, "", err
	}
	line = oneLine(characters, tokens)
	numbers = make(map[int]decimal.Decimal)
	for _, t := range tokens {
		if t.Is(lexer.Operator) && slices.Contains(otherForms, t.Value) {
			return nil, nil, "", &Error{Source: source, Offset: t.From, Message: t.Value + " is not part of a condition"}
		}
		if odd := words.Odd(t.Value); t.Kind == lexer.Identifier && odd != "" {
			return nil, nil, "", &Error{Source: source, Offset: t.From, Message: fmt.Sprintf("the name %q %s", t.Value, odd)}
		}
		if t.Kind != lexer.Number {
			continue
		}
		apart := strings.HasSuffix(t.Value, "_") || strings.Contains(t.Value, "__") // a _ stands between two digits
		n, err := number.ParseDecimal("number", strings.ReplaceAll(t.Value, "_", ""))
		if err != nil || apart {
			return nil, nil, "", &Error{Source: source, Offset: t.From,
				Message: fmt.Sprintf("%s is not a decimal number of at most %d digits before and after the point", t.Value, number.MaxDigits)}
		}
		numbers[t.From] = n
		characters[t.From] = '0'
		for i := t.From + 1; i < t.To; i++ {
			characters[i] = ' '
		}
	}
	parsed, err := parser.Parse(string(characters))
	if err != nil {
		return nil, nil, "", syntaxError(source, tokens, err)
	}
	return parsed.Node, numbers, line, nil
}

// oneLine is a text as a finding quotes it: its tokens, and one space where anything
// stands between two. A comment is said to nobody.
func oneLine(source []rune, tokens []lexer.Token) string {
	var line strings.Builder
	for i, t := range tokens {
		if t.Kind == lexer.EOF {
			break
		}
		if i > 0 && t.From > tokens[i-1].To {
			line.WriteByte(' ')
		}
		line.WriteString(string(source[t.From:t.To]))
	}
	return line.String()
}

// otherForms are expr's second ways to say what a condition can say.
var otherForms = []string{"::", "if", "else"}

// syntaxError says what expr's lexer, which has made no tokens then, or its parser
// found wrong. They count in characters, as Error does.
func syntaxError(source string, tokens []lexer.Token, err error) error {
	e := &Error{Source: source, Message: err.Error()}
	var at *file.Error
	if errors.As(err, &at) {
		e.Message, e.Offset = at.Message, at.From
	}
	if number, found := strings.CutPrefix(e.Message, "bad number syntax: "); found {
		e.Message = number + " is no number: a unit or a word does not stand at its end"
	} else if e.Message == "literal not terminated" {
		e.Message = "a text is not closed: a quote is missing"
	}
	token, misplaced := strings.CutPrefix(e.Message, "unexpected token ")
	for i, open := 0, 0; misplaced && i < len(tokens); i++ {
		t := tokens[i]
		if t.Kind == lexer.EOF || t.From == e.Offset && token != "EOF" { // whose place the parser gives as that before it
			e.Message, e.Offset = unexpected(tokens, i, open), t.From
			break
		}
		if t.Kind == lexer.Bracket {
			open += 2*strings.Count("([{", t.Value) - 1
		}
	}
	e.Offset = min(max(e.Offset, 0), len([]rune(source)))
	return e
}

// unexpected says for what the i-th token is in the wrong place.
func unexpected(tokens []lexer.Token, i, open int) string {
	t, before := tokens[i], lexer.Token{}
	if i > 0 {
		before = tokens[i-1]
	}
	value := words.Cut(t.Value)
	switch {
	case t.Kind == lexer.EOF && (before.Kind == lexer.Operator || before.Kind == lexer.Bracket && strings.Contains("([{", before.Value)):
		return fmt.Sprintf("nothing stands after %s", before.Value)
	case t.Kind == lexer.EOF && open > 0:
		return "a bracket is not closed"
	case t.Kind == lexer.EOF:
		return "the condition is not finished"
	case t.Kind == lexer.Bracket && strings.Contains(")]}", t.Value) && open <= 0:
		return "a bracket is closed that was not opened"
	case t.Is(lexer.Operator, ","):
		return `no comma stands here: a list of values is written in ["a", "b"]`
	case t.Is(lexer.Operator, "!"):
		return "write not, and != for unequal"
	case t.Kind == lexer.Operator || t.Kind == lexer.Bracket && strings.Contains(")]}", t.Value):
		return fmt.Sprintf("a value is missing before %s", value)
	case t.Kind == lexer.Number || t.Kind == lexer.String:
		return fmt.Sprintf("%s does not fit here: a comparison is missing before it, such as ==", value)
	}
	return fmt.Sprintf("%s does not fit here: two tests are joined by and, or by or", value)
}
