package benefits_test

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
)

func TestTheBestEarnings(t *testing.T) { // TOJ-3 and TOJ-4, "whichever best maximizes earnings"
	option := func(name, earnings string, out bool) benefits.Option {
		return benefits.Option{Option: name, Earnings: num(earnings), RuledOut: out}
	}
	for name, c := range map[string]struct {
		options []benefits.Option
		want    string
	}{
		"the greatest": {[]benefits.Option{option("a", "1", false), option("b", "3", false), option("c", "2", false)},
			`{"option":"b","earnings":"3","passed_over":[]}`},
		"the first, tied": {[]benefits.Option{option("a", "1.0", false), option("b", "1.00", false)},
			`{"option":"a","earnings":"1.0","passed_over":[]}`},
		"without those ruled out": {[]benefits.Option{option("z", "9", true), option("a", "1", false), option("b", "0.5", false),
			option("y", "0", true)},
			`{"option":"a","earnings":"1","passed_over":["z","y"]}`},
		"earnings of nothing": {[]benefits.Option{option("a", "0", false)}, `{"option":"a","earnings":"0","passed_over":[]}`},
	} {
		d, err := alberta(t).BestEarnings(benefits.OptionsInput{Options: c.options})
		if err != nil {
			t.Fatal(name, err)
		}
		equal(t, d.Value, c.want)
		ruledOut := slices.ContainsFunc(c.options, func(o benefits.Option) bool { return o.RuledOut })
		if d.Cites("TOJ-3") != ruledOut || !d.Cites("TOJ-4") || len(d.Findings) != len(c.options)+1 {
			t.Errorf("%s: %v", name, d.Findings)
		}
		for i, o := range c.options {
			if d.Findings[i].Holds == o.RuledOut {
				t.Errorf("%s: %v", name, d.Findings[i])
			}
		}
	}
	for name, c := range map[string]struct {
		options []benefits.Option
		words   []string
	}{
		"none":          {nil, []string{"options"}},
		"all ruled out": {[]benefits.Option{option("a", "1", true)}, []string{"options", "ruled out"}},
		"no name":       {[]benefits.Option{option("a", "1", false), option("", "1", false)}, []string{"options[1].option"}},
		"no earnings":   {[]benefits.Option{{Option: "a"}}, []string{"options[0].earnings", "missing"}},
		"negative":      {[]benefits.Option{option("a", "-1", true)}, []string{"options[0].earnings", "negative"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := alberta(t).BestEarnings(benefits.OptionsInput{Options: c.options})
			faulty(t, err, c.words...)
		})
	}
}
