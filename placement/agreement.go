package placement

import (
	"fmt"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Step 3: communicate and action the decision.

// Name returns "send_agreement".
func (SendAgreement) Name() EventName { return sendAgreement }

func (e SendAgreement) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (SendAgreement) check(*Policy) error { return nil }

func (SendAgreement) ask(*Policy, *Case, *Facts) error { return nil }

func (SendAgreement) act(s *change) error {
	t, code := s.next.Terms, s.policy.benefits.PaymentCode
	s.next.PaymentCode = code.Value.Value
	if s.Asked() {
		s.Find(rule.Stated{Cite: code.Cite, Holds: true, Facts: []rule.Fact{rule.Str("payment_code", code.Value.Value)},
			Text: fmt.Sprintf("The work placement employer is paid by payment code %s, on the reimbursement schedule of the agreement.", code.Value.Value)}.Finding())
	}
	if t.Kind == WA {
		s.Say(toj3admin, true, "A comment on the benefit details says that it is a work assessment.")
	}
	if !t.Employer.UnderTheAct.True() || !t.Employer.InProvince.True() {
		s.Say(toj3admin, true, "%s is not under the Act or is out of province: it is attached as a participant on the claim.", t.Employer.Name)
	}
	return nil
}

// Name returns "return_signed".
func (ReturnSigned) Name() EventName { return returnSigned }

func (e ReturnSigned) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (ReturnSigned) check(*Policy) error { return nil }

func (e ReturnSigned) ask(_ *Policy, _ *Case, f *Facts) error {
	f.Complete = e.Complete.True()
	(*lacking)(&f.Missing).unless(e.Complete.Given(), "complete")
	return nil
}

func (e ReturnSigned) act(s *change) error {
	if e.Complete.True() {
		s.Close(DutyMissingInformation)
		return nil
	}
	if !s.next.Docket.Has(DutyMissingInformation) { // what is owed already is not owed twice
		s.Open(s.policy.owes(DutyMissingInformation))
	}
	return nil
}
