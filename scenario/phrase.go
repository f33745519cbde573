package scenario

import "strings"

// A phrase says in plain English what an event is: who or what does, and what.
// The verb comes first, in its base form.
type phrase struct {
	event   string
	subject string // of the sentence; empty: whoever reports the event
	does    string
}

// phrases are those of the events of each domain, in the order of its
// instrument.
var phrases = map[string][]phrase{
	"classify": {
		{"review", "the commission", "review the employer"},
		{"decide", "", "decide on what is recommended"},
		{"nonparticipation", "the employer", "be found not to participate"},
		{"noncompliance", "the employer", "be found not to comply"},
		{"exclude", "", "exclude the employer"},
		{"lift_exclusion", "", "lift the exclusion of the employer"},
		{"order", "", "order another tier"},
		{"set_aside", "", "set the decision aside"},
		{"set_bargained_committee", "the employer's bargained safety committee", "be looked at anew"},
		{"close_period", "the review period", "end"},
		{"close_quarter", "the quarter", "end"},
		{"notify", "the employer", "be notified"},
		{"receive_plan", "the employer's plan", "be received"},
		{"answer_plan", "the plan", "be answered"},
		{"receive_report", "the employer's report", "be received"},
		{"complete_inspection", "the inspection", "be completed"},
		{"complete", "a duty", "be carried out"},
	},
	"protest": {
		{"file", "the employer", "file a protest"},
		{"acknowledge", "the commission", "acknowledge the protest"},
		{"decide", "the hearing examiner", "decide on the protest"},
		{"extend_stay", "the commission", "extend the stay"},
	},
	"intervention": {
		{"report_need", "", "report a possible need to intervene"},
		{"identify_need", "", "identify the need to intervene"},
		{"no_need", "", "find no need to intervene"},
		{"initiate", "", "initiate an intervention"},
		{"meet_employer", "", "meet the employer"},
		{"review_as_team", "", "review the employer as a team"},
		{"brief_manager", "", "brief the manager"},
		{"hold_session", "", "hold the information session"},
		{"document_session", "", "record the session"},
		{"commit", "the employer", "commit to participate"},
		{"decline_partnership", "the employer", "decline the partnership"},
		{"brief_directors", "", "brief the directors"},
		{"discuss_referral", "", "discuss a direct referral"},
		{"refer", "", "refer the employer to the OH&S Branch"},
		{"next_cycle", "", "begin the next cycle"},
		{"close", "", "close the intervention"},
	},
	"placement": {
		{"propose", "", "propose the terms of a placement"},
		{"arrange_support", "a support", "be arranged"},
		{"agree_terms", "", "report that all parties agree to the terms"},
		{"assess", "", "assess the placement"},
		{"confirm_denial", "", "confirm the denial"},
		{"reject_denial", "", "reject the denial"},
		{"approve", "", "approve the placement"},
		{"refuse", "", "refuse the placement"},
		{"send_agreement", "the agreement", "be sent"},
		{"return_signed", "the signed agreement", "come back"},
		{"decline", "", "decline the placement"},
		{"withdraw", "", "withdraw from the placement"},
		{"amend_terms", "", "amend the terms"},
		{"implement_wage_loss", "", "implement a wage loss benefit"},
		{"begin", "the placement", "begin"},
		{"contact", "contact", "be made"},
		{"raise_issue", "an issue", "be raised"},
		{"resolve_issue", "", "report on the issue"},
		{"suspend", "the placement", "be suspended"},
		{"resume", "the placement", "be resumed"},
		{"return_claim", "", "return the claim"},
		{"discontinue", "the placement", "be discontinued"},
		{"decide_suspension", "", "decide on the suspension"},
		{"request_extension", "", "request an extension"},
		{"decide_extension", "", "decide on the extension"},
		{"conclude", "", "conclude the placement"},
		{"determine", "", "determine the outcome"},
	},
}

// questions say what a calculation is asked for.
var questions = map[string]string{
	"add": "a day and a length of time, added", "term": "the last day of a term", "recur": "the days of a recurrence",
	"split": "a period, split", "holidays": "the holidays of a year", "duration": "the length of a period",
	"quarter": "the days of a quarter", "month_end_after": "the end of the month after a quarter",
	"business_days_between": "the business days between two days", "fiscal": "the fiscal year of a day", "iso_week": "a week",
	"pay_period": "the pay period of a day", "age": "the age on a day",

	"level": "the level of an employer", "priority_employer": "whether an employer is a priority employer", "surcharge": "the surcharge of a quarter", "protest_window": "the days of a protest",

	"wage_loss": "the wage loss benefit",

	"taper": "a schedule, checked", "reimburse": "what the employer is reimbursed",
	"reconcile": "what was paid against what is due now", "forecast": "what the placement is expected to cost",
	"td_02": "temporary disability benefits less earnings", "part_month": "a monthly benefit for some days", "loss_ends": "when the loss of earnings ends", "top_up": "the top-up of a worker's earnings",
	"compensation_rate": "the compensation rate", "best_earnings": "the option with the best earnings",
	"allocate": "an amount, shared out", "subsidy": "the wage subsidy",
}

// said is the phrase as a clause: what happened, or what would have and did
// not.
func (s *Step) said(domain string, happened bool) string {
	p := phrase{event: s.Event, subject: "the event", does: "be “" + escape(words(s.Event)) + "”"}
	for _, known := range phrases[domain] {
		if known.event == s.Event {
			p = known
		}
	}
	by := ""
	switch {
	case p.subject == "" && s.By == "":
		p.subject = "somebody"
	case p.subject == "":
		p.subject = "the " + escape(words(s.By))
	case s.By != "" && p.subject != "the "+words(s.By):
		by = ", as the " + escape(words(s.By)) + " reports"
	}
	if !happened {
		return p.subject + " would " + p.does + by
	}
	return p.subject + " " + inflect(p.does) + by
}

// inflect puts the verb that a phrase begins with into the third person.
func inflect(does string) string {
	verb, rest, _ := strings.Cut(does, " ")
	switch {
	case verb == "be":
		verb = "is"
	case strings.HasSuffix(verb, "fy"):
		verb = strings.TrimSuffix(verb, "y") + "ies"
	case strings.HasSuffix(verb, "ss"):
		verb += "es"
	default:
		verb += "s"
	}
	return strings.TrimSpace(verb + " " + rest)
}
