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
		return nil, nil, "", syntaxError(source, err)
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
		return nil, nil, "", syntaxError(source, err)
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

// syntaxError says what expr's lexer or parser found wrong. They count in
// characters, as Error does. The parser saw a 0 where a number is written.
func syntaxError(source string, err error) error {
	e := &Error{Source: source, Message: err.Error()}
	var at *file.Error
	if errors.As(err, &at) {
		e.Message, e.Offset = strings.Replace(at.Message, `token Number("0")`, "number", 1), at.From
	}
	e.Offset = min(max(e.Offset, 0), len([]rune(source)))
	return e
}
