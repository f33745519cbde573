package calendar

// A Period has a first and a last day, both inside it. One that is not well
// formed (see [Period.Check]) has no day inside it. The zero value is such a one.
type Period struct {
	From Date `json:"from"`
	To   Date `json:"to"`
}

// NewPeriod gives the period from the first day to the last, or the error of
// [Period.Check].
func NewPeriod(from, to Date) (Period, error) {
	p := Period{From: from, To: to}
	if err := p.Check(); err != nil {
		return Period{}, err
	}
	return p, nil
}

// Check is an [*InputError] on the field "from" or "to" when either is no
// date, and a [*BackwardsError] when the period ends before it begins.
func (p Period) Check() error { return p.checkAt("") }

// checkAt is Check of a period that stands in a field, of which an error has
// the path.
func (p Period) checkAt(path string) error {
	switch {
	case p.From.IsZero():
		return noDate(path + "from")
	case p.To.IsZero():
		return noDate(path + "to")
	case p.To.Before(p.From):
		return &BackwardsError{Field: path + "to", From: p.From, To: p.To}
	}
	return nil
}

// whole reports whether the period is well formed.
func (p Period) whole() bool { return !p.From.IsZero() && !p.To.Before(p.From) }

// String writes the period as "2025-01-15 to 2025-10-14".
func (p Period) String() string { return p.From.String() + " to " + p.To.String() }

// Days gives the number of days of the period, first and last included.
func (p Period) Days() int {
	if !p.whole() {
		return 0
	}
	return p.To.DaysSince(p.From) + 1
}

// Contains reports whether d is inside the period.
func (p Period) Contains(d Date) bool {
	return p.whole() && !d.Before(p.From) && !d.After(p.To)
}

// Overlaps reports whether the periods have a day in common.
func (p Period) Overlaps(q Period) bool {
	_, ok := p.Intersect(q)
	return ok
}

// Intersect gives the days that the periods have in common, and whether there
// are any.
func (p Period) Intersect(q Period) (Period, bool) {
	if !p.whole() || !q.whole() {
		return Period{}, false
	}
	common := Period{From: later(p.From, q.From), To: earlier(p.To, q.To)}
	if !common.whole() {
		return Period{}, false
	}
	return common, true
}

// ByMonth splits the period by calendar month, into adjacent pieces that
// cover it exactly.
func (p Period) ByMonth() []Period {
	var pieces []Period
	for p.whole() {
		end := earlier(p.From.MonthEnd(), p.To)
		pieces = append(pieces, Period{From: p.From, To: end})
		p.From = Date{end.n + 1}
	}
	return pieces
}

// ByRollingMonth splits the period into adjacent pieces that cover it
// exactly, of which piece k begins on the first day + k months, counted from
// the first day each time and rounded [Down] or [Up]; the zero Rounding is
// down. Another is an [*InputError] on the field "rounding".
func (p Period) ByRollingMonth(r Rounding) ([]Period, error) {
	r, err := r.monthEnd()
	if err != nil {
		return nil, err
	}
	var pieces []Period
	rest := p
	for k := 1; rest.whole(); k++ {
		next := p.From.reach(k, r == Up)
		pieces = append(pieces, Period{From: rest.From, To: earlier(Date{next - 1}, p.To)})
		rest.From = Date{next}
	}
	return pieces, nil
}

// LongerThan reports whether the period is longer than a number of months:
// its last day is on or after the first day + months, rounded down.
// 2025-01-15 to 2025-10-14 is exactly nine months, to 2025-10-15 longer.
func (p Period) LongerThan(months int) bool {
	return p.whole() && p.To.n >= p.From.reach(months, false)
}

// OrLonger reports whether the period is a number of months or longer: its
// last day is on or after the day before the first day + months, rounded
// down.
func (p Period) OrLonger(months int) bool {
	return p.whole() && p.To.n >= p.From.reach(months, false)-1
}

func earlier(d, e Date) Date { return Date{min(d.n, e.n)} }

func later(d, e Date) Date { return Date{max(d.n, e.n)} }
