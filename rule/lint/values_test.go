package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// valued are values in the rows of a list, each "path = value".
func valued(unit string, values ...string) catalogue.Catalogue {
	var c catalogue.Catalogue
	for _, v := range values {
		path, value, _ := strings.Cut(v, " = ")
		c.Values = append(c.Values, catalogue.Value{ID: path, Path: path, Value: value, Unit: unit, Cite: "R-2"})
	}
	return c
}

func TestCheckAValueAgainstAllOthersOfItsColumn(t *testing.T) {
	taper := []string{"texts[0].steps[0].percent = 75", "texts[0].steps[1].percent = 50", "texts[0].steps[2].percent = 60"}
	analyses(t, "a percentage that rises", valued("percent", taper...), calendar.Date{},
		"warning trend texts[0].steps[2].percent: percent rises from 50 in the row before to 60 here, and nowhere else: is one of the two a slip?")
	analyses(t, "a fraction among percentages", valued("percent", "texts[0].steps[0].percent = 0.75", "texts[0].steps[1].percent = 50",
		"texts[0].steps[2].percent = 25"), calendar.Date{}, "warning unlikely texts[0].steps[0].percent: 0.75 percent is less than one in a hundred: if a "+
		"part of 1 is meant, write 75")
	analyses(t, "as the length of a step may", valued("weeks", append(taper, "texts[0].steps[3].percent = 20")...), calendar.Date{})
	analyses(t, "of three amounts", valued("dollars", taper...), calendar.Date{})
	analyses(t, "in two texts", valued("percent", taper[0], taper[1], "texts[1].steps[0].percent = 60"), calendar.Date{})
	analyses(t, "no numbers", valued("percent", "a[0].b = x", "a[1].b = y", "rate = 3", "rate = 2", "rate = 4"), calendar.Date{})
	analyses(t, "a point lost", valued("dollars", "years[0].amount = 98700", "years[1].amount = none", "years[2].amount = 1021.00", "years[3].amount = 104600", "years[4].amount = 106400"),
		calendar.Date{}, "warning trend years[2].amount: amount falls from 98700 in the row before to 1021.00 here, and nowhere else: is one of the two a slip?")
	bands := inBands(levels("target: emf >= target and claims > 0", "focus: emf >= focus"), "0 1.40 1.50", "5000 1.50 1.60", "12500 1.60 17.0", "25000 1.70 1.80", "50000 1.80 1.90")
	slip := "warning trend bands.rows[2].target: target falls from 17.0 here to 1.80 in the next row, and nowhere else: is one of the two a slip?"
	analyses(t, "a band", bands, calendar.Date{}, slip)
	analyses(t, "a band of few", inBands(levels("target: emf >= target and claims > 0", "focus: emf >= focus"), "0 1.40 1.50", "5000 1.50 1.60", "12500 1.60 17.0", "25000 1.70 1.80"),
		calendar.Date{}, "warning trend bands.rows[3].target: target falls from 17.0 in the row before to 1.80 here, and nowhere else: is one of the two a slip?")
	bands.Values = valued("factor", "bands.rows[0].target = 1.50", "bands.rows[2].target = 17.0", "bands.rows[1].target = 1.60").Values
	analyses(t, "a band whose values are listed too", bands, calendar.Date{}, slip)
}

// maximums is a dated list, "from to" each; without to up to the next row.
func maximums(rows ...string) catalogue.Catalogue {
	var c catalogue.Catalogue
	for i, row := range rows {
		path := fmt.Sprintf("maximums[%d]", i)
		from, to, _ := strings.Cut(row, " ")
		v := catalogue.Value{Path: path + ".amount", Value: "100", Unit: "dollars", From: from, To: to, Cite: "R-3"}
		c.Values = append(c.Values, v)
		v.Path, v.Value, v.Unit = path+".from", from, ""
		c.Values = append(c.Values, v)
	}
	return c
}

func TestCheckTheDaysOfWhichAScheduleSaysNothing(t *testing.T) {
	on := calendar.MustParse("2026-11-01")
	years := []string{"2023-01-01 2023-12-31", "2024-01-01 2024-12-31", "2025-01-01 2025-12-31"}
	analyses(t, "no day is named", maximums(years...), calendar.Date{})
	analyses(t, "a day inside", maximums(years...), calendar.MustParse("2025-12-31"))
	analyses(t, "the day after", maximums(years...), calendar.MustParse("2026-01-01"),
		"warning outdated maximums[2].to: maximums ends on 2025-12-31: a question about 2026-01-01 would be an error; add a row for it")
	analyses(t, "the day before", maximums(years...), calendar.MustParse("2022-12-31"),
		"warning outdated maximums[0].from: maximums begins on 2023-01-01: a question about 2022-12-31 would be an error; add a row for it")
	analyses(t, "a gap", maximums(years[0], years[2]), on,
		"warning gap maximums[1].from: maximums says nothing of the days from 2024-01-01 to 2024-12-31: a question about one of them would be an error",
		"warning outdated maximums[1].to: maximums ends on 2025-12-31: a question about 2026-11-01 would be an error; add a row for it")
	analyses(t, "one day", maximums("2023-01-01 2023-12-30", "2024-01-01 2030-12-31"), on,
		"warning gap maximums[1].from: maximums says nothing of the days from 2023-12-31 to 2023-12-31: a question about one of them would be an error")
	analyses(t, "rows without an end", maximums("2023-01-01", "2024-01-01"), on)
	analyses(t, "to the last day there is", maximums("2023-01-01 9999-12-31", "9999-12-31"), on)
	analyses(t, "numbers, and no days", maximums("0", "5000"), on)
	analyses(t, "a number, and a day", maximums("0 2023-12-31"), on)
	analyses(t, "no list", valued("", "effective = 2030-01-01"), on)
	open := catalogue.Catalogue{Values: []catalogue.Value{{Path: "texts[1].accidents_from", Value: "2027-01-01", From: "2027-01-01"}}}
	analyses(t, "a first row without a beginning", open, on)
	yearly := valued("", "texts[0].years[0].year = 2023", "texts[0].years[1].year = 2025")
	analyses(t, "years", yearly, on,
		"warning gap texts[0].years[1].year: years says nothing of the days from 2024-01-01 to 2024-12-31: a question about one of them would be an error",
		"warning outdated texts[0].years[1].year: years ends on 2025-12-31: a question about 2026-11-01 would be an error; add a row for it")
	if got, want := Check(yearly, on)[1].Regions, []rule.Region{{Bounds: []string{"day == 2026-11-01"}, Example: []rule.Fact{rule.Date("day", on)}}}; !cmp.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}
