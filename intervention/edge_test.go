package intervention

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Discussions that an int can hardly count are an error, and do not begin again
// from below.
func TestPolicyApply_aCountAtTheEdge(t *testing.T) {
	p, err := Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{math.MaxInt, 1_000_000_000} {
		c := p.Start()
		c.State, c.Discussions = Stage1, n
		next, _, err := p.Apply(c, DiscussReferral{On: calendar.MustParse("2025-01-31"), By: "manager_of_prevention", Between: []rule.Role{"senior_health_and_safety_advisor", "manager_of_prevention"}, Grounds: "records"})
		var input *rule.InputError
		if !errors.As(err, &input) || input.Field != "discussions" || next.Discussions != n {
			t.Errorf("%d: got %d, %v", n, next.Discussions, err)
		}
	}
}

// The first edition did not keep whether a session was attended: it was not.
func TestCase_UnmarshalJSON_ofTheFirstEdition(t *testing.T) {
	p, err := Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(p.Start())
	if err != nil {
		t.Fatal(err)
	}
	before := strings.Replace(string(data), `"session_attended":false,`, "", 1)
	read := Case{SessionAttended: true}
	if err := json.Unmarshal([]byte(before), &read); err != nil || before == string(data) || read.SessionAttended {
		t.Errorf("%s: got %+v, %v", before, read, err)
	}
}

func TestCase_UnmarshalJSON_isStrict(t *testing.T) {
	for text, want := range map[string]string{
		`{"state":"new","cycel":1}`:   `cycel: key "cycel" is not valid`,
		`{"State":"new"}`:             `State: key "State" is not valid`,
		`{"cycle":1,"cycle":2}`:       `key "cycle" twice`,
		`{"cycle":1.5}`:               "cycle: ",
		`{"state":"advising"}`:        "docket: missing",
		`{"discussions":-1}`:          "discussions: -1 is not valid",
		`["advising"]`:                "a list is not valid",
		`{"cycle":99999999999999999}`: "cycle: ",
	} {
		var c Case
		var input *rule.InputError
		if err := json.Unmarshal([]byte(text), &c); !errors.As(err, &input) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}
