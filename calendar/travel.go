package calendar

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Dates, periods, quarters and weeks travel as text: in JSON (a period there as
// an object of two dates), in gob and through database/sql. The zero value is
// the empty text, and NULL in a database.

// GoString writes the date as Go source: calendar.MustParse("2025-01-31").
func (d Date) GoString() string {
	if d.IsZero() {
		return "calendar.Date{}"
	}
	return fmt.Sprintf("calendar.MustParse(%q)", d.String())
}

// GobEncode writes the text of the date.
func (d Date) GobEncode() ([]byte, error) { return d.MarshalText() }

// GobDecode reads what GobEncode wrote.
func (d *Date) GobDecode(data []byte) error { return d.UnmarshalText(data) }

// Value gives the text of the date to a database, and NULL for the zero Date.
func (d Date) Value() (driver.Value, error) { return textValue(d.String()) }

// Scan reads a date from a database: its text, the civil date that a time has
// in its own time zone, or NULL, which is the zero Date. Anything else is an
// [*InputError] on the field "date".
func (d *Date) Scan(value any) error {
	if t, ok := value.(time.Time); ok {
		*d = FromTime(t)
		if d.IsZero() {
			return &InputError{Field: "date", Value: t.Format(time.RFC3339), Expected: aDay}
		}
		return nil
	}
	text, err := scanned("date", value, aDay)
	if err != nil {
		return err
	}
	return d.UnmarshalText(text)
}

// GobEncode writes the text of the quarter.
func (q Quarter) GobEncode() ([]byte, error) { return q.MarshalText() }

// GobDecode reads what GobEncode wrote.
func (q *Quarter) GobDecode(data []byte) error { return q.UnmarshalText(data) }

// Value gives the text of the quarter to a database, and NULL for the zero
// Quarter.
func (q Quarter) Value() (driver.Value, error) {
	text, err := q.MarshalText()
	if err != nil {
		return nil, err
	}
	return textValue(string(text))
}

// Scan reads a quarter from a database: its text, or NULL, which is the zero
// Quarter. Anything else is an [*InputError] on the field "quarter".
func (q *Quarter) Scan(value any) error {
	text, err := scanned("quarter", value, aQuarter)
	if err != nil {
		return err
	}
	return q.UnmarshalText(text)
}

// MarshalText writes the week as [Week.String] does. A week that is neither
// zero nor in the calendar is the error of [Week.Check].
func (w Week) MarshalText() ([]byte, error) {
	if w != (Week{}) {
		if err := w.Check(); err != nil {
			return nil, err
		}
	}
	return []byte(w.String()), nil
}

// UnmarshalText reads a week as [ParseWeek] does; the empty text is the zero
// Week.
func (w *Week) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*w = Week{}
		return nil
	}
	parsed, err := ParseWeek(string(text))
	if err != nil {
		return err
	}
	*w = parsed
	return nil
}

const aPeriod = "a period, YYYY-MM-DD/YYYY-MM-DD"

// ParsePeriod reads a period of ISO 8601, "2025-01-15/2025-10-14", or as
// [Period.String] writes it. Anything else is an [*InputError] on the field
// "period"; one that ends before it begins is a [*BackwardsError].
func ParsePeriod(s string) (Period, error) {
	from, to, found := strings.Cut(s, "/")
	if !found {
		from, to, found = strings.Cut(s, " to ")
	}
	first, errFrom := Parse(from)
	last, errTo := Parse(to)
	if !found || errFrom != nil || errTo != nil {
		return Period{}, &InputError{Field: "period", Value: s, Expected: aPeriod}
	}
	return NewPeriod(first, last)
}

// MarshalText writes the period as ISO 8601 does, "2025-01-15/2025-10-14", and
// the zero Period as "". Another that is not well formed is the error of
// [Period.Check].
func (p Period) MarshalText() ([]byte, error) {
	if p == (Period{}) {
		return []byte{}, nil
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	return []byte(p.From.String() + "/" + p.To.String()), nil
}

// UnmarshalText reads a period as [ParsePeriod] does; the empty text is the
// zero Period.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	parsed, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}

// MarshalJSON writes an object of the two days, well formed or not.
func (p Period) MarshalJSON() ([]byte, error) {
	return []byte(`{"from":"` + p.From.String() + `","to":"` + p.To.String() + `"}`), nil
}

// UnmarshalJSON reads an object of the two days.
func (p *Period) UnmarshalJSON(data []byte) error {
	type object Period // without the methods
	err := json.Unmarshal(data, (*object)(p))
	var input *InputError
	if err != nil && !errors.As(err, &input) {
		return &InputError{Field: "period", Problem: "it cannot be read: " + err.Error(), Expected: aPeriod}
	}
	return err
}

// Value gives the text of the period to a database, as [Period.MarshalText]
// writes it, and NULL for the zero Period.
func (p Period) Value() (driver.Value, error) {
	text, err := p.MarshalText()
	if err != nil {
		return nil, err
	}
	return textValue(string(text))
}

// Scan reads a period from a database: its text, or NULL, which is the zero
// Period. Anything else is an [*InputError] on the field "period".
func (p *Period) Scan(value any) error {
	text, err := scanned("period", value, aPeriod)
	if err != nil {
		return err
	}
	return p.UnmarshalText(text)
}

func textValue(text string) (driver.Value, error) {
	if text == "" {
		return nil, nil
	}
	return text, nil
}

// scanned gives the text that a database has; NULL is the empty one.
func scanned(field string, value any, expected string) ([]byte, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case string:
		return []byte(v), nil
	case []byte:
		return v, nil
	}
	return nil, &InputError{Field: field, Problem: fmt.Sprintf("a %T is not valid", value), Expected: expected}
}
