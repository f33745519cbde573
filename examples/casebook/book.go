package main

import (
	"fmt"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// chapter is one case of a casebook file.
type chapter struct {
	Title  string              `json:"casebook"`
	Domain strict.At[string]   `json:"domain"`
	Policy strict.At[string]   `json:"policy"`
	About  string              `json:"about,omitempty"`
	Given  *strict.Node        `json:"given,omitempty"`
	Steps  []storyStep         `json:"steps,omitempty"`
	Wages  *strict.At[wages]   `json:"wages,omitempty"`
	Money  *strict.At[payroll] `json:"money,omitempty"`
	Year   *strict.At[oneYear] `json:"year,omitempty"`
}

// storyStep is an event of a case: its day, what happened, and the facts. Or it is
// the correction of one: the number of that event, the day on which the correction
// is recorded, and the facts that are put right.
type storyStep struct {
	On      strict.At[calendar.Date] `json:"on"`
	Event   string                   `json:"event,omitempty"`
	Correct string                   `json:"correct,omitempty"`
	By      string                   `json:"by,omitempty"`
	With    *strict.Node             `json:"with,omitempty"`
	Note    string                   `json:"note,omitempty"`
}

// what names the step.
func (s storyStep) what() string {
	if s.Correct != "" {
		return "entry " + s.Correct + " is corrected"
	}
	return s.Event
}

// parse reads a casebook file: one chapter for each of its documents. All its
// mistakes come back at once, at their places.
func parse(name string, data []byte) ([]chapter, error) {
	f := strict.ParseYAML(name, data)
	var chapters []chapter
	for _, n := range f.Docs {
		var c chapter
		f.Decode(n, "", &c)
		known := []string{"classify", "benefits", "intervention", "placement"}
		if d := c.Domain; d.Value != "" && lives[d.Value] == nil && d.Value != "benefits" {
			f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: d.Pos, Path: "domain", Value: fmt.Sprintf("%q", d.Value),
				Expected: "one of " + strings.Join(known, ", "), Suggestion: rule.Suggest(d.Value, known)})
		}
		if c.Money != nil && c.Domain.Value != "placement" {
			f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: c.Money.Pos, Path: "money",
				Message: "money is of a placement, expected the domain placement"})
		}
		if len(c.Steps) > 0 && c.Domain.Value == "benefits" {
			f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: c.Domain.Pos, Path: "steps",
				Message: "the domain benefits has no events, expected wages or year"})
		}
		for i, s := range c.Steps {
			if s.Event == "" && s.Correct == "" {
				f.Report(strict.Diagnostic{Code: rule.MissingKey, Pos: s.On.Pos, Path: fmt.Sprintf("steps[%d].event", i), Expected: "this key, or correct"})
			}
		}
		chapters = append(chapters, c)
	}
	return chapters, f.Err()
}
