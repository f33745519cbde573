package placement

import (
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
)

// TOJ-1: "The decision maker may be a case manager, re-employment (RE)
// specialist or industry specialist."
func TestTOJ1ProposeByAnyDecisionMaker(t *testing.T) {
	p := builtin(t)
	for _, by := range []rule.Role{CaseManager, RESpecialist, IndustrySpecialist} {
		c, out := applied(t, p, p.Start(), Propose{day("2025-01-06"), by, toj("2025-02-03", "2025-08-02")})
		state(t, c, Negotiating)
		cites(t, out, "TOJ-1")
		if c.NegotiatedBy != by || c.Holder != DecisionMaker {
			t.Errorf("negotiated by %s, held by %s", c.NegotiatedBy, c.Holder)
		}
	}
	terms := toj("2025-02-03", "2025-08-02")
	refused(t, p, p.Start(), Propose{day("2025-01-06"), EmployerRole, terms}, "propose is for case", "TOJ-1")
	refused(t, p, p.Start(), Propose{day("2025-01-06"), "", terms}, "not said by whom", "TOJ-1")
	refused(t, p, p.Start(), Propose{On: day("2025-01-06"), By: CaseManager}, "not given: terms", "TOJ-1")
}

// TOJ-1: any term that there is to discuss is a proposal, a list of no supports too.
func TestTOJ1ProposeOneTerm(t *testing.T) {
	p := builtin(t)
	for name, terms := range map[string]Terms{
		"kind": {Kind: TOJ}, "employer.name": {Employer: Employer{Name: "Prairie Parts"}}, "employer.in_province": {Employer: Employer{InProvince: rule.No}},
		"contact": {Contact: "Shop supervisor"}, "position": {Position: "Parts clerk"}, "duties": {Duties: "Issues parts"},
		"physical_demands_met": {PhysicalDemandsMet: rule.No}, "salary.amount": {Salary: Salary{Amount: dollars("0")}}, "salary.per": {Salary: Salary{Per: Month}},
		"hours_per_week": {HoursPerWeek: dollars("0")}, "accident_hours.low": {AccidentHours: Hours{Low: dollars("0")}}, "accident_hours.high": {AccidentHours: Hours{High: dollars("40")}},
		"start": {Start: day("2025-02-03")}, "end": {End: day("2025-08-02")}, "training.start": {Training: Training{Start: day("2025-02-03")}},
		"training.end": {Training: Training{End: day("2025-08-02")}}, "schedule": {Schedule: []Step{{Months: 1, Percent: dollars("0")}}}, "supports": {Supports: []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, terms})
			left, _ := applied(t, p, c, Withdraw{day("2025-01-07"), EmployerRole, "No orders"})
			state(t, left, Withdrawn)
		})
	}
	refused(t, p, p.Start(), Withdraw{day("2025-01-07"), EmployerRole, "No orders"}, "terms", "TOJ-3")
}

// TOJ-1: what is proposed replaces what was proposed before, and a host that
// goes on using its lists changes nothing.
func TestTOJ1ProposeReplaces(t *testing.T) {
	p := builtin(t)
	first, second := toj("2025-02-03", "2025-08-02"), Terms{Kind: WA, Supports: []string{"boots"}, Schedule: []Step{{Months: 1, Percent: dollars("0")}}}
	c, _ := applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, first}, Propose{day("2025-01-07"), CaseManager, second})
	second.Supports[0], second.Schedule[0].Months = "gloves", 9
	if c.Terms.Contact != "" || c.Terms.Kind != WA || c.Terms.Supports[0] != "boots" || c.Terms.Schedule[0].Months != 1 {
		t.Errorf("the terms are %+v", c.Terms)
	}
}

// TOJ-1: "If additional resources or supports are arranged, review and
// implement recommendations".
func TestTOJ1ArrangeSupport(t *testing.T) {
	p := builtin(t)
	c, out := applied(t, p, p.Start(), ArrangeSupport{On: day("2025-01-06"), What: "Ergonomic assessment"}, ArrangeSupport{On: day("2025-01-06"), What: "Meeting"})
	state(t, c, Negotiating)
	cites(t, out, "TOJ-1")
	if !slices.Equal(c.Arranged, []string{"Ergonomic assessment", "Meeting"}) {
		t.Errorf("arranged is %v", c.Arranged)
	}
	refused(t, p, c, ArrangeSupport{On: day("2025-01-06")}, "not given: what", "TOJ-1")
}

// TOJ-1: "Together … discuss and determine": every term, named by its key.
func TestTOJ1AgreeTermsNamesEachMissingTerm(t *testing.T) {
	p := builtin(t)
	for key, leave := range map[string]func(*Terms){
		"kind":                               func(t *Terms) { t.Kind = "" },
		"employer.name":                      func(t *Terms) { t.Employer.Name = "" },
		"employer.date_of_accident_employer": func(t *Terms) { t.Employer.DateOfAccidentEmployer = rule.NotGiven },
		"employer.under_the_act":             func(t *Terms) { t.Employer.UnderTheAct = rule.NotGiven },
		"employer.in_province":               func(t *Terms) { t.Employer.InProvince = rule.NotGiven },
		"contact":                            func(t *Terms) { t.Contact = "" },
		"position":                           func(t *Terms) { t.Position = "" },
		"duties":                             func(t *Terms) { t.Duties = "" },
		"physical_demands_met":               func(t *Terms) { t.PhysicalDemandsMet = rule.NotGiven },
		"salary.amount":                      func(t *Terms) { t.Salary.Amount = Salary{}.Amount },
		"salary.per":                         func(t *Terms) { t.Salary.Per = "" },
		"hours_per_week":                     func(t *Terms) { t.HoursPerWeek = Salary{}.Amount },
		"accident_hours.low":                 func(t *Terms) { t.AccidentHours.Low = Salary{}.Amount },
		"accident_hours.high":                func(t *Terms) { t.AccidentHours.High = Salary{}.Amount },
		"start":                              func(t *Terms) { t.Start = Terms{}.Start },
		"end":                                func(t *Terms) { t.End = Terms{}.End },
		"training.start":                     func(t *Terms) { t.Training.Start = Terms{}.Start },
		"training.end":                       func(t *Terms) { t.Training.End = Terms{}.End },
		"schedule":                           func(t *Terms) { t.Schedule = nil },
		"supports":                           func(t *Terms) { t.Supports = nil },
	} {
		terms := tap("2025-02-03", "2025-03-02", "2025-03-03", "2025-08-02")
		leave(&terms)
		c, _ := applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, terms})
		refused(t, p, c, AgreeTerms{day("2025-01-07"), CaseManager}, "missing: "+key+" (", "TOJ-1")
		if got := c.Terms.missing(); !slices.Equal(got, []string{key}) {
			t.Errorf("missing are %v, want %s", got, key)
		}
	}
	if got := len(new(Terms).missing()); got != 18 {
		t.Errorf("of no terms %d are missing; training is a term of a TaP only", got)
	}
	empty := toj("2025-02-03", "2025-08-02")
	empty.Supports = []string{}
	state(t, assessing(t, p, empty), Assessing)
}

// TOJ-1, TOJ-2: remarks on the terms are findings, never a reason to refuse.
func TestTOJ1AgreeTermsRemarks(t *testing.T) {
	for _, c := range []struct {
		name, says, cite, interpretation string
		holds                            bool
		terms                            func() Terms
	}{
		{"fewer hours", "The 20 hours of work per week are outside the range of 36 to 44 hours", "TOJ-1", "", false, func() Terms {
			x := toj("2025-02-03", "2025-08-02")
			x.HoursPerWeek = dollars("20")
			return x
		}},
		{"more hours", "The 44.5 hours of work per week are outside the range", "TOJ-1", "", false, func() Terms {
			x := toj("2025-02-03", "2025-08-02")
			x.HoursPerWeek = dollars("44.5")
			return x
		}},
		{"demands not met", "physical demands analysis does not support", "TOJ-1", "", false, func() Terms {
			x := toj("2025-02-03", "2025-08-02")
			x.PhysicalDemandsMet = rule.No
			return x
		}},
		{"flat subsidy", "The last step is at 50 %", "TOJ-2", "", false, func() Terms {
			x := toj("2025-02-03", "2025-08-02")
			x.Schedule = x.Schedule[:2]
			return x
		}},
		{"rising subsidy", "rises above the 25 %", "TOJ-2", "", false, func() Terms {
			x := toj("2025-02-03", "2025-08-02")
			x.Schedule = []Step{{Months: 1, Percent: dollars("25")}, {Months: 1, Percent: dollars("40")}, {Months: 1, Percent: dollars("0")}}
			return x
		}},
		{"a TOJ with the accident employer", "A toj is with a new employer; Prairie Parts is the date-of-accident employer", "TOJ-4", "", false, func() Terms {
			x := toj("2025-02-03", "2025-08-02")
			x.Employer.DateOfAccidentEmployer = rule.Yes
			return x
		}},
		{"a TOJ with an employer not under the Act", "a toj with such an employer is possible", "TOJ-3 admin", "", true, func() Terms {
			x := toj("2025-02-03", "2025-08-02")
			x.Employer.UnderTheAct = rule.No
			return x
		}},
		{"a WA with an ordinary new employer", "Prairie Parts is another employer", "TOJ-3 admin", waNewEmployer, false, func() Terms {
			x := wa("2025-02-03", "2025-08-02")
			x.Employer.DateOfAccidentEmployer = rule.No
			return x
		}},
		{"a WA with an employer not under the Act", "a work assessment is open to it", "TOJ-3 admin", waNewEmployer, true, func() Terms {
			x := wa("2025-02-03", "2025-08-02")
			x.Employer.DateOfAccidentEmployer, x.Employer.UnderTheAct = rule.No, rule.No
			return x
		}},
		{"a WA with an employer out of province", "a work assessment is open to it", "TOJ-3 admin", waNewEmployer, true, func() Terms {
			x := wa("2025-02-03", "2025-08-02")
			x.Employer.DateOfAccidentEmployer, x.Employer.InProvince = rule.No, rule.No
			return x
		}},
		{"training of a TOJ", "only a TaP has a training portion", "TOJ-1", "", false, func() Terms {
			x := toj("2025-02-03", "2025-08-02")
			x.Training.Start = day("2025-01-20")
			return x
		}},
		{"the portions of a TaP", "The training portion is 2025-02-01 to 2025-05-31, the placement portion 2025-06-01 to 2025-10-31.", "TOJ-2", tapPortionStart, true, func() Terms {
			return tap("2025-02-01", "2025-05-31", "2025-05-01", "2025-10-31")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := builtin(t)
			after, out := applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, c.terms()}, AgreeTerms{day("2025-01-07"), CaseManager})
			state(t, after, Assessing)
			f := finding(t, out.Findings, c.says)
			if !strings.HasSuffix(string(f.Cite), c.cite) || strings.Join(f.Interpretations, " ") != c.interpretation || f.Holds != c.holds {
				t.Errorf("%+v", f)
			}
		})
	}
	for _, hours := range []string{"36", "40", "44.0"} {
		terms := wa("2025-02-03", "2025-08-02")
		terms.HoursPerWeek = dollars(hours)
		terms.Schedule = []Step{{Months: 1, Percent: dollars("50")}, {Months: 1, Percent: dollars("25")}, {Months: 4, Percent: dollars("0")}}
		_, out := applied(t, builtin(t), builtin(t).Start(), Propose{day("2025-01-06"), CaseManager, terms}, AgreeTerms{day("2025-01-07"), CaseManager})
		if slices.ContainsFunc(out.Findings, func(f rule.Finding) bool { return !f.Holds }) {
			t.Errorf("ordinary terms were remarked on: %v", out)
		}
	}
}

// Interpretation wa-new-employer, the other reading.
func TestWANewEmployerOnlyForTheAccidentEmployer(t *testing.T) {
	p := board(t, "reading: nua_or_out_of_province", "reading: accident_employer_only")
	terms := wa("2025-02-03", "2025-08-02")
	terms.Employer.DateOfAccidentEmployer, terms.Employer.UnderTheAct = rule.No, rule.No
	_, out := applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, terms}, AgreeTerms{day("2025-01-07"), CaseManager})
	if f := finding(t, out.Findings, "is another employer"); f.Holds || strings.Join(f.Interpretations, " ") != waNewEmployer {
		t.Errorf("%+v", f)
	}
}

// Interpretation tap-portion-start, the other reading.
func TestTaPPortionAsAgreed(t *testing.T) {
	p := board(t, "reading: after_training", "reading: as_agreed")
	_, out := applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, tap("2025-02-01", "2025-05-31", "2025-05-01", "2025-10-31")}, AgreeTerms{day("2025-01-07"), CaseManager})
	finding(t, out.Findings, "the placement portion 2025-05-01 to 2025-10-31.")
}

// A term that cannot be is an error that names it, whether terms are complete
// or not.
func TestTermsThatCannotBe(t *testing.T) {
	p := builtin(t)
	for name, break1 := range map[string]func(*Terms){
		"terms.kind":                             func(t *Terms) { t.Kind = "apprenticeship" },
		"terms.salary.per":                       func(t *Terms) { t.Salary.Per = "fortnight" },
		"terms.salary.amount":                    func(t *Terms) { t.Salary.Amount = dollars("-1") },
		"terms.hours_per_week":                   func(t *Terms) { t.HoursPerWeek = dollars("-1") },
		"terms.accident_hours.high: 169":         func(t *Terms) { t.AccidentHours.High = dollars("169") },
		"terms.accident_hours.low":               func(t *Terms) { t.AccidentHours.Low = dollars("-1") },
		"terms.accident_hours.high":              func(t *Terms) { t.AccidentHours.High = dollars("35") },
		"terms.end":                              func(t *Terms) { t.End = day("2025-02-02") },
		"backwards":                              func(t *Terms) { t.End = day("2025-02-02") },
		"terms.training.end":                     func(t *Terms) { t.Training = Training{day("2025-02-03"), day("2025-02-02")} },
		"terms.schedule":                         func(t *Terms) { t.Schedule = []Step{} },
		"terms.schedule[1].percent":              func(t *Terms) { t.Schedule[1].Percent = dollars("100.01") },
		"percent from 0 to 100":                  func(t *Terms) { t.Schedule[1].Percent = dollars("-1") },
		"schedule[0].percent":                    func(t *Terms) { t.Schedule[0].Percent = Salary{}.Amount },
		"schedule[0]: -1 is negative":            func(t *Terms) { t.Schedule[0].Months = -1 },
		"-1 is negative":                         func(t *Terms) { t.Schedule[0].Weeks = -1 },
		"a step of 1 months, 0 weeks and 1 days": func(t *Terms) { t.Schedule[0].Days = 1 },
		"one of months, weeks and":               func(t *Terms) { t.Schedule[0].Months = 0 },
		"placement portion, 2025-08-03": func(t *Terms) {
			t.Kind, t.Training = TaP, Training{day("2025-02-03"), day("2025-08-02")}
		},
		"out of range": func(t *Terms) {
			t.Kind, t.Training, t.End = TaP, Training{day("2025-02-03"), day("9999-12-31")}, day("9999-12-31")
		},
	} {
		terms := toj("2025-02-03", "2025-08-02")
		break1(&terms)
		_, _, err := p.Apply(p.Start(), Propose{day("2025-01-06"), CaseManager, terms})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want an error with %q, got %v", name, err)
		}
	}
	wrong(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, Terms{Kind: "tog"}}, `did you mean "toj"?`)
	for _, hours := range []Hours{{dollars("40"), dollars("40")}, {Low: dollars("40")}, {High: dollars("40")}} { // always the same, or one end alone
		applied(t, p, p.Start(), Propose{day("2025-01-06"), CaseManager, Terms{AccidentHours: hours}})
	}
}
