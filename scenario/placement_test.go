package scenario

import (
	"os"
	"testing"
)

// active is a work assessment on its way, told in as few words as can be.
const active = `scenario: A placement ends
source: TOJ procedure, steps 5 to 7
domain: placement
policy: ab-toj
steps:
  - on: 2025-01-06
    event: propose
    by: case_manager
    with:
      terms:
        kind: toj
        employer: {name: Prairie Parts, date_of_accident_employer: false, under_the_act: true, in_province: true}
        contact: Shop supervisor
        position: Parts clerk
        duties: Receives, counts and issues parts
        physical_demands_met: true
        salary: {amount: 4000, per: month}
        hours_per_week: 40
        accident_hours: {low: 36, high: 44}
        start: 2025-02-03
        end: 2025-05-02
        schedule: [{months: 1, percent: 100}, {months: 1, percent: 50}, {months: 1, percent: 0}]
        supports: []
  - {on: 2025-01-07, event: agree_terms, by: case_manager}
  - on: 2025-01-08
    event: assess
    by: case_manager
    with: {suitable: true, within_restrictions: true, permanent_likely: true, gains_skills: true, long_enough: true, better_than_job_search: true}
  - {on: 2025-01-09, event: send_agreement}
  - {on: 2025-01-16, event: return_signed, with: {complete: true}}
  - {on: 2025-02-03, event: begin, expect: {state: active, next_contact_by: none, weeks_left: 0, outcome: "", missing: []}}
`

// Who ended a placement stands among the facts of a scenario as "by"; who
// reports it stands beside the event.
func TestWhoEndedAPlacement(t *testing.T) {
	const facts = "why: Moving, job_demands: Light, starting_wage: 21.50, wage_after_a_year: 24"
	for _, c := range []struct{ name, step string }{
		{"discontinued, among the facts", "{on: 2025-03-03, event: discontinue, with: {by: worker, " + facts + "}, expect: {state: discontinued, ended_by: worker}}"},
		{"discontinued, reported by another", "{on: 2025-03-03, event: discontinue, by: case_manager, with: {by: employer, " + facts + "}, expect: {ended_by: employer}}"},
		{"discontinued, beside the event", "{on: 2025-03-03, event: discontinue, by: worker, with: {" + facts + "}, expect: {ended_by: worker}}"},
		{"discontinued, as the event calls it", "{on: 2025-03-03, event: discontinue, by: employer, with: {ended_by: worker, " + facts + "}, expect: {ended_by: worker}}"},
		{"discontinued by nobody", "{on: 2025-03-03, event: discontinue, by: case_manager, with: {" + facts + "}, expect: {refused: ended_by}}"},
		{"discontinued by two", "{on: 2025-03-03, event: discontinue, with: {by: worker, ended_by: employer, " + facts + "}, expect: {error: ended_by}}"},
		{"concluded", "{on: 2025-05-02, event: conclude, by: case_manager, with: {successful: true, permanent: false, continuing: false, by: employer}, expect: {state: concluded, ended_by: employer}}"},
		{"concluded by nobody", "{on: 2025-05-02, event: conclude, by: case_manager, with: {successful: true, permanent: true, continuing: true}, expect: {state: concluded, ended_by: none}}"},
		{"concluded by the worker alone", "{on: 2025-05-02, event: conclude, by: worker, with: {successful: true, permanent: true, continuing: true}, expect: {refused: not for worker}}"},
		{"a call of another name", "{call: wage_gain, expect: {error: wage_loss}}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			scenarios, err := Load("placement.yaml", []byte(active+"  - "+c.step+"\n"), os.ReadFile)
			if err != nil {
				t.Fatal(err)
			}
			if r := scenarios[0].Run(); r.Failed() {
				t.Error(r)
			}
		})
	}
}
