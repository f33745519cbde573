package sql

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// A number is what a number is in SQL. In SQLite it is an integer of a unit, of a
// size that stays in 64 bits.
type number struct {
	sql    string
	places int      // SQLite: the unit is 10^-places
	bound  *big.Int // SQLite: it is no larger, in units
	units  *big.Int // SQLite: of a constant
}

// most is the largest integer of SQLite: what is larger it makes a binary fraction.
var most = big.NewInt(math.MaxInt64)

func power(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// deepest bounds what stands in what: SQLite takes no more than 1,000.
const deepest = 200

// truth writes what is true or false.
func (w *writer) truth(n *expression.Node) string {
	if w.depth++; w.depth > deepest {
		w.refuse(fmt.Sprintf("a condition of more than %d parts one in another", deepest), "it in several rows")
		return "FALSE"
	}
	defer func() { w.depth-- }()
	switch n.Op {
	case expression.OpConst:
		return strings.ToUpper(n.Value.String())
	case expression.OpFact:
		return quoted(n.Name)
	case expression.OpNot:
		return "NOT (" + w.truth(n.Args[0]) + ")"
	case expression.OpAnd, expression.OpOr:
		word := map[expression.Op]string{expression.OpAnd: " AND ", expression.OpOr: " OR "}[n.Op]
		return "(" + w.truth(n.Args[0]) + word + w.truth(n.Args[1]) + ")"
	case expression.OpIf:
		return "CASE WHEN " + w.truth(n.Args[0]) + " THEN " + w.truth(n.Args[1]) + " ELSE " + w.truth(n.Args[2]) + " END"
	case expression.OpCompare:
		return w.compare(n.Args[0], n.Rel.Text, n.Args[1])
	case expression.OpIn:
		all := make([]string, len(n.Args)-1)
		for i, a := range n.Args[1:] {
			all[i] = w.compare(n.Args[0], "==", a)
		}
		return "(" + strings.Join(all, " OR ") + ")"
	case expression.OpInText:
		find := map[Dialect]string{PostgreSQL: "strpos", SQLite: "instr"}[w.dialect]
		return fmt.Sprintf("%s(%s, %s) > 0", find, w.words(n.Args[0]), w.words(n.Args[1]))
	case expression.OpStarts, expression.OpEnds:
		whole, part := w.words(n.Args[0]), w.words(n.Args[1])
		if n.Op == expression.OpStarts {
			return fmt.Sprintf("%s = %s", w.collated(fmt.Sprintf("substr(%s, 1, length(%s))", whole, part)), part)
		}
		end := w.collated(fmt.Sprintf("substr(%s, length(%[1]s) - length(%s) + 1)", whole, part))
		return fmt.Sprintf("(length(%s) >= length(%s) AND %s = %[2]s)", whole, part, end)
	}
	w.refuse("a list", "facts of one value each")
	return "FALSE"
}

func (w *writer) compare(a *expression.Node, relation string, b *expression.Node) string {
	if relation = strings.ReplaceAll(relation, "==", "="); relation == "!=" {
		relation = "<>"
	}
	switch a.Type.Kind {
	case expression.NumberKind:
		pair := w.aligned(w.number(a), w.number(b))
		return pair[0].sql + " " + relation + " " + pair[1].sql
	case expression.BoolKind:
		return "(" + w.truth(a) + ") " + relation + " (" + w.truth(b) + ")"
	case expression.TextKind:
		return w.collated(w.words(a)) + " " + relation + " " + w.words(b)
	}
	if w.dialect == SQLite {
		return w.collated(w.date(a)) + " " + relation + " " + w.date(b)
	}
	return w.date(a) + " " + relation + " " + w.date(b)
}

// words writes a text.
func (w *writer) words(n *expression.Node) string {
	switch n.Op {
	case expression.OpConst:
		return text(n.Value.Text())
	case expression.OpIf:
		return "CASE WHEN " + w.truth(n.Args[0]) + " THEN " + w.words(n.Args[1]) + " ELSE " + w.words(n.Args[2]) + " END"
	}
	if slices.ContainsFunc(w.facts, func(c Column) bool { return c.Name == n.Name }) {
		if w.dialect == PostgreSQL {
			return quoted(n.Name) + "::text"
		}
		return quoted(n.Name)
	}
	w.refuse(n.Name+", the name of a band,", "the values of the band")
	return "''"
}

// date writes a date.
func (w *writer) date(n *expression.Node) string {
	switch n.Op {
	case expression.OpConst:
		return map[Dialect]string{PostgreSQL: "DATE "}[w.dialect] + "'" + n.Value.String() + "'"
	case expression.OpIf:
		return "CASE WHEN " + w.truth(n.Args[0]) + " THEN " + w.date(n.Args[1]) + " ELSE " + w.date(n.Args[2]) + " END"
	}
	return quoted(n.Name)
}

func (w *writer) constant(d decimal.Decimal) number {
	if w.dialect == PostgreSQL {
		text := d.String()
		if d.Sign() < 0 {
			text = "(" + text + ")"
		}
		return number{sql: text}
	}
	places := int(max(0, -d.Exponent()))
	units := d.Shift(int32(places)).BigInt()
	return w.checked(number{units.String(), places, new(big.Int).Abs(units), units})
}

// checked refuses what SQLite has no integer for.
func (w *writer) checked(n number) number {
	if n.bound != nil && n.bound.Cmp(most) > 0 {
		w.refuse("a number that may be larger than the 64 bits of SQLite's integers", "fewer decimals, or no product of facts")
		n.bound = new(big.Int)
	}
	return n
}

// in writes a number in a smaller unit.
func (w *writer) in(n number, places int) number {
	if w.dialect == PostgreSQL || n.places >= places {
		return n
	}
	by := power(places - n.places)
	n.sql, n.places, n.bound = "("+n.sql+" * "+by.String()+")", places, new(big.Int).Mul(n.bound, by)
	if n.units != nil {
		n.units = new(big.Int).Mul(n.units, by)
		n.sql = n.units.String()
	}
	return w.checked(n)
}

// aligned brings numbers to one unit.
func (w *writer) aligned(all ...number) []number {
	places := 0
	for _, n := range all {
		places = max(places, n.places)
	}
	for i := range all {
		all[i] = w.in(all[i], places)
	}
	return all
}

func (w *writer) joined(format string, all ...number) number {
	texts, bound := make([]any, len(all)), new(big.Int)
	for i, n := range all {
		if texts[i] = n.sql; n.bound != nil {
			bound.Add(bound, n.bound)
		}
	}
	n := number{sql: fmt.Sprintf(format, texts...), places: all[0].places}
	if w.dialect == SQLite {
		n.bound = bound
	}
	return w.checked(n)
}

// number writes a number.
func (w *writer) number(n *expression.Node) number {
	switch n.Op {
	case expression.OpConst:
		return w.constant(n.Value.Number())
	case expression.OpFact:
		return w.fact(n.Name)
	case expression.OpNeg:
		return w.joined("(- %s)", w.number(n.Args[0]))
	case expression.OpIf:
		pair := w.aligned(w.number(n.Args[1]), w.number(n.Args[2]))
		return w.joined("CASE WHEN "+strings.ReplaceAll(w.truth(n.Args[0]), "%", "%%")+" THEN %s ELSE %s END", pair...)
	case expression.OpAdd, expression.OpSub:
		sign := map[expression.Op]string{expression.OpAdd: "+", expression.OpSub: "-"}[n.Op]
		return w.joined("(%s "+sign+" %s)", w.aligned(w.number(n.Args[0]), w.number(n.Args[1]))...)
	case expression.OpMul:
		a, b := w.number(n.Args[0]), w.number(n.Args[1])
		product := number{sql: "(" + a.sql + " * " + b.sql + ")", places: a.places + b.places}
		if w.dialect == SQLite {
			product.bound = new(big.Int).Mul(a.bound, b.bound)
		}
		return w.checked(product)
	case expression.OpEach:
		w.refuse("a list", "facts of one value each")
		return w.constant(decimal.New(0, 0))
	}
	return w.call(n)
}

// fact writes a fact, or the value of the employer's band.
func (w *writer) fact(name string) number {
	values, fixed := w.fixed[name]
	if !fixed {
		i := slices.IndexFunc(w.facts, func(c Column) bool { return c.Name == name })
		if w.dialect == PostgreSQL {
			return number{sql: quoted(name) + "::numeric"}
		}
		return number{sql: quoted(name), places: w.facts[i].Places, bound: largest}
	}
	var all []number
	for _, v := range values {
		all = append(all, w.constant(decimal.RequireFromString(v)))
	}
	if len(all) == 1 {
		return all[0]
	}
	all = w.aligned(all...)
	format := "(CASE"
	for i := len(all) - 1; i > 0; i-- {
		from := w.aligned(w.fact(w.table.Bands.By), w.constant(decimal.RequireFromString(w.table.Bands.Rows[i].From)))
		format += " WHEN " + from[0].sql + " >= " + from[1].sql + " THEN %s"
	}
	slices.Reverse(all)
	return w.joined(format+" ELSE %s END)", all...)
}

// call writes a function.
func (w *writer) call(n *expression.Node) number {
	switch name := n.Func(); name {
	case "abs":
		return w.joined("abs(%s)", w.number(n.Args[0]))
	case "min", "max":
		all := make([]number, len(n.Args))
		for i, a := range n.Args {
			all[i] = w.number(a)
		}
		if w.dialect == PostgreSQL {
			name = map[string]string{"min": "least", "max": "greatest"}[name]
		}
		return w.joined(name+"("+strings.Repeat(", %s", len(all))[2:]+")", w.aligned(all...)...)
	case "round":
		return w.quotient(w.number(n.Args[0]), decimal.New(1, 0), n.Args[1:])
	case "div":
		if by := n.Args[1]; by.Op == expression.OpConst && by.Value.Number().Sign() != 0 {
			return w.quotient(w.number(n.Args[0]), by.Value.Number(), n.Args[2:])
		}
		w.refuse("a division by "+n.Args[1].String()+", which may be 0 for one employer,", "a number as the divisor")
	case "days":
		to, from := w.date(n.Args[0]), w.date(n.Args[1])
		if w.dialect == PostgreSQL {
			return number{sql: "(" + to + " - " + from + ")::numeric"}
		}
		return number{sql: "CAST(julianday(" + to + ") - julianday(" + from + ") AS INTEGER)", bound: power(7)}
	default:
		w.refuse(name, "days, or the facts counted beforehand")
	}
	return w.constant(decimal.New(0, 0))
}

// quotient writes a/b rounded: the quotient of whole numbers, and one more away from
// zero where what is left asks for it.
func (w *writer) quotient(a number, b decimal.Decimal, how []*expression.Node) number {
	places, rounding := int(how[0].Value.Number().IntPart()), how[1].Value.Text()
	if b.IsNegative() {
		a, b = w.joined("(- %s)", a), b.Neg()
	}
	sign := "sign(" + a.sql + ")"
	if w.dialect == SQLite {
		sign = "(CASE WHEN " + a.sql + " > 0 THEN 1 WHEN " + a.sql + " < 0 THEN -1 ELSE 0 END)"
	}
	var q, left, half, odd string
	unit := b.Shift(int32(-places)) // a is so many of it
	scaled := a
	if w.dialect == PostgreSQL {
		d := unit.String()
		q = "div(" + a.sql + ", " + d + ")"
		left, half = "2 * abs("+a.sql+" - "+q+" * "+d+")", d
		odd = "mod(" + q + ", 2) <> 0"
	} else {
		units := max(a.places, int(-unit.Exponent()), 0)
		scaled = w.in(a, units)
		d := w.in(w.constant(unit), units)
		divisor := unit.Shift(int32(units)).BigInt().String()
		w.checked(number{bound: new(big.Int).Mul(big.NewInt(2), new(big.Int).Add(scaled.bound, d.bound))})
		q = "(" + scaled.sql + " / " + divisor + ")"
		left, half = "2 * abs("+scaled.sql+" % "+divisor+")", divisor
		odd = q + " % 2 <> 0"
	}
	away := map[string]string{
		"half_up":   left + " >= " + half,
		"half_down": left + " > " + half,
		"half_even": "(" + left + " > " + half + " OR " + left + " = " + half + " AND " + odd + ")",
		"up":        left + " <> 0",
		"down":      "",
	}[rounding]
	if away != "" {
		q = "(" + q + " + CASE WHEN " + away + " THEN " + sign + " ELSE 0 END)"
	}
	if w.dialect == PostgreSQL {
		return number{sql: "(" + q + " * " + decimal.New(1, int32(-places)).String() + ")"}
	}
	n := number{sql: q, places: max(places, 0), bound: scaled.bound} // rounded, it is no larger than what is divided
	if places < 0 {
		by := power(-places)
		n = number{sql: "(" + q + " * " + by.String() + ")", bound: new(big.Int).Mul(n.bound, by)}
	}
	return w.checked(n)
}
