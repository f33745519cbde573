package calendar_test

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/workcomp-go/workcomp/calendar"
)

type travels struct {
	Date    calendar.Date
	Period  calendar.Period
	Quarter calendar.Quarter
	Week    calendar.Week
	No      calendar.Date
	None    calendar.Period
	Nothing calendar.Quarter
	Never   calendar.Week
}

var traveller = travels{
	Date: day("2025-01-31"), Period: calendar.Period{From: day("2025-01-15"), To: day("2025-10-14")},
	Quarter: calendar.Quarter{Year: 2025, Number: 2}, Week: calendar.Week{Year: 2026, Number: 53},
}

func TestDatesTravelThroughGobAndJSON(t *testing.T) {
	var stored bytes.Buffer
	if err := gob.NewEncoder(&stored).Encode(traveller); err != nil {
		t.Fatal(err)
	}
	var read travels
	if err := gob.NewDecoder(&stored).Decode(&read); err != nil || !cmp.Equal(read, traveller) {
		t.Errorf("got %+v, %v", read, err)
	}
	text, err := json.Marshal(traveller)
	want := `{"Date":"2025-01-31","Period":{"from":"2025-01-15","to":"2025-10-14"},"Quarter":"2025-Q2","Week":"2026-W53",` +
		`"No":"","None":{"from":"","to":""},"Nothing":"","Never":""}`
	if string(text) != want || err != nil {
		t.Errorf("got %s, %v", text, err)
	}
	read = travels{}
	if err := json.Unmarshal(text, &read); err != nil || read != traveller {
		t.Errorf("got %+v, %v", read, err)
	}
}

func TestDatesTravelAsText(t *testing.T) {
	var d, p, q, w = calendar.Date{}, calendar.Period{}, calendar.Quarter{}, calendar.Week{}
	for text, c := range map[string]struct {
		from encoding.TextMarshaler
		to   encoding.TextUnmarshaler
		is   func() bool
	}{
		"2025-01-31":            {traveller.Date, &d, func() bool { return d == traveller.Date }},
		"2025-01-15/2025-10-14": {traveller.Period, &p, func() bool { return p == traveller.Period }},
		"2025-Q2":               {traveller.Quarter, &q, func() bool { return q == traveller.Quarter }},
		"2026-W53":              {traveller.Week, &w, func() bool { return w == traveller.Week }},
	} {
		got, err := c.from.MarshalText()
		if string(got) != text || err != nil {
			t.Errorf("got %s, %v, want %s", got, err, text)
		}
		if err := c.to.UnmarshalText(got); err != nil || !c.is() {
			t.Errorf("%s does not read back: %v", text, err)
		}
		if err := c.to.UnmarshalText(nil); err != nil || c.is() {
			t.Errorf("nothing is not the zero value of %s: %v", text, err)
		}
		var input *calendar.InputError
		if err := c.to.UnmarshalText([]byte("soon")); !errors.As(err, &input) || input.Value != "soon" {
			t.Errorf("got %v", err)
		}
	}
	for _, none := range []encoding.TextMarshaler{calendar.Date{}, calendar.Period{}, calendar.Quarter{}, calendar.Week{}} {
		if text, err := none.MarshalText(); len(text) != 0 || err != nil {
			t.Errorf("got %s, %v", text, err)
		}
	}
	for _, wrong := range []interface {
		encoding.TextMarshaler
		driver.Valuer
	}{notWhole[1], notWhole[2], notWhole[3], calendar.Quarter{Year: 2025, Number: 5}} {
		if text, err := wrong.MarshalText(); err == nil {
			t.Errorf("got %s", text)
		}
		if value, err := wrong.Value(); err == nil {
			t.Errorf("got %v", value)
		}
	}
	if text, err := (calendar.Week{Year: 2025, Number: 53}).MarshalText(); err == nil {
		t.Errorf("got %s", text)
	}
}

func TestParsePeriodReadsBothForms(t *testing.T) {
	for _, s := range []string{"2025-01-15/2025-10-14", "2025-01-15 to 2025-10-14"} {
		if p, err := calendar.ParsePeriod(s); p != traveller.Period || err != nil {
			t.Errorf("%s: got %v, %v", s, p, err)
		}
	}
	for _, s := range []string{"", "2025-01-15", "2025-01-15/", "/2025-01-15", "2025-01-15-2025-10-14", "2025-01-15/2025-10-14/2025-10-15"} {
		_, err := calendar.ParsePeriod(s)
		refusesInput(t, err, "period", s)
	}
	_, err := calendar.ParsePeriod("2025-01-15/2025-01-14")
	var backwards *calendar.BackwardsError
	if !errors.As(err, &backwards) {
		t.Errorf("got %v", err)
	}
}

func TestDatesTravelThroughADatabase(t *testing.T) {
	var d, p, q = calendar.Date{}, calendar.Period{}, calendar.Quarter{}
	for field, c := range map[string]struct {
		from driver.Valuer
		none driver.Valuer
		to   sql.Scanner
		text string
		is   func() bool
	}{
		"date":    {traveller.Date, calendar.Date{}, &d, "2025-01-31", func() bool { return d == traveller.Date }},
		"period":  {traveller.Period, calendar.Period{}, &p, "2025-01-15/2025-10-14", func() bool { return p == traveller.Period }},
		"quarter": {traveller.Quarter, calendar.Quarter{}, &q, "2025-Q2", func() bool { return q == traveller.Quarter }},
	} {
		if v, err := c.from.Value(); v != c.text || err != nil || !driver.IsValue(v) {
			t.Errorf("got %v, %v, want %s", v, err, c.text)
		}
		if v, err := c.none.Value(); v != nil || err != nil {
			t.Errorf("%s: got %v, %v", field, v, err)
		}
		for _, value := range []any{c.text, []byte(c.text)} {
			if err := c.to.Scan(value); err != nil || !c.is() {
				t.Errorf("%v is not read: %v", value, err)
			}
			if err := c.to.Scan(nil); err != nil || c.is() {
				t.Errorf("%s: NULL is not the zero value: %v", field, err)
			}
		}
		refusesInput(t, c.to.Scan("soon"), field, "soon")
		refusesInput(t, c.to.Scan(int64(5)), field, "")
	}
	if err := d.Scan(time.Date(2025, 1, 31, 23, 0, 0, 0, time.FixedZone("", -7*3600))); err != nil || d != day("2025-01-31") {
		t.Errorf("got %v, %v", d, err)
	}
	refusesInput(t, d.Scan(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)), "date", "10000-01-01T00:00:00Z")
}

func TestDateGoStringIsSource(t *testing.T) {
	if got := fmt.Sprintf("%#v", traveller.Date); got != `calendar.MustParse("2025-01-31")` {
		t.Errorf("got %s", got)
	}
	if got := fmt.Sprintf("%#v", traveller.Period); got != `calendar.Period{From:calendar.MustParse("2025-01-15"), To:calendar.MustParse("2025-10-14")}` {
		t.Errorf("got %s", got)
	}
	if got := fmt.Sprintf("%#v", calendar.Date{}); got != `calendar.Date{}` {
		t.Errorf("got %s", got)
	}
}

func TestPeriod_UnmarshalJSON(t *testing.T) {
	var p calendar.Period
	if err := json.Unmarshal([]byte(`{"from":"2025-01-01","to":"2025-01-31"}`), &p); err != nil || p.To != day("2025-01-31") {
		t.Errorf("got %v, %v", p, err)
	}
	var input *calendar.InputError
	for text, says := range map[string]string{`[]`: "it cannot be read", `{"from":"2025-02-30"}`: "2025-02-30"} {
		if err := json.Unmarshal([]byte(text), &p); !errors.As(err, &input) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v", text, err)
		}
	}
}
