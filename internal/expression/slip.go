package expression

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/expr-lang/expr/parser/lexer"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/number"
)

// otherSigns are characters that people write for an operator or a quote, with what a
// condition has for them.
var otherSigns = sync.OnceValue(func() map[rune]string {
	return map[rune]string{
		'≥': "write >=", '≤': "write <=", '≠': "write !=", '×': "write *", '÷': "write div(x, y, places, \"half_up\")", '−': "write -",
		'“': `text stands in straight quotes, "`, '”': `text stands in straight quotes, "`, '„': `text stands in straight quotes, "`,
		'‘': `text stands in straight quotes, "`, '’': `text stands in straight quotes, "`, '«': `text stands in straight quotes, "`,
		'%': "no percent sign: %s, or %s where the fact is in percent",
		'$': "no currency sign: write the number alone", '€': "no currency sign: write the number alone", '£': "no currency sign: write the number alone",
	}
})

// signSlip finds a character that is no part of a condition and stands outside of its
// texts. The percent sign is an operator, and so is looked for among the tokens.
func signSlip(source string) error {
	quote, characters := rune(0), []rune(source)
	for i, r := range characters {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '$' && slices.Equal(characters[i:min(i+5, len(characters))], []rune("$env.")):
		case r != '%' && otherSigns()[r] != "":
			return &Error{Source: source, Offset: i, Message: otherSigns()[r]}
		}
	}
	return nil
}

// keywords are the words of a condition, which are written small.
var keywords = " and or not in true false "

// slip finds what people who do not program write: it says what a condition has for
// it, where the parser would say which token it did not expect. nil: nothing of the
// kind.
func slip(source string, tokens []lexer.Token) error {
	wrong := func(t lexer.Token, format string, args ...any) error {
		return &Error{Source: source, Offset: t.From, Message: fmt.Sprintf(format, args...)}
	}
	var open []bracket // those that t stands in
	for i, t := range tokens {
		var before, after lexer.Token // the zero Token is none
		if i > 0 {
			before = tokens[i-1]
		}
		if i+1 < len(tokens) {
			after = tokens[i+1]
		}
		touches := t.To == after.From
		switch {
		case t.Kind == lexer.Bracket && strings.Contains("([", t.Value):
			open = append(open, bracket{each: t.Value == "(" && eachUsages[before.Value] != ""})
		case t.Kind == lexer.Bracket && strings.Contains(")]", t.Value) && len(open) > 0:
			open = open[:len(open)-1]
		case t.Is(lexer.Operator, ",") && before.Kind == lexer.Number && after.Kind == lexer.Number &&
			(len(open) == 0 || open[len(open)-1].full() || before.To == t.From && touches && isThousand(after.Value)):
			return wrong(t, "a decimal uses a point, and thousands no comma")
		case t.Is(lexer.Operator, ",") && len(open) > 0:
			open[len(open)-1].commas++
		case t.Kind == lexer.Number && after.Kind == lexer.Number:
			return wrong(after, "a number has one point at most, and thousands stand together")
		case t.Is(lexer.Operator, "=") && before.Is(lexer.Operator, "<") || t.Is(lexer.Operator, "=") && before.Is(lexer.Operator, ">"):
			return wrong(before, "write %s= together", before.Value)
		case t.Is(lexer.Operator, "=") && after.Is(lexer.Operator) && touches && strings.Contains("<>", after.Value):
			return wrong(t, "write %s=", after.Value)
		case t.Is(lexer.Operator, "<") && after.Is(lexer.Operator, ">"):
			return wrong(t, "for unequal, write !=")
		case t.Is(lexer.Operator, "=") && tokens[0].Value != "let":
			return wrong(t, "to compare, write ==")
		case t.Is(lexer.Operator, "&"):
			return wrong(t, "write and")
		case t.Is(lexer.Operator, "|"):
			return wrong(t, "write or")
		case t.Is(lexer.Operator, "%") && before.Kind == lexer.Number && (!operand(after) || after.Is(lexer.Bracket, ")") || after.Is(lexer.Bracket, "]")):
			return wrong(t, otherSigns()['%'], hundredth(before.Value), before.Value)
		case t.Kind != lexer.Identifier:
		case before.Is(lexer.Operator, "."), after.Is(lexer.Bracket, "("), after.Is(lexer.Operator, ".") && touches:
		case t.Value != strings.ToLower(t.Value) && strings.Contains(keywords, " "+strings.ToLower(t.Value)+" "):
			return wrong(t, "write %s", strings.ToLower(t.Value))
		case !operand(before) || before.Is(lexer.Operator): // a fact, where one stands
		case comparison(tokens[i:]) != "":
			return wrong(t, "to compare, write %s", comparison(tokens[i:]))
		case t.Value == "between":
			return wrong(t, "write x >= 1 and x <= 9")
		case t.Value == "percent":
			return wrong(t, otherSigns()['%'], hundredth(before.Value), before.Value)
		}
	}
	return nil
}

// comparisons are the words that people write for a sign.
var comparisons = sync.OnceValue(func() map[string]string {
	return map[string]string{"is": "==", "equals": "==", "over": ">", "above": ">", "exceeds": ">", "more than": ">", "greater than": ">",
		"higher than": ">", "under": "<", "below": "<", "less than": "<", "lower than": "<", "fewer than": "<", "at least": ">=",
		"from": ">=", "at most": "<=", "up to": "<="}
})

// comparison is the sign for the words at the first tokens, an "is" before them or not;
// empty for no such words.
func comparison(tokens []lexer.Token) string {
	said := ""
	for i, t := range tokens[:min(len(tokens), 3)] {
		if t.Kind != lexer.Identifier {
			break
		}
		if tokens[0].Value == "is" && i == 1 {
			said = ""
		}
		said = strings.TrimSpace(said + " " + t.Value)
		if sign := comparisons()[said]; sign != "" && said != "is" {
			return sign
		}
	}
	if tokens[0].Value == "is" {
		return "=="
	}
	return ""
}

// bracket is one that is open, and what stood in it so far.
type bracket struct {
	each   bool // of any(list, …) and its like
	commas int
}

// full reports whether no further comma can stand in it.
func (b bracket) full() bool { return b.each && b.commas > 0 }

// isThousand reports whether digits can be what follows a comma in a number alone: 000, 050.
func isThousand(digits string) bool { return len(digits) == 3 && digits[0] == '0' }

// operand reports whether a value may end, or begin, at a token.
func operand(t lexer.Token) bool {
	return t.Kind == lexer.Number || t.Kind == lexer.Identifier || t.Kind == lexer.String || t.Kind == lexer.Bracket && strings.Contains("()[]", t.Value)
}

// hundredth is a number that was meant as a percentage, as a fraction.
func hundredth(text string) string {
	n, err := number.ParseDecimal("number", strings.ReplaceAll(text, "_", ""))
	if err != nil {
		return "a fraction"
	}
	return n.Mul(decimal.New(1, -2)).String()
}
