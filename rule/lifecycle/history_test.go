package lifecycle_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// The procedure of these tests is invented: a library lends a book.

type (
	loanState string
	loanWord  string

	loanCase struct {
		State  loanState       `json:"state"`
		Title  string          `json:"title,omitempty"`
		Loans  int             `json:"loans"`
		LastOn calendar.Date   `json:"last_on,omitzero"`
		Docket calendar.Docket `json:"docket"`
	}

	loanEvent interface{ Name() loanWord }

	lend struct {
		On    calendar.Date   `json:"on,omitzero"`
		By    rule.Role       `json:"by,omitempty"`
		Title string          `json:"title,omitempty"`
		Fee   decimal.Decimal `json:"fee,omitzero"`
		Marks []string        `json:"marks,omitzero"`
	}
	extend struct {
		On    calendar.Date `json:"on,omitzero"`
		Title string        `json:"title,omitempty"`
	}
	giveBack struct {
		On calendar.Date `json:"on,omitzero"`
	}
	lose struct {
		On calendar.Date `json:"on,omitzero"`
	}
	audit struct {
		On calendar.Date `json:"on,omitzero"`
		Of calendar.Date `json:"of,omitzero"`
	}

	loanPolicy struct {
		id        string
		effective calendar.Date
		reading   string // of audit-version
		values    loanValues
	}
	loanValues struct{ Days, Free int }

	loanHistory  = lifecycle.History[loanState, loanWord, loanCase, loanEvent, *loanPolicy]
	loanRevision = lifecycle.Revision[loanCase, loanEvent]
	loanMachine  = lifecycle.Machine[loanState, loanWord, loanCase, loanEvent, *loanPolicy]
	loanRow      = lifecycle.Row[loanState, loanWord]
)

func (lend) Name() loanWord     { return "lend" }
func (extend) Name() loanWord   { return "extend" }
func (giveBack) Name() loanWord { return "give_back" }
func (lose) Name() loanWord     { return "lose" }
func (audit) Name() loanWord    { return "audit" }

func (p *loanPolicy) ID() string               { return p.id }
func (p *loanPolicy) Effective() calendar.Date { return p.effective }

var loans = sync.OnceValue(func() *loanMachine {
	return lifecycle.New(lifecycle.Definition[loanState, loanWord, loanCase, loanEvent, *loanPolicy]{
		Name:   "loans",
		Start:  "shelf",
		Final:  []loanState{"lost"},
		Roles:  []rule.Role{"librarian"},
		Events: []loanEvent{lend{}, extend{}, giveBack{}, lose{}, audit{}},
		Duties: []calendar.Duty{
			{ID: "return", By: "reader", To: "library", Cite: "Loans 1"},
			{ID: "card", By: "library", To: "reader", Cite: "Loans 1"},
			{ID: "fee", By: "reader", To: "library", Cite: "Loans 2"},
			{ID: "list", By: "library", To: "town", Cite: "Loans 6"},
		},
		Readings: []lifecycle.Question{{ID: "audit-version", Readings: []string{"day", "of"}}},
		Case: func(c *loanCase) lifecycle.Core[loanState] {
			return lifecycle.Core[loanState]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Version: func(own *loanPolicy, e loanEvent) (day, other calendar.Date, id string) {
			a, ok := e.(audit)
			switch {
			case !ok || a.Of.IsZero():
				return day, other, ""
			case own.reading == "of":
				return a.Of, a.On, "audit-version"
			}
			return a.On, a.Of, "audit-version"
		},
		Values:  lifecycle.ValuesOf(func(p *loanPolicy) *loanValues { return &p.values }),
		Reading: func(p *loanPolicy, _ int) string { return p.reading },
		Term: func(x *lifecycle.Context[loanCase, *loanPolicy], _ string, after calendar.Date) (calendar.Due, error) {
			day, err := after.AddDays(x.Policy.values.Days)
			return calendar.Due{Date: day}, err
		},
		Rows: []loanRow{
			{ID: "1", From: []loanState{"shelf"}, On: "lend", By: lifecycle.ByDefault("librarian"), Needs: []lifecycle.Guard{{Fact: "title"}}, To: "lent",
				Cite: "Loans 1", Text: "{event.title} is lent.", Does: []lifecycle.Effect{
					lifecycle.Set{Field: "title", To: "event.title"},
					lifecycle.Set{Field: "loans", To: "case.loans + 1"},
					lifecycle.Open{Duty: "return", Within: "loan", For: "event.title"},
					lifecycle.Open{Duty: "card"},
					lifecycle.Open{Duty: "card"},
					lifecycle.Open{Duty: "fee", If: "given.fee and event.fee > policy.free"},
					lifecycle.Say{ID: "2", Cite: "Loans 2", If: "given.fee", Text: "The fee is {event.fee}."},
				}},
			{ID: "3", From: []loanState{"lent"}, On: "extend", Cite: "Loans 3", Text: "The loan is extended.", Does: []lifecycle.Effect{
				lifecycle.Replace{Duties: lifecycle.Duties{IDs: []string{"return"}}},
				lifecycle.Open{Duty: "return", Within: "loan", For: "case.title"},
			}},
			{ID: "4", From: []loanState{"lent"}, On: "give_back", To: "shelf", Cite: "Loans 4", Text: "The book is given back.", Does: []lifecycle.Effect{
				lifecycle.Perform{Duties: lifecycle.Duties{IDs: []string{"return"}}},
				lifecycle.Lapse{Duties: lifecycle.Duties{All: true}},
				lifecycle.Call{Documents: []string{"receipt"}},
			}},
			{ID: "5", From: []loanState{"lent"}, On: "lose", To: "lost", Cite: "Loans 5", Text: "The book is lost.", Does: []lifecycle.Effect{
				lifecycle.Lapse{Duties: lifecycle.Duties{All: true}},
			}},
			{ID: "6", From: []loanState{"shelf", "lent", "lost"}, On: "audit", Cite: "Loans 6", Text: "The loans are listed.", Does: []lifecycle.Effect{
				lifecycle.Open{Duty: "list", Within: "loan"},
			}},
		},
	})
})

func TestHistoryTheProcedureOfTheseTestsIsSound(t *testing.T) {
	if err := loans().Check(); err != nil {
		t.Fatal(err)
	}
}

// A machine, a timeline and a history that nobody made are input errors, and have nothing.
func TestHistory_ofNobody(t *testing.T) {
	var m loanMachine
	var h loanHistory
	var line lifecycle.Timeline[*loanPolicy]
	_, _, apply := m.Apply(version("", 30), loanCase{}, giveBack{})
	_, appendErr := h.Append("", giveBack{}, lifecycle.As{})
	_, accept := h.Accept()
	_, write := h.MarshalJSON()
	_, force := line.InForce("level", calendar.Date{})
	for field, errs := range map[string][]error{"machine": {apply, m.Check()}, "history": {appendErr, accept, write}, "policy": {force}} {
		for _, err := range errs {
			var input *rule.InputError
			if !errors.As(err, &input) || input.Field != field {
				t.Errorf("%s: got %v", field, err)
			}
		}
	}
	if _, ok := line.At(calendar.Date{}); ok || h.State() != "" || len(h.Docket().Duties) != 0 || h.Overdue(calendar.MustParse("2024-01-01")) != nil ||
		len(m.Listing().Events) != 0 || new(loanRevision).Findings() != nil || line.Name(nil) != "" {
		t.Error("what nobody made has something")
	}
	if (&lifecycle.EntryError{Entry: "1"}).Error() == "" || (&lifecycle.RowError{}).Error() == "" || m.EventOf("lend", nil) != nil {
		t.Error("an error of nothing says something, and no facts are no event")
	}
}

func version(effective string, days int) *loanPolicy {
	p := &loanPolicy{id: "loans", reading: "day", values: loanValues{Days: days, Free: 5}}
	if effective != "" {
		p.effective = day(effective)
	}
	return p
}

func day(s string) calendar.Date { return calendar.MustParse(s) }

func newLoans(t testing.TB, versions ...*loanPolicy) *loanHistory {
	t.Helper()
	if len(versions) == 0 {
		versions = []*loanPolicy{version("", 30)}
	}
	h, err := lifecycle.NewHistory(loans(), loanCase{State: "shelf"}, versions...)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func enter(t testing.TB, h *loanHistory, id string, e loanEvent) rule.Outcome {
	t.Helper()
	out, err := h.Append(id, e, lifecycle.As{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// borrowed is a history of four entries: lent, extended, given back late, audited.
func borrowed(t testing.TB, versions ...*loanPolicy) *loanHistory {
	h := newLoans(t, versions...)
	enter(t, h, "", lend{On: day("2021-01-04"), Title: "Ulysses", Fee: decimal.New(6, 0)})
	enter(t, h, "X", extend{On: day("2021-01-11")})
	enter(t, h, "", giveBack{On: day("2021-02-15")})
	enter(t, h, "", audit{On: day("2021-03-01")})
	return h
}

func ids(h *loanHistory) string {
	var all []string
	for _, e := range h.Entries() {
		text := e.ID
		if e.Status != lifecycle.InForce {
			text += ":" + string(e.Status)
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

func keys(duties []calendar.Duty) string {
	var all []string
	for _, d := range duties {
		all = append(all, d.Key)
	}
	return strings.Join(all, " ")
}

func open(c loanCase) string { return keys(c.Docket.Duties) }

// refused asserts a refusal with a text in it.
func refused(t *testing.T, err error, text string) {
	t.Helper()
	var r *rule.Refused
	if !errors.As(err, &r) || !strings.Contains(err.Error(), text) || r.Findings[0].Cite == "" || r.Findings[0].Holds {
		t.Errorf("got %v, expected a refusal with %q", err, text)
	}
}

// inError asserts an error of a field.
func inError(t *testing.T, err error, field string) {
	t.Helper()
	var e *rule.InputError
	if !errors.As(err, &e) || e.Field != field {
		t.Errorf("got %v, expected an error of %s", err, field)
	}
}

func TestHistoryAppendDecidesAsApplyDoes(t *testing.T) {
	h := borrowed(t)
	c := loanCase{State: "shelf"}
	for _, e := range h.Entries() {
		after, want, err := h.Machine().ApplyEntry(version("", 30), c, e.Event, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		c = after
		if got, err := h.Outcome(e.ID); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, %v, want %v", e.ID, got, err, want)
		}
	}
	if !reflect.DeepEqual(h.Case(), c) {
		t.Errorf("got %v, want %v", h.Case(), c)
	}
}

func TestHistoryIDIsTheHostsElseTheNumberInTheOrderOfEntering(t *testing.T) {
	h := newLoans(t)
	enter(t, h, "2", lend{On: day("2021-01-04"), Title: "Emma"})
	enter(t, h, "", extend{On: day("2021-01-05")}) // 2 is another's
	enter(t, h, "X", extend{On: day("2021-01-06")})
	enter(t, h, "", extend{On: day("2021-01-07")})
	if got := ids(h); got != "2 3 X 4" {
		t.Errorf("got %s", got)
	}
}

func TestHistoryKeysOfDuties(t *testing.T) {
	h := newLoans(t)
	first := enter(t, h, "", lend{On: day("2021-01-04"), Title: "Emma", Fee: decimal.New(6, 0)})
	if got := keys(first.Opened); got != "1/return/Emma 1/card 1/card/2 1/fee" {
		t.Errorf("got %s", got)
	}
	if d := first.Opened[0]; d.Opened != (calendar.Mark{On: day("2021-01-04"), Entry: "1"}) || d.Due != day("2021-02-03") {
		t.Errorf("got %+v", d)
	}
	second := enter(t, h, "X", extend{On: day("2021-01-11")})
	if got := keys(second.Opened); got != "X/return/Emma" {
		t.Errorf("got %s", got)
	}
	if d := second.Closed[0]; d.Key != "1/return/Emma" || d.How != calendar.Replaced || d.Closed != (calendar.Mark{On: day("2021-01-11"), Entry: "X"}) {
		t.Errorf("got %+v", d)
	}
	third := enter(t, h, "", giveBack{On: day("2021-02-15")})
	if d := third.Closed[0]; d.How != calendar.Late || third.Closed[1].How != calendar.Lapsed {
		t.Errorf("got %+v", third.Closed)
	}
	if !strings.Contains(third.String(), "5 calendar days late (Loans 1)") {
		t.Errorf("lateness is a finding under the duty's citation: %s", third)
	}
}

func TestHistoryAppendTwiceIsOneDelivery(t *testing.T) {
	h := borrowed(t)
	h2 := h.Clone()
	want, _ := h.Outcome("X")
	if got, err := h.Append("X", extend{On: day("2021-01-11")}, lifecycle.As{Recorded: day("2020-01-01")}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if !reflect.DeepEqual(h.Entries(), h2.Entries()) {
		t.Error("a delivery twice changed the history")
	}
	_, err := h.Append("X", extend{On: day("2021-01-12")}, lifecycle.As{})
	refused(t, err, "X")
	_, err = h.Append("X", lose{On: day("2021-01-11")}, lifecycle.As{})
	refused(t, err, "X")
	accept(t, h)(h.Remove("X", "Another book.", lifecycle.As{}))
	_, err = h.Append("X", extend{On: day("2021-01-11")}, lifecycle.As{})
	refused(t, err, "There was an entry X, and it is removed: Another book")
}

// accept accepts the revision that was just made.
func accept(t testing.TB, h *loanHistory) func(*loanRevision, error) *loanRevision {
	return func(r *loanRevision, err error) *loanRevision {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		got, err := h.Accept()
		if err != nil || got != r {
			t.Fatal(got, err)
		}
		return r
	}
}

func TestHistoryAppendRefusedOrInErrorIsNoEntry(t *testing.T) {
	h := borrowed(t)
	before := h.Clone()
	for _, c := range []struct {
		e    loanEvent
		as   lifecycle.As
		want func(error)
	}{
		{giveBack{On: day("2021-03-02")}, lifecycle.As{}, func(err error) { refused(t, err, "give_back") }},
		{audit{On: day("2021-02-28")}, lifecycle.As{}, func(err error) { inError(t, err, "on") }},
		{audit{}, lifecycle.As{}, func(err error) { inError(t, err, "on") }},
		{nil, lifecycle.As{}, func(err error) { inError(t, err, "event") }},
		{lend{On: day("2021-03-02"), By: "nobody"}, lifecycle.As{}, func(err error) { inError(t, err, "by") }},
		{audit{On: day("2021-03-02")}, lifecycle.As{Recorded: day("2021-03-01")}, func(err error) { inError(t, err, "recorded") }},
	} {
		_, err := h.Append("", c.e, c.as)
		c.want(err)
		if !reflect.DeepEqual(h.Entries(), before.Entries()) || !reflect.DeepEqual(h.Case(), before.Case()) || h.Recorded() != before.Recorded() {
			t.Errorf("%v changed the history", c.e)
		}
	}
}

func TestHistoryRecordedRunsForward(t *testing.T) {
	h := newLoans(t)
	if !h.Recorded().IsZero() {
		t.Error("nothing was recorded yet")
	}
	if _, err := h.Append("", lend{On: day("2021-01-04"), Title: "Emma"}, lifecycle.As{Recorded: day("2021-01-20")}); err != nil {
		t.Fatal(err)
	}
	enter(t, h, "", extend{On: day("2021-01-11")}) // the latest day recorded is later
	enter(t, h, "", extend{On: day("2021-01-25")}) // its own day is
	var got []string
	for _, e := range h.Entries() {
		got = append(got, e.Recorded.String())
	}
	if !slices.Equal(got, []string{"2021-01-20", "2021-01-20", "2021-01-25"}) {
		t.Errorf("got %v", got)
	}
	_, err := h.Append("", extend{On: day("2021-01-26")}, lifecycle.As{Recorded: day("2021-01-25")})
	inError(t, err, "recorded")
	_, err = h.Correct("1", lend{On: day("2021-01-04"), Title: "Emma"}, lifecycle.As{Recorded: day("2021-01-24")})
	inError(t, err, "recorded")
	_, err = h.Insert("", extend{On: day("2021-02-04")}, lifecycle.As{Recorded: day("2021-02-03")})
	inError(t, err, "recorded")
	_, err = h.Remove("2", "Not so.", lifecycle.As{Recorded: day("2021-01-24")})
	inError(t, err, "recorded")
	r, err := h.Remove("2", "Not so.", lifecycle.As{})
	if err != nil || r.Recorded != day("2021-01-25") {
		t.Errorf("got %v, %v: the default of a removal is the latest day", r, err)
	}
}

func TestHistoryCorrectReplacesAnEntryWhenItIsAccepted(t *testing.T) {
	h := borrowed(t)
	before := h.Case()
	if _, err := h.Append("N", audit{On: day("2021-03-02")}, lifecycle.As{Note: lifecycle.Note{Actor: "mn"}}); err != nil {
		t.Fatal(err)
	}
	// without a note of its own a correction has the one before
	for as, want := range map[lifecycle.Note]string{{}: "mn", {Actor: "op"}: "op"} {
		c := h.Clone()
		accept(t, c)(c.Correct("N", audit{On: day("2021-03-03")}, lifecycle.As{Note: as}))
		if got := entry(c, "N").Note.Actor; got != want {
			t.Errorf("the note is that of %s, want %s", got, want)
		}
	}
	h = borrowed(t)
	r, err := h.Correct("1", lend{On: day("2021-01-04"), Title: "Emma", Fee: decimal.New(4, 0)}, lifecycle.As{Recorded: day("2021-03-08"), Note: lifecycle.Note{Actor: "jk"}})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(h.Case(), before) || !reflect.DeepEqual(r.Before, before) || r.After.Title != "Emma" {
		t.Errorf("got %v, %v", r.Before, r.After)
	}
	if got := keys(r.Gained) + " | " + keys(r.Lost); got != "1/return/Emma X/return/Emma | 1/return/Ulysses 1/fee X/return/Ulysses" {
		t.Errorf("gained | lost: %s", got)
	}
	if !slices.Equal(r.Changed, []string{"X", "3"}) || len(r.Broken)+len(r.Moved) > 0 {
		t.Errorf("changed %v, broken %v, moved %v", r.Changed, r.Broken, r.Moved)
	}
	if got := keys(r.Outcome.Opened); got != "1/return/Emma 1/card 1/card/2" {
		t.Errorf("got %s", got)
	}
	if again, err := h.Accept(); err != nil || again != r || !reflect.DeepEqual(h.Case(), r.After) {
		t.Errorf("got %v, %v", h.Case(), err)
	}
	e, err := h.Entry("1")
	if err != nil || e.Recorded != day("2021-03-08") || e.Note.Actor != "jk" || len(e.Earlier) != 1 || e.Earlier[0].Event.(lend).Title != "Ulysses" ||
		e.Earlier[0].Recorded != day("2021-01-04") {
		t.Errorf("got %+v, %v", e, err)
	}
	e.Earlier[0].Recorded = day("2000-01-01")
	if entry(h, "1").Earlier[0].Recorded == day("2000-01-01") {
		t.Error("who changes an entry changes the history")
	}
	if h.Recorded() != day("2021-03-08") {
		t.Errorf("got %v", h.Recorded())
	}
}

func TestHistoryCorrectMovesAnEntryToAnotherDay(t *testing.T) {
	h := borrowed(t)
	r := accept(t, h)(h.Correct("X", extend{On: day("2021-01-18")}, lifecycle.As{}))
	if len(r.Moved) != 1 || r.Moved[0].Duty.Key != "X/return/Ulysses" || r.Moved[0].From != day("2021-02-10") || r.Moved[0].To != day("2021-02-17") {
		t.Errorf("got %v", r.Moved)
	}
	if !slices.Equal(r.Changed, []string{"3"}) { // which is not late any more
		t.Errorf("got %v", r.Changed)
	}
	if got := ids(h); got != "1 X 3 4" {
		t.Errorf("got %s", got)
	}
	// After those of the day that it moves to.
	r = accept(t, h)(h.Correct("1", lend{On: day("2021-01-18"), Title: "Ulysses"}, lifecycle.As{}))
	if got := ids(h); got != "X:void 1 3 4" {
		t.Errorf("got %s", got)
	}
	if len(r.Broken) != 1 || r.Broken[0].Entry != "X" {
		t.Errorf("got %v", r.Broken)
	}
	refused(t, r.Broken[0].Err, "shelf")
	accept(t, h)(h.Correct("1", lend{On: day("2021-01-04"), Title: "Ulysses"}, lifecycle.As{}))
	if got := ids(h); got != "1 X:void 3 4" { // a void entry is not tried again
		t.Errorf("got %s", got)
	}
	accept(t, h)(h.Correct("X", extend{On: day("2021-01-18")}, lifecycle.As{})) // unless it is the one corrected
	if got := ids(h); got != "1 X 3 4" {
		t.Errorf("got %s", got)
	}
	e, _ := h.Entry("X")
	if got := []lifecycle.Status{e.Earlier[0].Status, e.Earlier[1].Status, e.Earlier[2].Status, e.Status}; !slices.Equal(got,
		[]lifecycle.Status{lifecycle.InForce, lifecycle.InForce, lifecycle.Void, lifecycle.InForce}) || !strings.Contains(e.Earlier[2].Why, "shelf") {
		t.Errorf("got %v, %s", got, e.Earlier[2].Why)
	}
}

func TestHistoryInsertTakesItsPlaceByItsDay(t *testing.T) {
	h := borrowed(t)
	r, err := h.Insert("", extend{On: day("2021-01-11")}, lifecycle.As{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Entry != "5" || r.Recorded != day("2021-03-01") || keys(r.Gained) != "5/return/Ulysses" || len(r.Lost)+len(r.Moved)+len(r.Broken) > 0 {
		t.Errorf("got %+v", r)
	}
	if _, err := h.Accept(); err != nil || ids(h) != "1 X 5 3 4" {
		t.Errorf("got %s, %v", ids(h), err)
	}
	_, err = h.Insert("X", extend{On: day("2021-01-12")}, lifecycle.As{})
	refused(t, err, "There is an entry X already")
	accept(t, h)(h.Remove("5", "A mistake", lifecycle.As{}))
	_, err = h.Insert("5", extend{On: day("2021-01-12")}, lifecycle.As{})
	refused(t, err, "There was an entry 5, and it is removed: A mistake")
	for _, enter := range []func(id string, e loanEvent, as lifecycle.As) error{
		func(id string, e loanEvent, as lifecycle.As) error { _, err := h.Insert(id, e, as); return err },
		func(id string, e loanEvent, as lifecycle.As) error { _, err := h.Append(id, e, as); return err },
	} {
		inError(t, enter("а", audit{On: day("2021-03-01")}, lifecycle.As{}), "id") // a Cyrillic letter
	}
	_, err = h.Insert("", nil, lifecycle.As{})
	inError(t, err, "event")
}

func TestHistoryRemoveBreaksWhatRestedOnTheEntry(t *testing.T) {
	h := borrowed(t)
	r, err := h.Remove("1", "Another reader's.", lifecycle.As{Note: lifecycle.Note{Reference: "L-7"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Broken) != 2 || r.Broken[0].Entry != "X" || r.Broken[1].Entry != "3" || len(r.Changed) > 0 || r.After.State != "shelf" {
		t.Errorf("got %+v", r)
	}
	if got := keys(r.Lost); got != "1/return/Ulysses 1/card 1/card/2 1/fee X/return/Ulysses" {
		t.Errorf("lost %s", got)
	}
	if _, err := h.Accept(); err != nil || ids(h) != "1:removed X:void 3:void 4" || open(h.Case()) != "4/list" {
		t.Errorf("got %s, %s, %v", ids(h), open(h.Case()), err)
	}
	if e, _ := h.Entry("1"); e.Why != "Another reader's." || e.Note.Reference != "L-7" {
		t.Errorf("got %+v", e)
	}
	if out, err := h.Outcome("1"); err != nil || !reflect.DeepEqual(out, rule.Outcome{}) {
		t.Errorf("a removed entry leads to nothing: %v, %v", out, err)
	}
	_, err = h.Correct("1", lend{On: day("2021-01-04"), Title: "Emma"}, lifecycle.As{})
	refused(t, err, "removed")
	_, err = h.Remove("1", "Again", lifecycle.As{})
	refused(t, err, "removed")
	_, err = h.Remove("4", " ", lifecycle.As{})
	refused(t, err, "reason")
	accept(t, h)(h.Remove("X", "It was void anyway", lifecycle.As{}))
	if got := ids(h); got != "1:removed X:removed 3:void 4" {
		t.Errorf("got %s", got)
	}
	_, err = h.Append("3", giveBack{On: day("2021-02-15")}, lifecycle.As{})
	refused(t, err, "void")
}

func TestHistoryAppendBeforeEntriesThatDecideNothing(t *testing.T) {
	h := borrowed(t)
	accept(t, h)(h.Remove("4", "Not so", lifecycle.As{}))
	first, _ := h.Outcome("3")
	out := enter(t, h, "", lend{On: day("2021-02-22"), Title: "Emma"})
	for id, want := range map[string]rule.Outcome{"3": first, "5": out, "4": {}} {
		if got, err := h.Outcome(id); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, %v, want %v", id, got, err, want)
		}
	}
	if h.AsOf(day("2021-02-15")).Title != "Ulysses" {
		t.Errorf("before it the case is %v", h.AsOf(day("2021-02-15")))
	}
	if ids(h) != "1 X 3 5 4:removed" || h.Case().Title != "Emma" || h.AsOf(day("2021-02-22")).Title != "Emma" || keys(out.Opened) != open(h.Case()) {
		t.Errorf("got %s, %v", ids(h), h.Case())
	}
}

func TestHistoryAnEntryThatIsNotThereIsNamed(t *testing.T) {
	h := borrowed(t)
	_, err := h.Correct("Y", extend{On: day("2021-01-11")}, lifecycle.As{})
	inError(t, err, "entry")
	_, err = h.Remove("Y", "reason", lifecycle.As{})
	inError(t, err, "entry")
	_, err = h.Outcome("Y")
	inError(t, err, "entry")
	_, err = h.Entry("Y")
	inError(t, err, "entry")
	_, err = h.Patch("Y", []byte("{}"))
	inError(t, err, "entry")
	if !strings.Contains(err.Error(), `"Y" is not valid, expected one of 1, X, 3, 4`) {
		t.Errorf("got %v", err)
	}
}

func TestHistoryAcceptRefuses(t *testing.T) {
	h := borrowed(t)
	_, err := h.Accept()
	refused(t, err, "no revision")
	if _, err := h.Remove("4", "Not so", lifecycle.As{}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Clone().Accept(); err == nil {
		t.Error("a revision that is not accepted stays behind")
	}
	// What is no change leaves the revision as it is.
	if _, err := h.Append("X", extend{On: day("2021-01-11")}, lifecycle.As{}); err != nil {
		t.Fatal(err)
	}
	_, err = h.Correct("1", lend{On: day("2021-01-04")}, lifecycle.As{})
	refused(t, err, "title")
	_, err = h.Correct("1", lend{}, lifecycle.As{})
	inError(t, err, "on")
	_, err = h.Insert("", giveBack{On: day("2021-03-02")}, lifecycle.As{})
	refused(t, err, "give_back")
	if r, err := h.Accept(); err != nil || r.Entry != "4" {
		t.Errorf("the revision looked at before stands: %v, %v", r, err)
	}
	if _, err := h.Remove("X", "Not so", lifecycle.As{}); err != nil {
		t.Fatal(err)
	}
	enter(t, h, "", audit{On: day("2021-04-01")})
	_, err = h.Accept()
	refused(t, err, "before the history changed")
}

func TestHistoryAsOfKnownOnAndOverdue(t *testing.T) {
	h := newLoans(t)
	enter(t, h, "", lend{On: day("2021-01-04"), Title: "Ulysses"})
	enter(t, h, "", giveBack{On: day("2021-02-15")})
	accept(t, h)(h.Correct("1", lend{On: day("2021-01-04"), Title: "Emma"}, lifecycle.As{Recorded: day("2021-03-01")}))
	accept(t, h)(h.Insert("", extend{On: day("2021-01-11")}, lifecycle.As{Recorded: day("2021-04-01")}))
	if c := h.AsOf(day("2021-01-03")); !reflect.DeepEqual(c, loanCase{State: "shelf"}) {
		t.Errorf("before the first: %v", c)
	}
	if c := h.AsOf(day("2021-01-10")); c.State != "lent" || c.Title != "Emma" {
		t.Errorf("got %v", c)
	}
	for _, c := range []struct{ day, title, overdue string }{
		{"2021-01-03", "", ""}, {"2021-01-04", "Ulysses", "1/return/Ulysses"}, {"2021-02-28", "Ulysses", "1/return/Ulysses"},
		{"2021-03-01", "Emma", "1/return/Emma"}, {"2021-04-01", "Emma", ""},
	} {
		known, err := h.KnownOn(day(c.day))
		if err != nil {
			t.Fatal(err)
		}
		if got := known.AsOf(day("2021-02-04")).Title; got != c.title {
			t.Errorf("known on %s: got %q, want %q", c.day, got, c.title)
		}
		if got := keys(known.Overdue(day("2021-02-04"))); got != c.overdue {
			t.Errorf("known on %s: overdue %q, want %q", c.day, got, c.overdue)
		}
	}
	if got := keys(h.Overdue(day("2021-02-14"))) + "|" + keys(h.Overdue(day("2021-02-15"))); got != "3/return/Emma|" {
		t.Errorf("from the day after it was due, up to and without the day it closed: %s", got)
	}
	known, _ := h.KnownOn(day("2021-03-31"))
	if known.Recorded() != day("2021-03-01") || ids(known) != "1 2" {
		t.Errorf("got %v, %s", known.Recorded(), ids(known))
	}
	enter(t, known, "", audit{On: day("2021-05-01")}) // it is a history of its own
	if ids(known) != "1 2 3" || ids(h) != "1 3 2" {
		t.Errorf("got %s, %s", ids(known), ids(h))
	}
}

func TestHistoryKnownOnKeepsTheOrderOfEntering(t *testing.T) {
	h := newLoans(t)
	enter(t, h, "A", lend{On: day("2021-01-04"), Title: "Emma"})
	enter(t, h, "B", audit{On: day("2021-01-11")})
	enter(t, h, "C", giveBack{On: day("2021-01-11")})
	accept(t, h)(h.Correct("B", audit{On: day("2021-01-05")}, lifecycle.As{Recorded: day("2021-02-01")}))
	accept(t, h)(h.Correct("B", audit{On: day("2021-01-11")}, lifecycle.As{Recorded: day("2021-03-01")}))
	accept(t, h)(h.Correct("B", audit{On: day("2021-01-11")}, lifecycle.As{Recorded: day("2021-04-01")}))
	for on, want := range map[string]string{"2021-01-31": "A B C", "2021-02-28": "A B C", "2021-03-31": "A C B", "2021-04-01": "A C B"} {
		known, err := h.KnownOn(day(on))
		if err != nil || ids(known) != want {
			t.Errorf("known on %s: got %s, %v, want %s", on, ids(known), err, want)
		}
		data, err := json.Marshal(known)
		if err != nil {
			t.Fatal(err)
		}
		again, err := lifecycle.ReadHistory(loans(), data, version("", 30))
		if err != nil {
			t.Fatal(err)
		}
		assertSame(t, again, known)
	}
}

func TestHistoryCloneAndKnownOnBranch(t *testing.T) {
	h := borrowed(t)
	a, b := h.Clone(), h.Clone()
	enter(t, a, "", lend{On: day("2021-03-02"), Title: "Emma"})
	enter(t, b, "", audit{On: day("2021-03-02")})
	enter(t, h, "Z", audit{On: day("2021-03-03")})
	accept(t, a)(a.Remove("X", "Not so", lifecycle.As{}))
	if ids(h) != "1 X 3 4 Z" || ids(a) != "1 X:removed 3 4 5" || ids(b) != "1 X 3 4 5" || b.Case().State != "shelf" || a.Case().State != "lent" {
		t.Errorf("got %s; %s; %s", ids(h), ids(a), ids(b))
	}
}

// Whoever writes into a revision changes neither the history nor what it becomes.
func TestRevision_sharesNothing(t *testing.T) {
	h := borrowed(t)
	want := h.Clone()
	e := lend{On: day("2021-01-04"), Title: "Emma", Fee: decimal.New(6, 0)}
	at := lifecycle.As{Recorded: day("2021-03-08")}
	accept(t, want)(want.Correct("1", e, at))
	r, err := h.Correct("1", e, at)
	if err != nil {
		t.Fatal(err)
	}
	clear(r.After.Docket.Duties)
	clear(r.Outcome.Findings)
	clear(r.Outcome.Opened)
	clear(r.Gained)
	clear(r.Lost)
	if _, err := h.Accept(); err != nil || !reflect.DeepEqual(h.Case(), want.Case()) {
		t.Errorf("got %v, %v, want %v", h.Case(), err, want.Case())
	}
	got, _ := h.Outcome("1")
	if first, _ := want.Outcome("1"); !reflect.DeepEqual(got, first) {
		t.Errorf("got %v, want %v", got, first)
	}
}

func TestHistoryVersionsOfAPolicy(t *testing.T) {
	old, now := version("2021-01-01", 30), version("2021-03-01", 10)
	h := borrowed(t, now, old)
	want := map[string]string{"1": "2021-01-01", "X": "2021-01-01", "3": "2021-01-01", "4": "2021-03-01"}
	for id, version := range want {
		if out, _ := h.Outcome(id); out.Version != version {
			t.Errorf("%s: got %s, want %s", id, out.Version, version)
		}
	}
	if due := h.Case().Docket.Duties[0].Due; due != day("2021-03-11") {
		t.Errorf("got %v", due)
	}
	if got := h.Policies().Versions(); !slices.Equal(got, []*loanPolicy{old, now}) {
		t.Errorf("got %v", got)
	}
	if out := enter(t, newLoans(t, version("", 30), now), "", audit{On: day("2020-05-01")}); out.Version != "none" {
		t.Errorf("got %s", out.Version)
	}
	if out := enter(t, newLoans(t, old), "", audit{On: day("2021-05-01")}); out.Version != "" {
		t.Errorf("one version is not named: %s", out.Version)
	}
	for _, versions := range [][]*loanPolicy{{old}, {old, now}} {
		_, err := newLoans(t, versions...).Append("", audit{On: day("2020-12-31")}, lifecycle.As{})
		refused(t, err, "in force")
		_, err = newLoans(t, versions...).Append("", lend{On: day("2020-12-31"), By: "nobody"}, lifecycle.As{})
		inError(t, err, "by")
	}
}

func TestHistoryVersionThatTheDefinitionChooses(t *testing.T) {
	old, now := version("2021-01-01", 30), version("2021-03-01", 10)
	oldOf, nowOf := version("2021-01-01", 30), version("2021-03-01", 10)
	oldOf.reading, nowOf.reading = "of", "of"
	for _, c := range []struct {
		versions []*loanPolicy
		of       string
		version  string
		asked    bool
	}{
		{[]*loanPolicy{old, now}, "2021-02-28", "2021-03-01", true},
		{[]*loanPolicy{old, now}, "2021-03-01", "2021-03-01", false},
		{[]*loanPolicy{old, now}, "2020-12-31", "2021-03-01", true}, // by the other reading it were refused
		{[]*loanPolicy{oldOf, nowOf}, "2021-02-28", "2021-01-01", true},
		{[]*loanPolicy{oldOf, nowOf}, "2021-03-01", "2021-03-01", false},
		{[]*loanPolicy{oldOf, now}, "2021-02-28", "2021-03-01", true}, // the version of the audit's own day says which reading
		{[]*loanPolicy{nowOf}, "2021-02-28", "", false},
	} {
		out, err := newLoans(t, c.versions...).Append("", audit{On: day("2021-04-01"), Of: day(c.of)}, lifecycle.As{})
		if err != nil {
			t.Fatal(err)
		}
		asked := slices.Contains(out.Findings[0].Interpretations, "audit-version")
		if out.Version != c.version || asked != c.asked {
			t.Errorf("%s: got %s, %v, want %s, %v", c.of, out.Version, asked, c.version, c.asked)
		}
	}
	_, err := newLoans(t, oldOf, nowOf).Append("", audit{On: day("2021-04-01"), Of: day("2020-12-31")}, lifecycle.As{})
	refused(t, err, "in force")
	if !strings.Contains(err.Error(), "audit-version") {
		t.Errorf("got %v", err)
	}
	_, err = newLoans(t, oldOf, nowOf).Append("", audit{On: day("2020-04-01"), Of: day("2020-03-31")}, lifecycle.As{})
	refused(t, err, "in force")
	_, err = newLoans(t, oldOf, nowOf).Append("", audit{On: day("2021-04-01"), Of: day("2020-12-31")}, lifecycle.As{})
	refused(t, err, "effective from 2021-01-01")
}

func TestNewTimelineErrors(t *testing.T) {
	other := version("2022-01-01", 30)
	other.id = "others"
	for _, c := range []struct {
		versions []*loanPolicy
		field    string
	}{
		{nil, "policy"}, {[]*loanPolicy{nil}, "policy"}, {[]*loanPolicy{{}}, "policy"}, {[]*loanPolicy{version("", 1), other}, "policy"},
		{[]*loanPolicy{version("2021-01-01", 1), version("2021-01-01", 2)}, "effective"}, {[]*loanPolicy{version("", 1), version("", 2)}, "effective"},
	} {
		_, err := lifecycle.NewHistory(loans(), loanCase{State: "shelf"}, c.versions...)
		inError(t, err, c.field)
		if len(c.versions) > 1 && c.versions[1] == other && !strings.Contains(err.Error(), "here of loans") {
			t.Errorf("got %v", err)
		}
		_, err = lifecycle.ReadHistory(loans(), []byte(`{"start":{"state":"shelf"}}`), c.versions...)
		inError(t, err, c.field)
	}
}

func TestTimelineAt(t *testing.T) {
	none, old, now := version("", 1), version("2021-01-01", 30), version("2021-03-01", 10)
	all, err := lifecycle.NewTimeline(now, none, old)
	if err != nil {
		t.Fatal(err)
	}
	for on, want := range map[string]*loanPolicy{"2020-12-31": none, "2021-01-01": old, "2021-02-28": old, "2021-03-01": now} {
		if got, ok := all.At(day(on)); !ok || got != want {
			t.Errorf("%s: got %v, %v", on, got, ok)
		}
	}
	if got, ok := all.At(calendar.Date{}); !ok || got != now {
		t.Errorf("without a day the latest: %v", got)
	}
	for name, want := range map[string]*loanPolicy{"": none, "none": none, "2021-01-01": old, "2021-03-01": now} {
		if got, err := all.Named(name); err != nil || got != want {
			t.Errorf("%q: got %v, %v", name, got, err)
		}
	}
	_, err = all.Named("2021-01-02")
	inError(t, err, "version")
	if !strings.Contains(err.Error(), "expected one of none, 2021-01-01, 2021-03-01") {
		t.Errorf("got %v", err)
	}
	only, _ := lifecycle.NewTimeline(old)
	if got, ok := only.At(calendar.Date{}); !ok || got != old {
		t.Errorf("without a day the only one: %v, %v", got, ok)
	}
	if got, err := only.Named(""); err != nil || got != old || only.Name(old) != "" || all.Name(none) != "none" || all.Name(old) != "2021-01-01" {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := only.InForce("level", day("2021-01-01")); err != nil || got != old {
		t.Errorf("got %v, %v", got, err)
	}
	_, err = only.InForce("level", day("2020-12-31"))
	refused(t, err, "refused: level: On 2020-12-31 the policy was not in force")
	some, _ := lifecycle.NewTimeline(now, old)
	if _, ok := some.At(day("2020-12-31")); ok {
		t.Error("before the first there is none")
	}
}

func TestHistoryPatch(t *testing.T) {
	h := newLoans(t)
	enter(t, h, "", lend{On: day("2021-01-04"), By: "librarian", Title: "Emma", Fee: decimal.New(6, 0), Marks: []string{"a"}})
	enter(t, h, "NaN", lose{On: day("2021-01-05")})
	for _, c := range []struct {
		facts string
		want  loanEvent
	}{
		{`{}`, lend{On: day("2021-01-04"), By: "librarian", Title: "Emma", Fee: decimal.New(6, 0), Marks: []string{"a"}}},
		{`{"fee":null,"title":"Ulysses","on":"2021-01-05"}`, lend{On: day("2021-01-05"), By: "librarian", Title: "Ulysses", Marks: []string{"a"}}},
		{`{"event":"extend"}`, extend{On: day("2021-01-04"), Title: "Emma"}},
		{`{"event":"give_back","on":"2021-01-09"}`, giveBack{On: day("2021-01-09")}},
	} {
		if got, err := h.Patch("1", []byte(c.facts)); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, %v, want %+v", c.facts, got, err, c.want)
		}
	}
	for facts, field := range map[string]string{`{"fee":"x"}`: "fee", `{"fees":1}`: "fees", `{"event":"sell"}`: "event", `[]`: "json", `{`: "json"} {
		_, err := h.Patch("1", []byte(facts))
		inError(t, err, field)
	}
}

func TestHistoryAnEventThatCannotBeWritten(t *testing.T) {
	h := newLoans(t)
	enter(t, h, "", lend{On: day("2021-01-04"), Title: "\xff"})
	_, err := h.Patch("1", []byte("{}"))
	inError(t, err, "lend")
	_, err = json.Marshal(h)
	inError(t, err, "lend")
	var entry *lifecycle.EntryError
	if !errors.As(err, &entry) || entry.Entry != "1" {
		t.Errorf("got %v", err)
	}
	r, err := h.Correct("1", lend{On: day("2021-01-04"), Title: "Emma"}, lifecycle.As{})
	if err != nil || !strings.Contains(r.String(), "title") {
		t.Errorf("got %v, %v", r, err)
	}
}

func TestRevisionPrintsAsALetterWouldSayIt(t *testing.T) {
	h := borrowed(t)
	for _, c := range []struct {
		revise func() (*loanRevision, error)
		want   []string
	}{
		{func() (*loanRevision, error) {
			return h.Correct("1", lend{On: day("2021-01-04"), Title: "Ulysses", Fee: decimal.New(4, 0), Marks: []string{"a", "b"}}, lifecycle.As{Recorded: day("2021-03-08")})
		}, []string{
			"The fee of the lend of 2021-01-04 was corrected from 6 to 4 on 2021-03-08 (Loans 1).",
			`The marks of the lend of 2021-01-04 was corrected from none to a, b on 2021-03-08 (Loans 1).`,
			"The case is shelf, as it was (Loans 1).",
			"The fee of 2021-01-04 is withdrawn (Loans 2).",
		}},
		{func() (*loanRevision, error) { return h.Correct("1", entry(h, "1").Event, lifecycle.As{}) }, []string{
			"The lend of 2021-01-04 was entered again on 2021-03-01, as it was (Loans 1).",
			"The case is shelf, as it was (Loans 1).",
		}},
		{func() (*loanRevision, error) { return h.Correct("X", lose{On: day("2021-01-12")}, lifecycle.As{}) }, []string{
			"The event of the extend of 2021-01-11 was corrected from extend to lose on 2021-03-01 (Loans 5).",
			"The day of the extend of 2021-01-11 was corrected from 2021-01-11 to 2021-01-12 on 2021-03-01 (Loans 5).",
			"With that the case is lost, and not shelf (Loans 5).",
			"The return of 2021-01-11 is withdrawn (Loans 1).",
			"The give back of 2021-02-15 no longer stands: give_back is possible when the case is lent, and it is lost (Loans 4).",
		}},
		{func() (*loanRevision, error) { return h.Insert("", extend{On: day("2021-01-18")}, lifecycle.As{}) }, []string{
			"The extend of 2021-01-18 was entered late, on 2021-03-01 (Loans 3).",
			"The case is shelf, as it was (Loans 3).",
			"The return is owed from 2021-01-18, by 2021-02-17 (Loans 1).",
		}},
		{func() (*loanRevision, error) {
			return h.Insert("", lend{On: day("2021-03-01"), Title: "Emma"}, lifecycle.As{})
		}, []string{
			"The lend of 2021-03-01 was entered late, on 2021-03-01 (Loans 1).",
			"With that the case is lent, and not shelf (Loans 1).",
			"The return is owed from 2021-03-01, by 2021-03-31 (Loans 1).",
			"The card is owed from 2021-03-01 (Loans 1).",
			"The card is owed from 2021-03-01 (Loans 1).",
		}},
		{func() (*loanRevision, error) { return h.Correct("4", audit{On: day("2021-03-02")}, lifecycle.As{}) }, []string{
			"The day of the audit of 2021-03-01 was corrected from 2021-03-01 to 2021-03-02 on 2021-03-02 (Loans 6).",
			"The case is shelf, as it was (Loans 6).",
			"The list of 2021-03-02 is due on 2021-04-01, and not on 2021-03-31 (Loans 6).",
		}},
		{func() (*loanRevision, error) { // of a void entry there is no provision but the policy
			h := borrowed(t)
			accept(t, h)(h.Remove("1", "Another's.", lifecycle.As{}))
			return h.Remove("X", "Another's.", lifecycle.As{})
		}, []string{
			"The extend of 2021-01-11 was taken out on 2021-03-01: Another's (loans).",
			"The case is shelf, as it was (loans).",
		}},
		{func() (*loanRevision, error) { return h.Remove("4", "Another's.", lifecycle.As{}) }, []string{
			"The audit of 2021-03-01 was taken out on 2021-03-01: Another's (Loans 6).",
			"The case is shelf, as it was (Loans 6).",
			"The list of 2021-03-01 is withdrawn (Loans 6).",
		}},
	} {
		r, err := c.revise()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range r.Findings() {
			got = append(got, f.String())
			if no := strings.Contains(f.Text(), "is withdrawn") || strings.Contains(f.Text(), "no longer stands"); f.Holds == no {
				t.Errorf("it holds, %t, that %v", f.Holds, f)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func entry(h *loanHistory, id string) lifecycle.Entry[loanEvent] {
	e, err := h.Entry(id)
	if err != nil {
		panic(err)
	}
	return e
}

func TestHistoryJSONWithoutLoss(t *testing.T) {
	old, now := version("2021-01-01", 30), version("2021-03-01", 10)
	h := borrowed(t, old, now)
	if _, err := h.Append("doc", audit{On: day("2021-03-02")}, lifecycle.As{Recorded: day("2021-03-05"), Note: lifecycle.Note{Actor: "jk", Reference: "D 7", Note: "late"}}); err != nil {
		t.Fatal(err)
	}
	accept(t, h)(h.Correct("X", extend{On: day("2021-01-18")}, lifecycle.As{}))
	accept(t, h)(h.Remove("1", "Another's", lifecycle.As{}))
	accept(t, h)(h.Insert("", lend{On: day("2021-01-18"), Title: "Emma", Fee: decimal.RequireFromString("6.5")}, lifecycle.As{}))
	if _, err := h.Remove("4", "not accepted", lifecycle.As{}); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	for _, versions := range [][]*loanPolicy{{old, now}, {now, old, version("2030-01-01", 3)}} {
		again, err := lifecycle.ReadHistory(loans(), data, versions...)
		if err != nil {
			t.Fatal(err)
		}
		assertSame(t, again, h)
		if _, err := again.Accept(); err == nil {
			t.Error("a revision that is not accepted is not in it")
		}
		known, err := again.KnownOn(day("2021-03-04"))
		if err != nil || ids(known) != "1 X 3 4" {
			t.Errorf("got %s, %v", ids(known), err)
		}
		if second, err := json.Marshal(again); err != nil || len(versions) == 2 && string(second) != string(data) {
			t.Errorf("got %s, %v", second, err)
		}
	}
	_, err = lifecycle.ReadHistory(loans(), data, old)
	inError(t, err, "policies[1]")
}

// assertSame holds two histories against each other: entries, cases, outcomes.
func assertSame(t testing.TB, got, want *loanHistory) {
	t.Helper()
	text := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if ids(got) != ids(want) || text(got.Case()) != text(want.Case()) || got.Recorded() != want.Recorded() {
		t.Fatalf("got %s, %s, want %s, %s", ids(got), text(got.Case()), ids(want), text(want.Case()))
	}
	for _, e := range want.Entries() {
		a, _ := got.Outcome(e.ID)
		b, _ := want.Outcome(e.ID)
		if text(a) != text(b) || text(entry(got, e.ID)) != text(e) {
			t.Fatalf("%s: got %s, %s, want %s, %s", e.ID, text(a), text(entry(got, e.ID)), text(b), text(e))
		}
	}
}

func TestReadHistoryErrors(t *testing.T) {
	read := func(entries string) error {
		_, err := lifecycle.ReadHistory(loans(), []byte(`{"start":{"state":"shelf"},"policies":[{"policy":"loans"}],"entries":[`+entries+`]}`), version("", 30))
		return err
	}
	const lent = `{"change":1,"recorded":"2021-01-04","status":"in_force","event":{"event":"lend","on":"2021-01-04","title":"Emma"}}`
	const ext = `{"change":2,"recorded":"2021-01-05","status":"in_force","event":{"event":"extend","on":"2021-01-05"}}`
	if err := read(`{"id":"1","records":[` + lent + `]},{"id":"2","records":[` + ext + `,{"change":3,"recorded":"2021-01-06","status":"removed","why":"x"}]}`); err != nil {
		t.Fatal(err)
	}
	for entries, field := range map[string]string{
		`{"id":"1","records":[],"more":1}`:                                                                                           "entries[0].more",
		`{"ID":"1","records":[` + lent + `]}`:                                                                                        "entries[0].ID",
		`{"id":"1","id":"2","records":[` + lent + `]}`:                                                                               "json",
		`{"id":"1","records":[{"Change":1,"change":1,"recorded":"2021-01-04","status":"void"}]}`:                                     "entries[0].records[0].Change",
		`{"id":"1\u200B","records":[` + lent + `]}`:                                                                                  "id",
		`{"id":"","records":[` + lent + `]}`:                                                                                         "id",
		`{"id":"1","records":[]}`:                                                                                                    "records",
		`{"id":"1","records":[` + lent + `,` + lent + `]}`:                                                                           "records[1].change",
		`{"id":"1","records":[` + lent + `]},{"id":"1","records":[` + ext + `]}`:                                                     "id",
		`{"id":"1","records":[` + ext + `]},{"id":"2","records":[` + lent + `]}`:                                                     "on",
		`{"id":"1","records":[{"change":1,"recorded":"2021-01-04","status":"void"}]}`:                                                "records[0].status",
		`{"id":"1","records":[` + lent + `,{"change":2,"recorded":"2021-01-04","status":"kept"}]}`:                                   "records[1].status",
		`{"id":"1","records":[` + lent + `,{"change":2,"recorded":"2021-01-04","status":"removed"},` + ext + `]}`:                    "records[2].change",
		`{"id":"1","records":[` + lent + `,{"change":2,"recorded":"2021-01-04","status":"in_force"}]}`:                               "records[1].event",
		`{"id":"1","records":[` + lent + `,{"change":2,"recorded":"2021-01-04","status":"void","event":{}}]}`:                        "records[1].event",
		`{"id":"1","records":[{"change":1,"recorded":"2021-01-03","status":"in_force","event":{"event":"lose","on":"2021-01-04"}}]}`: "records[0].recorded",
		`{"id":"1","records":[{"change":1,"recorded":"2021-01-03","status":"in_force","event":{"event":"sell","on":"2021-01-04"}}]}`: "event",
		`{"id":"1","records":[{"change":1,"recorded":"2021-01-03","status":"in_force","event":{"event":"lose"}}]}`:                   "on",
		`{"id":"1","records":[{"change":1,"recorded":"2021-02-04","status":"in_force","event":{"event":"lend","on":"2021-01-04","title":"E"}}]},{"id":"2","records":[` + ext + `]}`: "recorded",
	} {
		inError(t, read(entries), field)
	}
	for text, field := range map[string]string{
		`{"start":{"state":"shelf"},"policies":[],"entries":[]} {}`: "json",
		`{"start":{"state":"shelf"},"start":{},"policies":[]}`:      "json",
		`{"Start":{"state":"shelf"}}`:                               "Start", `{"start":null}`: "start", `{}`: "start", `{"start":{"state":"shelf","more":1}}`: "history",
		`{"start":{"state":"shelf"},"entries":{}}`: "entries",
	} {
		_, err := lifecycle.ReadHistory(loans(), []byte(text), version("", 30))
		inError(t, err, field)
	}
	err := read(`{"id":"9","records":[` + ext + `]}`)
	refused(t, err, "shelf")
	if !strings.HasPrefix(err.Error(), "entry 9: ") {
		t.Errorf("got %v", err)
	}
}
