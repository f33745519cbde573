package intervention_test

import (
	"errors"
	"fmt"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A case is a plain value: Start gives the first, Apply the next, with why.
func Example() {
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		fmt.Println(err)
		return
	}
	c, out, err := p.Apply(p.Start(), intervention.ReportNeed{
		On: calendar.MustParse("2014-09-08"), By: intervention.HealthAndSafetyAdvisor,
		Conditions: []intervention.Condition{intervention.RejectedProgram}, FollowUpFailed: rule.Yes,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.State)
	for _, f := range out.Findings {
		if f.Holds {
			fmt.Println(f)
		}
	}
	// Output:
	// possible_need
	// Follow-up by the advisor has not been successful: there is a possible need to intervene (NL Procedure 63.00-1).
	// The employer has rejected the opportunity to participate in the priority employer program after discussion (NL Procedure 63.00-1(b)).
}

// Wrong use: what the procedure does not allow now, or not to that role, is
// refused with the paragraph. It is a lawful no and not a failure: tell it from
// input that cannot be.
func Example_wrongUse() {
	p, _ := intervention.Builtin("nl-63.00")
	for _, e := range []intervention.Event{
		intervention.Close{On: calendar.MustParse("2014-09-08"), By: intervention.SeniorHealthAndSafetyAdvisor, Reason: intervention.DeclinedServices},
		intervention.DiscussReferral{On: calendar.MustParse("2014-09-08"), By: intervention.HealthAndSafetyAdvisor},
		intervention.Close{By: intervention.SeniorHealthAndSafetyAdvisor},
	} {
		_, _, err := p.Apply(p.Start(), e)
		var refused *rule.Refused
		if errors.As(err, &refused) {
			fmt.Println("no:", refused.Findings[0])
		} else {
			fmt.Println("cannot be:", err)
		}
	}
	// Output:
	// no: close is possible when the case is need_identified or stage_1 or stage_2 or stage_3 or participating, and it is advising (NL Procedure 63.00-5).
	// no: discuss_referral is for senior_health_and_safety_advisor or manager_of_prevention, not for health_and_safety_advisor (NL Procedure 63.00-4).
	// cannot be: on: missing, expected the day of the event
}

func ExamplePolicy_Replay() {
	p, _ := intervention.Builtin("nl-63.00")
	var told []intervention.Event
	for _, line := range []string{
		`{"event":"report_need","on":"2014-09-08","by":"health_and_safety_advisor","conditions":["refused_discussion"],"follow_up_failed":true}`,
		`{"event":"identify_need","on":"2014-09-15","by":"senior_health_and_safety_advisor","evidence":["prime"]}`,
		`{"event":"initiate","on":"2014-09-22","by":"senior_health_and_safety_advisor","plan_of_action":"Meet the owner"}`,
	} {
		e, err := intervention.UnmarshalEvent([]byte(line))
		if err != nil {
			fmt.Println(err)
			return
		}
		told = append(told, e)
	}
	c, outcomes, err := p.Replay(p.Start(), told...)
	fmt.Println(c.State, c.Docket.IDs(), len(outcomes), err)
	// Output: stage_1 [stage_1_meeting] 3 <nil>
}

func ExamplePolicy_Permitted() {
	p, _ := intervention.Builtin("nl-63.00")
	permits, _ := p.Permitted(p.Start())
	for _, permit := range permits {
		if permit.Open {
			fmt.Println(permit.Event, permit.By)
		}
	}
	fmt.Println(permits[13].Event, permits[13].Why)
	// Output:
	// report_need [health_and_safety_advisor]
	// discuss_referral [senior_health_and_safety_advisor manager_of_prevention]
	// refer [No referral is owed: the employer has not declined the partnership, or the referral was made (NL Procedure 63.00-3.III(c)). The senior advisor and the manager discuss a direct referral first, and there is no discussion that no other referral has used up (NL Procedure 63.00-4).]
}

// The text does not say who is a priority employer. A board's policy does.
func ExamplePolicy_PriorityEmployer() {
	p, _ := intervention.Builtin("nl-63.00")
	_, err := p.PriorityEmployer(rule.Facts{"lost_time_claims": 7})
	fmt.Println(err)
	// Output: refused: priority_employer: The procedure does not state what makes an employer a priority employer, and this policy gives no expression for it (priority) (NL Procedure 63.00-1; interpretation priority-employer).
}

func ExampleParsePolicy() {
	_, err := intervention.ParsePolicy("board.yaml", []byte("policy: board\ntitle: Ours\nsource: Ours\neffective: 2003-12-02\nevidence_enough: len(evidense) >= 2\ninterpretations: []\n"))
	var mistakes rule.Diagnostics
	errors.As(err, &mistakes)
	for _, m := range mistakes {
		if m.Code == rule.BadExpression {
			fmt.Println(m)
		}
	}
	// Output:
	// board.yaml:5:22: evidence_enough: unknown fact "evidense", expected one of evidence, needs (did you mean "evidence"?)
	//   evidence_enough: len(evidense) >= 2
	//                        ^^^^^^^^
}

func ExampleMarshalEvent() {
	data, err := intervention.MarshalEvent(intervention.MeetEmployer{On: calendar.MustParse("2014-10-06"), By: intervention.SeniorHealthAndSafetyAdvisor, Committed: rule.No})
	fmt.Println(string(data), err)
	// Output: {"event":"meet_employer","on":"2014-10-06","by":"senior_health_and_safety_advisor","committed":false} <nil>
}

func ExampleUnmarshalEvent() {
	e, err := intervention.UnmarshalEvent([]byte(`{"event":"close","on":"2014-10-06","by":"senior_health_and_safety_advisor","reason":"significant_progress"}`))
	fmt.Println(e.Name(), e.(intervention.Close).Reason, err)
	_, err = intervention.UnmarshalEvent([]byte(`{"event":"close","raeson":"significant_progress"}`))
	fmt.Println(err)
	// Output:
	// close significant_progress <nil>
	// raeson: key "raeson" is not valid, expected one of on, by, reason, reasons (did you mean "reason"?)
}

func ExampleRows() {
	for _, row := range intervention.Rows()[5:8] {
		fmt.Println(row.ID, row.Cite, row.From, row.On)
	}
	// Output:
	// 3.initiate NL Procedure 63.00-3 [] initiate
	// 3.I(a) NL Procedure 63.00-3.I(a) [need_identified] initiate
	// 3.I(a).stage_2 NL Procedure 63.00-3.I(a) [need_identified] initiate
}

func ExamplePolicy_Interpretations() {
	p, _ := intervention.Builtin("nl-63.00")
	fmt.Println(p.Interpretations()[7])
	// Output:
	// referral-in-cycle (NL Procedure 63.00-3.III(c))
	//   question: Is a second referral made when the employer was referred directly earlier in the cycle?
	//   reading:  No: the direct referral made in the same cycle satisfies Stage III (c).
	//   other:    Yes: every declining calls for a referral of its own.
}

func ExampleMermaidPath() {
	diagram, err := intervention.MermaidPath(lifecycle.PathStep{Label: "①", From: "advising", On: "report_need", To: "possible_need"})
	fmt.Print(diagram, err)
	// Output:
	// flowchart TD
	//     advising(["advising"]):::visited
	//     participating["participating"]
	//     possible_need["possible need"]:::last
	//     need_identified["need identified"]
	//     advising == "① report need" ==> possible_need
	//     possible_need -. "identify need" .-> need_identified
	//     possible_need -. "no need" .-> participating
	//     possible_need -. "no need" .-> advising
	//     classDef visited stroke-width:3px
	//     classDef last stroke-width:3px,fill:#1f6feb,color:#fff
	// <nil>
}

// Who owes what, and which steps of the procedure open it.
func ExamplePolicy_Catalogue() {
	policy, err := intervention.Builtin("nl-63.00")
	if err != nil {
		panic(err)
	}
	for _, d := range policy.Catalogue().Duties {
		fmt.Println(d.ID, "by", d.By, "opened by", d.OpenedBy)
	}
	// Output:
	// stage_1_meeting by [senior_health_and_safety_advisor] opened by [3.I(a) 5]
	// team_review by [senior_health_and_safety_advisor] opened by [3.I(a).stage_2 3.I(b).no_commitment 3.I(b).not_attended]
	// manager_briefing by [senior_health_and_safety_advisor] opened by [3.II(a) 3.II(a).stage_2]
	// information_session by [manager_of_prevention] opened by [3.I(a).stage_3 3.II(b)]
	// session_record by [manager_of_prevention] opened by [3.III(a) 3.III(a).stage_3]
	// directors_briefing by [manager_of_prevention] opened by [3.III(a) 3.III(a).stage_3]
	// ohs_referral by [manager_of_prevention] opened by [3.III(c)]
}

// The reader of a finding chooses the language.
func ExampleFrench() {
	p, _ := intervention.Builtin("nl-63.00")
	_, _, err := p.Apply(p.Start(), intervention.NextCycle{On: calendar.MustParse("2014-09-08"), By: intervention.SeniorHealthAndSafetyAdvisor})
	var refused *rule.Refused
	errors.As(err, &refused)
	fmt.Println(refused.Findings[0].Text())
	fmt.Println(refused.Findings[0].In(intervention.French()))
	// Output:
	// next_cycle is possible when the case is stage_3, and it is advising.
	// L'événement « passer au cycle suivant » est possible quand le dossier est à l'état « étape 3 », et il est à l'état « conseil ».
}
