package rule

import (
	"fmt"
	"slices"
	"strings"
)

// A Step is one row of a Lifecycle: what an event does to a case that is in one
// of the states From.
type Step[S, E ~string] struct {
	ID   string  // the row's own name, stable: usually its paragraph
	From []S     // the states in which the row applies
	On   E       // the event
	By   []Role  // who may report it, any one of these; none: anyone
	When []Guard // what the case must have reached; Permits asks these too
	With []Guard // what the event must bring
	If   string  // picks among rows of the same event and state; the first that holds
	To   S       // the state after; empty: the case stays where it is

	Cite           Citation   // the provision the row states
	Also           []Citation // further provisions that the step carries out
	Text           string     // the finding when it fires; {fact} stands for a value
	Interpretation string     // the reading on which the row rests, if any

	Opens, Closes []string // duties
	Documents     []string // letters, forms and file notes called for
}

// A Guard is something a row requires. When it does not hold the row does not
// apply, and when no other row does the event is refused with its Text.
type Guard struct {
	If             string   `json:"if"`
	Text           string   `json:"text,omitempty"` // the sentence when it fails; {fact} stands for a value
	Cite           Citation `json:"cite,omitempty"` // the provision; empty: the row's
	Interpretation string   `json:"interpretation,omitempty"`
}

// A Lifecycle is a table of steps. It holds no state and runs no callback: Fire
// says what an event does to a case in a state, and the caller does it.
type Lifecycle[S, E ~string, F any] struct {
	name   string
	start  S
	final  []S
	rows   []step[S, E, F]
	schema *schema[F]

	byEvent byEvent[E] // for Next
}

type step[S, E ~string, F any] struct {
	Step[S, E]
	when, with []clause[F]
	clause     clause[F] // If and Text
}

// NewLifecycle compiles the rows over the struct F, which holds the facts of
// the case and of the event, and checks them: every state can be reached from
// start, every state that is not final has a way out, no row is masked by
// those before it, and every row has an id of its own and a citation. The
// error is a *RowError or a *LifecycleError.
func NewLifecycle[S, E ~string, F any](name string, start S, final []S, rows ...Step[S, E]) (*Lifecycle[S, E, F], error) {
	s, err := structSchema[F]()
	if err != nil {
		return nil, err
	}
	l, err := compileLifecycle(s, name, start, final, rows)
	if err != nil {
		return nil, err
	}
	if faults := l.faults(); len(faults) > 0 {
		return nil, faults[0]
	}
	return l, nil
}

// compileLifecycle compiles the rows, and does not look at them together.
func compileLifecycle[S, E ~string, F any](s *schema[F], name string, start S, final []S, rows []Step[S, E]) (*Lifecycle[S, E, F], error) {
	l := &Lifecycle[S, E, F]{name: name, start: start, final: slices.Clone(final), schema: s}
	for i, row := range rows {
		compiled, err := compileStep(s, row)
		if err != nil {
			err.Name, err.Row = name, i
			return nil, err
		}
		l.rows = append(l.rows, compiled)
		l.byEvent = l.byEvent.add(row.On, i)
	}
	return l, nil
}

// MustLifecycle is NewLifecycle for package-level literals; it panics on a
// mistake.
func MustLifecycle[S, E ~string, F any](name string, start S, final []S, rows ...Step[S, E]) *Lifecycle[S, E, F] {
	return must(NewLifecycle[S, E, F](name, start, final, rows...))
}

func compileStep[S, E ~string, F any](s *schema[F], row Step[S, E]) (step[S, E, F], *RowError) {
	c := step[S, E, F]{Step: row}
	var err *RowError
	if c.clause, err = compileClause(s, row.ID, row.If, row.Text, "", row.Cite, row.Interpretation); err != nil {
		return c, err
	}
	if c.when, err = compileGuards(s, "when", row.When, row.Cite); err != nil {
		return c, err
	}
	c.with, err = compileGuards(s, "with", row.With, row.Cite)
	return c, err
}

func compileGuards[F any](s *schema[F], field string, guards []Guard, cite Citation) ([]clause[F], *RowError) {
	clauses := make([]clause[F], len(guards))
	for i, g := range guards {
		if g.Cite == "" {
			g.Cite = cite
		}
		if g.If == "" {
			return nil, &RowError{Field: fmt.Sprintf("%s[%d].if", field, i), Err: errNoGuard}
		}
		c, err := compileClause(s, "", g.If, "", g.Text, g.Cite, g.Interpretation)
		if err != nil {
			err.Field = fmt.Sprintf("%s[%d].%s", field, i, err.Field)
			return nil, err
		}
		clauses[i] = c
	}
	return clauses, nil
}

// Fire says what the event does to a case in the state from: the row that
// applies, with its finding. Otherwise it is *Refused, and the reasons are, in
// this order: the state, the role, what the case must have reached, what the
// event must bring. The error is an InputError for a fact that a condition
// asks and nobody gave, and for an event that the lifecycle does not have.
func (l *Lifecycle[S, E, F]) Fire(from S, on E, by Role, f *F) (Decision[Step[S, E]], error) {
	row, err := l.pick(from, on, by, f)
	switch {
	case err != nil:
		return Decision[Step[S, E]]{}, err
	case row == nil:
		return Decision[Step[S, E]]{}, l.refuse(from, on, by, f)
	}
	found, _ := row.clause.find(f) // pick has read its facts
	return Decision[Step[S, E]]{Value: row.Step, Findings: row.findings(found)}, nil
}

// refuse says why no row applies.
func (l *Lifecycle[S, E, F]) refuse(from S, on E, by Role, f *F) error {
	rows, err := l.candidates(from, on)
	if err == nil {
		rows, err = l.allowed(rows, from, on, by)
	}
	if err != nil {
		return err
	}
	var reasons []Finding
	for _, row := range rows {
		failed, _ := row.firstFailing(f) // pick has read the facts
		if len(failed) == 0 {
			found, _ := row.clause.find(f)
			failed = []Finding{found}
		}
		reasons = merge(reasons, failed)
	}
	return &Refused{Event: string(on), State: string(from), Findings: reasons}
}

// firstFailing returns the guards that do not hold: those of the case, or when
// they all hold, those of the event.
func (s *step[S, E, F]) firstFailing(f *F) ([]Finding, error) {
	for _, guards := range [...][]clause[F]{s.when, s.with} {
		failed, err := failing(guards, f)
		if err != nil || len(failed) > 0 {
			return failed, err
		}
	}
	return nil, nil
}

// failing are the guards that do not hold. All are asked; those that hold have
// nothing to tell.
func failing[F any](guards []clause[F], f *F) ([]Finding, error) {
	var failed []Finding
	for i := range guards {
		holds, err := guards[i].test(f)
		if err != nil {
			return nil, err
		}
		if holds {
			continue
		}
		found, _ := guards[i].find(f) // test has read its facts
		failed = append(failed, found)
	}
	return failed, nil
}

func (s *step[S, E, F]) findings(found Finding) []Finding {
	findings := append(make([]Finding, 0, 1+len(s.Also)), found)
	for _, cite := range s.Also {
		also := found
		also.Cite = cite
		findings = append(findings, also)
	}
	return findings
}

// merge adds the findings that are not there yet: rows share guards.
func merge(to, from []Finding) []Finding {
	for _, f := range from {
		if !slices.ContainsFunc(to, func(g Finding) bool { return g.Cite == f.Cite && g.Text() == f.Text() }) {
			to = append(to, f)
		}
	}
	return to
}

// candidates are the rows of an event in a state. Without one the refusal cites
// where the event does belong.
func (l *Lifecycle[S, E, F]) candidates(from S, on E) ([]*step[S, E, F], error) {
	var rows []*step[S, E, F]
	of := l.byEvent.rows(on)
	for _, i := range of {
		if row := &l.rows[i]; slices.Contains(row.From, from) {
			rows = append(rows, row)
		}
	}
	if len(rows) > 0 {
		return rows, nil
	}
	var reasons []Finding
	for _, i := range of {
		row := &l.rows[i]
		reasons = merge(reasons, []Finding{Verbatim(row.Cite, false,
			fmt.Sprintf("%s is possible when the case is %s, and it is %s.", on, either(row.From), from))})
	}
	return nil, &Refused{Event: string(on), State: string(from), Findings: reasons}
}

// allowed keeps the rows that a role may report.
func (l *Lifecycle[S, E, F]) allowed(rows []*step[S, E, F], from S, on E, by Role) ([]*step[S, E, F], error) {
	kept := rows[:0:0]
	for _, row := range rows {
		if len(row.By) == 0 || slices.Contains(row.By, by) {
			kept = append(kept, row)
		}
	}
	if len(kept) > 0 {
		return kept, nil
	}
	var reasons []Finding
	for _, row := range rows {
		text := fmt.Sprintf("%s is for %s, not for %s.", on, either(row.By), by)
		if by == "" {
			text = fmt.Sprintf("%s is for %s, and it is not said by whom it came.", on, either(row.By))
		}
		reason := Verbatim(row.Cite, false, text)
		reason.Facts = []Fact{Str("by", by)}
		reasons = merge(reasons, []Finding{reason})
	}
	return nil, &Refused{Event: string(on), State: string(from), Findings: reasons}
}

func plain[T ~string](words []T) []string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return texts
}

func either[T ~string](words []T) string { return strings.Join(plain(words), " or ") }

// events lists the events, in the order of the rows.
func (l *Lifecycle[S, E, F]) events() []string {
	var events []string
	for _, row := range l.rows {
		if !slices.Contains(events, string(row.On)) {
			events = append(events, string(row.On))
		}
	}
	return events
}

// Name returns the name of the lifecycle.
func (l *Lifecycle[S, E, F]) Name() string { return l.name }

// Start returns the state in which a case begins.
func (l *Lifecycle[S, E, F]) Start() S { return l.start }

// Final returns the states that nothing need lead out of.
func (l *Lifecycle[S, E, F]) Final() []S { return slices.Clone(l.final) }

// States returns every state, in the order of the rows.
func (l *Lifecycle[S, E, F]) States() []S { return l.states() }

// Events returns the events, in the order of the rows.
func (l *Lifecycle[S, E, F]) Events() []string { return l.events() }

// Facts lists what the rows may ask.
func (l *Lifecycle[S, E, F]) Facts() []Declaration { return l.schema.declarations() }

// Rows returns the rows, in order. The lists in them are the lifecycle's own,
// here as in the answer of Fire: read them only.
func (l *Lifecycle[S, E, F]) Rows() []Step[S, E] {
	rows := make([]Step[S, E], len(l.rows))
	for i, r := range l.rows {
		rows[i] = r.Step
	}
	return rows
}
