package intervention_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

func TestMarshalEvent_roundTrips(t *testing.T) {
	others := events{intervention.Commit{}, intervention.Refer{On: on}, intervention.IdentifyNeed{Evidence: []intervention.Source{}, Needs: []string{"<guards> & \u2028"}},
		intervention.MeetEmployer{Committed: rule.No}, intervention.Initiate{Stage: 7, Reason: "7 is for Apply to refuse"}}
	for _, e := range append(others, complete...) {
		data, err := intervention.MarshalEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		got, err := intervention.UnmarshalEvent(data)
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if diff := cmp.Diff(e, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", data, diff)
		}
	}
}

// The form is flat, with the event first: a host's own records are of it.
func TestMarshalEvent_form(t *testing.T) {
	for want, e := range map[string]intervention.Event{
		`{"event":"initiate","on":"2012-01-16","by":"senior_health_and_safety_advisor","plan_of_action":"Information session","stage":3,"reason":"Two fatalities this year"}`: initiates3,
		`{"event":"report_need","on":"2012-01-16","by":"health_and_safety_advisor","conditions":["refused_discussion"],"follow_up_failed":true}`:                              reports,
		`{"event":"commit"}`: intervention.Commit{},
	} {
		got, err := intervention.MarshalEvent(e)
		if err != nil || string(got) != want {
			t.Errorf("got %s, %v\nwant %s", got, err, want)
		}
	}
}

func TestEventNames(t *testing.T) {
	var b strings.Builder
	for _, n := range intervention.EventNames() {
		b.WriteString(string(n) + " ")
	}
	want := "report_need identify_need no_need initiate meet_employer review_as_team brief_manager hold_session document_session commit decline_partnership brief_directors discuss_referral refer next_cycle close "
	if b.String() != want {
		t.Errorf("got %s", b.String())
	}
}

func TestUnmarshalEvent_whatIsNone(t *testing.T) {
	for _, c := range []struct{ data, field, says string }{
		{`{"event":"reprot_need"}`, "event", `did you mean "report_need"?`},
		{`{"on":"2012-01-16"}`, "event", "missing"},
		{`[]`, "json", "an object with the key event"},
		{`{"event":"initiate","stage":0}`, "stage", "1, 2 or 3"},
		{`{"event":"initiate","stage":"II"}`, "stage", "1, 2 or 3"},
		{`{"event":"initiate","stage":1.5}`, "stage", "1, 2 or 3"},
		{`{"event":"initiate","stage":true}`, "stage", "1, 2 or 3"},
		{`{"event":"initiate","stages":1}`, "stages", `did you mean "stage"?`},
		{`{"event":"report_need","conditions":"refused_discussion"}`, "conditions", "a list"},
		{`{"event":"report_need","follow_up_failed":"yes"}`, "follow_up_failed", "true or false"},
		{`{"event":"commit","on":"2012-02-30"}`, "on", "2012-02-30"},
		{`{"event":"commit","grounds":"x"}`, "grounds", "one of on, by"},
		{`{"event":"commit"`, "json", "one JSON value"},
	} {
		_, err := intervention.UnmarshalEvent([]byte(c.data))
		var input *rule.InputError
		if !errors.As(err, &input) || input.Field != c.field || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want %s … %s", c.data, err, c.field, c.says)
		}
	}
}

// What could not be read back as it is is not written at all.
func TestMarshalEvent_whatCannotBeWritten(t *testing.T) {
	for _, e := range []intervention.Event{nil, &commits, intervention.DiscussReferral{Grounds: "\xff"}, intervention.MeetEmployer{Committed: 7}} {
		data, err := intervention.MarshalEvent(e)
		var input *rule.InputError
		if data != nil || !errors.As(err, &input) {
			t.Errorf("%v: got %s, %v", e, data, err)
		}
	}
}
