package placement

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
)

// TOJ-3 admin: the agreement and the pre-approved wage loss supplement letter.
func TestTOJ3SendAgreement(t *testing.T) {
	p := builtin(t)
	c, out := applied(t, p, approvedCase(t, p, toj("2025-02-03", "2025-08-02")), SendAgreement{On: day("2025-01-09")})
	state(t, c, AgreementSent)
	cites(t, out, "TOJ-3", "TOJ-3 admin", "TOJ-4")
	if !slices.Equal(out.Documents[:2], []string{"IN033A", "CL002Q"}) || c.PaymentCode != "VRE02" {
		t.Errorf("documents %v, payment code %s", out.Documents, c.PaymentCode)
	}
	if f := finding(t, out.Findings, "paid by payment code VRE02"); !f.Holds {
		t.Errorf("%+v", f)
	}
	silent(t, out.Findings, "participant")

	outside := wa("2025-02-03", "2025-08-02")
	outside.Employer.InProvince = rule.No
	_, out = applied(t, p, approvedCase(t, p, outside), SendAgreement{On: day("2025-01-09")})
	finding(t, out.Findings, "attached as a participant on the claim")
	finding(t, out.Findings, "says that it is a work assessment")
}

// TOJ-3: "Contact the work placement employer to obtain missing information, if
// required."
func TestTOJ3ReturnSigned(t *testing.T) {
	p := builtin(t)
	c, _ := applied(t, p, approvedCase(t, p, toj("2025-02-03", "2025-08-02")), SendAgreement{On: day("2025-01-09")})
	refused(t, p, c, ReturnSigned{On: day("2025-01-10")}, "not given: complete", "TOJ-3")
	c, out := applied(t, p, c, ReturnSigned{On: day("2025-01-10"), Complete: rule.No})
	state(t, c, AgreementSent)
	openIDs(t, c, DutyMissingInformation)
	cites(t, out, "TOJ-3")
	c, out = applied(t, p, c, ReturnSigned{On: day("2025-01-11"), Complete: rule.No})
	openIDs(t, c, DutyMissingInformation)
	if len(out.Opened) != 0 {
		t.Errorf("what is owed was owed again: %v", out.Opened)
	}
	c, out = applied(t, p, c, ReturnSigned{On: day("2025-01-12"), Complete: rule.Yes})
	state(t, c, Agreed)
	closed(t, out, DutyMissingInformation)
}
