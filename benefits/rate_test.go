package benefits_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func row(gross, net string) benefits.NetRow { return benefits.NetRow{Gross: num(gross), Net: num(net)} }

func rateOf(t testing.TB, accident, gross string, rows ...benefits.NetRow) rule.Decision[benefits.CompensationRate] {
	t.Helper()
	d, err := alberta(t).CompensationRate(benefits.RateInput{Accident: day(accident), Gross: num(gross), NetTable: rows})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheMaximumIsThatOfTheYearOfAccident(t *testing.T) { // rate setting; facts, section 2.2, and examples 9 to 12
	for accident, maximum := range map[string]string{
		"2011-01-01": "82800", "2011-12-31": "82800", "2012-06-01": "86700", "2013-01-01": "90200", "2014-12-31": "92300", "2015-07-01": "95300",
		"2018-09-01": "none", "2020-06-01": "none", "2020-12-31": "none",
		"2021-01-01": "98700", "2022-12-31": "98700", "2023-01-01": "102100", "2024-02-29": "104600", "2025-12-31": "106400",
	} {
		gross := maximum
		if maximum == "none" {
			gross = "150000"
		}
		d := rateOf(t, accident, "150000", row(gross, "70000"))
		if got := d.Value.Maximum.String(); got != maximum || d.Value.Capped != (maximum != "none") || !d.Value.Gross.Equal(num(gross)) {
			t.Errorf("%s: %+v, want %s", accident, d.Value, maximum)
		}
		found(t, d.Findings, "uncapped-from", maximum == "none")
	}
	// Facts, example 12: the published monthly maximum of 2024.
	d := rateOf(t, "2024-06-30", "150000", row("104600", "76619.60"))
	equal(t, d.Value, `{"maximum":"104600","capped":true,"gross":"104600","net":"76619.60","amount":"68957.64","monthly":"5746.47"}`)
}

func TestAGrossAtTheMaximumIsNotCapped(t *testing.T) { // rate setting
	if d := rateOf(t, "2024-06-30", "104600", row("104600", "1")); d.Value.Capped {
		t.Error("capped")
	}
	if d := rateOf(t, "2024-06-30", "104600.01", row("104600", "1")); !d.Value.Capped {
		t.Error("not capped")
	}
}

func TestAYearWithoutAMaximum(t *testing.T) { // facts, section 2.2: 2016 to August 2018, and 2026, are not known
	rows := []benefits.NetRow{row("95300", "66000"), row("106400", "74000")}
	for _, c := range []struct{ accident, year, maximum string }{
		{"2016-01-01", "2016", "95300"}, {"2017-06-30", "2017", "95300"}, {"2018-08-31", "2018", "95300"}, {"2026-01-01", "2026",
			"106400"}, {"2031-01-01", "2031", "106400"},
	} {
		in := benefits.RateInput{Accident: day(c.accident), Gross: num("150000"), NetTable: rows}
		_, err := alberta(t).CompensationRate(in)
		faulty(t, err, "accident", c.year)
		in.Lenient = true
		d, err := alberta(t).CompensationRate(in)
		if err != nil {
			t.Fatal(err)
		}
		if d.Value.Maximum.String() != c.maximum || !d.Value.Lenient || d.Findings[0].Holds {
			t.Errorf("%s: %+v", c.accident, d)
		}
		found(t, d.Findings, "uncapped-from", c.year == "2018")
	}
	for _, lenient := range []bool{false, true} {
		_, err := alberta(t).CompensationRate(benefits.RateInput{Accident: day("2010-12-31"), Gross: num("1"), NetTable: rows, Lenient: lenient})
		faulty(t, err, "accident", "2010")
	}
	in := benefits.RateInput{Accident: day("2025-05-01"), Gross: num("150000"), NetTable: rows, Lenient: true}
	if d, err := alberta(t).CompensationRate(in); err != nil || d.Value.Lenient {
		t.Errorf("a year that is known: %+v, %v", d.Value, err)
	}
}

func TestTheGrossIsTakenToTheNearestHundred(t *testing.T) { // rate setting; facts, example 8
	rows := []benefits.NetRow{row("54200", "41520.35"), row("54300", "41588.15")}
	for gross, want := range map[string]string{"54249": "54200", "54249.99": "54200", "54251": "54300", "54250": "54300",
		"54200": "54200", "54300.00": "54300"} {
		d := rateOf(t, "2024-03-11", gross, rows...)
		amount(t, gross, d.Value.Gross, want)
		found(t, d.Findings, "net-nearest-100-tie", gross == "54250")
	}
	down := albertaWith(t, "reading: up", "reading: down")
	for gross, want := range map[string]string{"54250": "54200", "54250.01": "54300"} {
		d, err := down.CompensationRate(benefits.RateInput{Accident: day("2024-03-11"), Gross: num(gross), NetTable: rows})
		if err != nil {
			t.Fatal(err)
		}
		amount(t, gross, d.Value.Gross, want)
	}
}

func TestTheRateIsNinetyPercentOfNetAndRoundedOnce(t *testing.T) { // rate setting; policy 04-04 Part II
	d := rateOf(t, "2024-03-11", "54249", row("54200", "41520.35"))
	equal(t, d.Value, `{"maximum":"104600","capped":false,"gross":"54200","net":"41520.35","amount":"37368.32","monthly":"3114.03"}`)
	found(t, d.Findings, "round-half-up", true)
}

func TestTheNetComesFromTheHost(t *testing.T) { // facts, section 2.7
	in := benefits.RateInput{Accident: day("2024-03-11"), Gross: num("54249"), Net: func(gross decimal.Decimal) (decimal.Decimal,
		error) {
		return gross.Mul(num("0.7")), nil
	}}
	d, err := alberta(t).CompensationRate(in)
	if err != nil {
		t.Fatal(err)
	}
	amount(t, "the net", d.Value.Net, "37940")
	cause := errors.New("no table for 2024")
	in.Net = func(decimal.Decimal) (decimal.Decimal, error) { return num("1"), cause }
	if _, err = alberta(t).CompensationRate(in); !errors.Is(err, cause) {
		t.Error(err)
	}
	in.Net = func(decimal.Decimal) (decimal.Decimal, error) { return num("-1"), nil }
	_, err = alberta(t).CompensationRate(in)
	faulty(t, err, "net", "negative")
	in.NetTable = []benefits.NetRow{row("54200", "1")}
	_, err = alberta(t).CompensationRate(in)
	faulty(t, err, "net_table")
}

func TestARateThatCannotBe(t *testing.T) {
	with := func(change func(in *benefits.RateInput)) benefits.RateInput {
		in := benefits.RateInput{Accident: day("2024-03-11"), Gross: num("54200"), NetTable: []benefits.NetRow{row("54200", "41520.35")}}
		change(&in)
		return in
	}
	for name, c := range map[string]struct {
		in    benefits.RateInput
		words []string
	}{
		"no accident":    {with(func(in *benefits.RateInput) { in.Accident = calendar.Date{} }), []string{"accident"}},
		"no gross":       {with(func(in *benefits.RateInput) { in.Gross = decimal.Decimal{} }), []string{"gross", "missing"}},
		"negative gross": {with(func(in *benefits.RateInput) { in.Gross = num("-1") }), []string{"gross", "negative"}},
		"no row":         {with(func(in *benefits.RateInput) { in.Gross = num("54300") }), []string{"gross", "54300", "net_table"}},
		"no table":       {with(func(in *benefits.RateInput) { in.NetTable = nil }), []string{"gross", "net_table"}},
		"a row twice": {with(func(in *benefits.RateInput) { in.NetTable = append(in.NetTable, row("54200.00", "1")) }),
			[]string{"net_table[1].gross", "twice"}},
		"no gross in it": {with(func(in *benefits.RateInput) { in.NetTable[0].Gross = decimal.Decimal{} }), []string{"net_table[0].gross"}},
		"negative net":   {with(func(in *benefits.RateInput) { in.NetTable[0].Net = num("-1") }), []string{"net_table[0].net", "negative"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := alberta(t).CompensationRate(c.in)
			faulty(t, err, c.words...)
		})
	}
}

func TestAMaximumReadsBackTheSame(t *testing.T) {
	for _, m := range []string{"none", "104600", "98700.5"} {
		var v struct{ M benefits.Maximum }
		if err := json.Unmarshal([]byte(`{"M":"`+m+`"}`), &v); err != nil {
			t.Fatal(err)
		}
		equal(t, v, `{"M":"`+m+`"}`)
	}
	var m benefits.Maximum
	for _, bad := range []string{"", "nothing", "-1"} {
		faulty(t, m.UnmarshalText([]byte(bad)), "maximum", "none")
	}
}
