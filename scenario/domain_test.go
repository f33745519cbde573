package scenario

import (
	"os"
	"strings"
	"testing"
)

func load(t *testing.T, data string) []*Scenario {
	t.Helper()
	scenarios, err := (&Reader{Files: os.ReadFile, Folder: ".."}).Read("cases.yaml", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return scenarios
}

// Each domain by a built-in policy and by the path of a file, with what holds
// from the start, and with an event or a call that it does not have.
func TestEachDomain(t *testing.T) {
	for _, s := range load(t, `
scenario: A target employer with a bargained committee
domain: classify
policy: ../classify/policies/wv-85-23.yaml
given: {bargained_committee: true}
steps:
  - on: 1995-01-31
    event: review
    with: {from: 1994-07-01, to: 1994-12-31, three_year_premium: 32850, emf: "1.90"}
    expect: {tier: target, bargained_committee: true, cites: [85-23-5.3.1], open: [classification_notice, seminar]}
  - {on: 1995-02-01, event: decide, with: {approve: true, by: commission, reason: None}, expect: {refused: true, tier: target}}
  - {on: 1995-02-01, event: reveiw, expect: {error: review}}
  - {call: level, with: {three_year_premium: 32850, emf: 1.73}, expect: {level: focus, tier: target}}
  - {call: level, with: {three_year_premium: 32850}, expect: {error: emf}}
  - {call: level, with: {three_year_premium: [32850], emf: 1.73}, expect: {error: three_year_premium}}
  - {call: surcharge, with: {quarterly_premium_tax: 1000, penalty_tax: 0, rate: 0.10}, expect: {amount: 100}}
  - {call: protest_window, with: {decided: 2025-03-03, notice_received: 2025-03-10}, expect: {act_by: 2025-04-09, interpretations: [protest-window]}}
  - {call: surcharg, expect: {error: 'did you mean "surcharge"'}}
---
scenario: A possible need
domain: intervention
policy: ../intervention/policies/nl-63.00.yaml
steps:
  - on: 2013-09-03
    event: report_need
    by: health_and_safety_advisor
    with: {conditions: [refused_discussion], follow_up_failed: true}
    expect: {state: possible_need, cycle: 1, open: []}
  - {call: surcharge, expect: {error: call}}
---
scenario: A placement by its file
domain: placement
policy: ../placement/policies/ab-toj.yaml
steps:
  - {on: 2025-01-06, event: agree_terms, by: case_manager, expect: {refused: hours_per_week, state: negotiating}}
---
scenario: Benefits by the policy that no one named
domain: benefits
steps:
  - {call: top_up, with: {per: year, pre_accident_net: 60000, actual_net: 40000}, expect: {amount: 18000, monthly: 1500}}
  - {call: allocate, with: {amount: 100, weights: [1, 1, 1]}, expect: {shares: [33.34, 33.33, 33.33]}}
  - {call: subsidy, with: {start: 2025-01-15, wages: []}, expect: {error: policy}}
  - {call: subsidy, with: {policy: us-xx-none, start: 2025-01-15, wages: []}, expect: {error: us-xx-none}}
  - {call: subsidy, with: {policy: ./none.yaml, start: 2025-01-15, wages: []}, expect: {error: none.yaml}}
  - {call: subsidies, expect: {error: 'did you mean "subsidy"'}}
  - {on: 2025-01-15, event: subsidy, expect: {error: event}}
---
scenario: Benefits by a file
domain: benefits
policy: ../benefits/policies/ab-toj.yaml
steps:
  - {call: best_earnings, with: {options: [{option: placement, earnings: 41600}]}, expect: {option: placement, passed_over: []}}
---
scenario: A subsidy by its file
domain: benefits
steps:
  - call: subsidy
    with: {policy: ../benefits/policies/subsidy/us-dc-ojt.yaml, start: 2025-01-06, wages: [{from: 2025-01-06, to: 2025-01-12, gross: 1000, days: 5}]}
    expect: {total: 250}
---
scenario: A subsidy that is named once, by its file
domain: benefits
policy: ../benefits/policies/subsidy/us-dc-ojt.yaml
steps:
  - {call: subsidy, with: {start: 2025-01-06, wages: [{from: 2025-01-06, to: 2025-01-12, gross: 1000, days: 5}]}, expect: {total: 250}}
---
scenario: A subsidy that is named once, by its id
domain: benefits
policy: us-dc-ojt
steps:
  - {call: subsidy, with: {start: 2025-01-06, wages: [{from: 2025-01-06, to: 2025-01-12, gross: 1000, days: 5}]}, expect: {total: 250}}
`) {
		t.Run(s.Title, func(t *testing.T) {
			if r := s.Run(); r.Failed() {
				t.Error(r)
			}
		})
	}
}

func TestAPolicyThatADomainDoesNotHave(t *testing.T) {
	for _, d := range library() {
		t.Run(d.name, func(t *testing.T) {
			for policy, want := range map[string]string{
				"us-xx-none":  "us-xx-none",
				"./none.yaml": "none.yaml",
				"cases.yaml":  "cases.yaml cannot be used, for its mistakes",
				"subsidy.yaml": map[bool]string{true: "subsidy.yaml cannot be used, for its mistakes",
					false: "subsidy.yaml is a policy of benefits, expected one of " + d.name}[d.name == "benefits"],
			} {
				if d.name == "calendar" {
					want = "policy: "
				}
				_, err := Load("some.yaml", []byte("scenario: None\ndomain: "+d.name+"\npolicy: "+policy+"\nsteps: [{call: x}]\n"),
					func(path string) ([]byte, error) {
						switch path {
						case "cases.yaml":
							return []byte("policy: mine\n"), nil
						case "subsidy.yaml":
							return []byte("subsidy: mine\n"), nil
						}
						return os.ReadFile(path)
					})
				if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "some.yaml:3:9: policy: ") {
					t.Errorf("%s: got %v", policy, err)
				}
			}
		})
	}
}

func TestADomainThatNeedsAPolicyAsksForIt(t *testing.T) {
	for _, domain := range []string{"classify", "intervention", "placement"} {
		_, err := Load("some.yaml", []byte("scenario: None\ndomain: "+domain+"\nsteps: [{call: x}]\n"), os.ReadFile)
		if want := "some.yaml:2:9: policy: missing, expected a built-in id or the path of a policy file"; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", domain, err)
		}
	}
}
