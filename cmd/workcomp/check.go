package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/benefits/benefitstest"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/classify/classifytest"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/intervention/interventiontest"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/placement/placementtest"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"github.com/workcomp-go/workcomp/rule/lint"
	"github.com/workcomp-go/workcomp/rule/procedure"
	"github.com/workcomp-go/workcomp/rule/property"
	"github.com/workcomp-go/workcomp/scenario"
)

// checked is what a look at policies came to, as data.
type checked struct {
	Files    int      `json:"files"`
	Policies int      `json:"policies"`
	Errors   int      `json:"errors"`
	Warnings int      `json:"warnings"`
	Found    []found  `json:"found"`
	Broken   []broken `json:"broken"`

	slips []scenario.Policy // those with numbers that are probably slips, as warnings say
}

// found is a diagnostic as data.
type found struct {
	Severity   rule.Severity `json:"severity"`
	Code       rule.Code     `json:"code"`
	File       string        `json:"file"`
	Line       int           `json:"line"`
	Column     int           `json:"column"`
	EndColumn  int           `json:"end_column"` // after what is wrong
	Path       string        `json:"path,omitempty"`
	Message    string        `json:"message"`
	Suggestion string        `json:"suggestion,omitempty"`
}

// broken are the laws that a policy breaks, with the cases that show it.
type broken struct {
	Policy string `json:"policy"`
	Laws   string `json:"laws"`
}

func (a *app) checking() command {
	var on string
	var laws bool
	return command{name: "check", args: "POLICY…", does: "Look policies over before they run: files, folders, or the ids of built-in ones",
		flags: func(f *flag.FlagSet) {
			f.StringVar(&on, "on", "", "the `day`, YYYY-MM-DD, that schedules should reach")
			f.BoolVar(&laws, "laws", true, "ask the laws of the domain of cases that are drawn")
		},
		run: func(names []string) int {
			if len(names) == 0 {
				return a.misused("check", "no policy is named")
			}
			var day calendar.Date
			if on != "" {
				var err error
				if day, err = calendar.Parse(on); err != nil {
					return a.misused("check", "--on: %v", err)
				}
			}
			return a.check(names, day, laws)
		}}
}

// check looks over the policies of the names.
func (a *app) check(names []string, day calendar.Date, laws bool) int {
	out := checked{Found: []found{}, Broken: []broken{}}
	code := well
	var paths []string
	var policies []scenario.Policy
	for _, name := range names {
		if _, err := os.Stat(name); err == nil || name == "-" || scenario.IsFile(name) {
			paths = append(paths, name)
			continue
		}
		some, err := scenario.Policies(a.read, name)
		if err != nil {
			code = a.fail(err)
		}
		for _, p := range some { // built in: its file is looked at too
			policies = append(policies, a.look(&out, p.Catalogue().ID, []byte(p.Text()), day))
		}
	}
	files, err := a.files(paths)
	if err != nil {
		code = a.fail(err)
	}
	for _, f := range files {
		out.Files++
		if f.name != f.path && !scenario.IsPolicy(f.data) {
			continue
		}
		if p := a.look(&out, f.name, f.data, day); p != nil {
			policies = append(policies, p)
		} else {
			out.Policies++
		}
	}
	var undated []string
	for _, p := range measured(a, "policy", policies) {
		out.Policies++
		if day.IsZero() && dated(p) {
			undated = append(undated, p.ID())
		}
		if !laws {
			continue
		}
		if err := lawsOf(p, day); err != nil {
			out.Errors++
			out.Broken = append(out.Broken, broken{p.ID(), err.Error()})
			if !a.json {
				a.broken(p.ID(), err, slices.Contains(out.slips, p))
			}
		}
	}
	return a.checked(out, code, undated)
}

// ofSlips are the laws that a number breaks of which lint warns at its place.
var ofSlips = []string{"every limit can be reached", "a percentage is no fraction", "the steps rise or fall and do not turn"}

// broken says which laws a policy breaks, with the cases that show it. What a warning has
// said already is named alone.
func (a *app) broken(id string, err error, warned bool) {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	var said []string
	all = slices.DeleteFunc(slices.Clone(all), func(err error) bool {
		var c *property.Counterexample
		is := warned && errors.As(err, &c) && slices.Contains(ofSlips, c.Law)
		if is {
			said = append(said, c.Law)
		}
		return is
	})
	if len(said) > 0 {
		a.print("%s breaks a law of its domain, see the warning: %s\n", id, strings.Join(said, "; "))
	}
	if len(all) > 0 {
		a.print("%s breaks a law of its domain:\n%s\n", id, errors.Join(all...))
	}
}

// look looks a policy over and says what there is to look at. The policy is nil where
// the text cannot be read.
func (a *app) look(out *checked, file string, data []byte, day calendar.Date) scenario.Policy {
	p, all := scenario.CheckPolicy(file, data, day)
	if slices.ContainsFunc(all, func(d rule.Diagnostic) bool { return d.Code == lint.Unlikely || d.Code == lint.OutOfTrend }) {
		out.slips = append(out.slips, p)
	}
	for _, d := range all {
		out.Found = append(out.Found, found{d.Severity, d.Code, d.File, d.Line, d.Column, d.End(), d.Path, d.Message, d.Suggestion})
		if d.Severity == rule.SeverityError {
			out.Errors++
		} else {
			out.Warnings++
		}
		if !a.json {
			a.print("%s\n", d.Error())
		}
	}
	return p
}

// dated reports whether a policy has rows for some days: a day may lie outside of them.
func dated(p scenario.Policy) bool {
	return slices.ContainsFunc(p.Catalogue().Values, func(v catalogue.Value) bool {
		_, from := calendar.Parse(v.From)
		_, to := calendar.Parse(v.To)
		return from == nil || to == nil || strings.HasSuffix(v.Path, ".year")
	})
}

// checked says what the look came to. undated are the policies whose rows for some days
// were asked of no day.
func (a *app) checked(out checked, code int, undated []string) int {
	if out.Errors > 0 && code == well {
		code = failed
	}
	if out.Policies == 0 && code == well {
		fmt.Fprintf(a.err, "there is no policy in the %d files that were looked at\n", out.Files)
		code = failed
	}
	if a.json {
		a.data(out)
		return code
	}
	if len(undated) > 0 {
		a.print("No day was named (--on DATE): whether the schedules of %s reach it was not asked.\n", strings.Join(undated, ", "))
	}
	a.print("files: %d, policies: %d, errors: %d, warnings: %d\n", out.Files, out.Policies, out.Errors, out.Warnings)
	return code
}

// lawsOf asks the laws of the domain of a policy; of a subsidy about the year of a day,
// and without one about the last that every built-in subsidy knows.
func lawsOf(p scenario.Policy, day calendar.Date) error {
	switch p := p.(type) {
	case *classify.Policy:
		return classifytest.Check(p)
	case *intervention.Policy:
		return interventiontest.Check(p)
	case *placement.Policy:
		return placementtest.Check(p)
	case *procedure.Procedure:
		k := lifecycletest.Kit[procedure.State, procedure.EventName, procedure.Case, procedure.Event, *procedure.Procedure]{Machine: p.Machine(), Policy: p,
			Start: p.Start(), Reading: (*procedure.Procedure).WithReading}
		return k.Check(40)
	case *benefits.Policy:
		return benefitstest.Check(p)
	case *benefits.Subsidy:
		year := 2025
		if !day.IsZero() {
			year = day.Year()
		}
		within := calendar.Period{From: calendar.MustParse(fmt.Sprintf("%04d-01-01", year)), To: calendar.MustParse(fmt.Sprintf("%04d-12-31", year))}
		return benefitstest.CheckSubsidy(p, within)
	}
	return nil
}
