package procedure_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	. "github.com/workcomp-go/workcomp/rule/procedure"
)

// Each change of the file is a mistake, said at its place: the line and the column of
// the caret are those of the mark ‸ in the change.
func TestParse_mistakes(t *testing.T) {
	data, err := os.ReadFile("testdata/recovery.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, change, want string }{
		{"from: found, on", "from: ‸fuond, on", `"fuond" is not valid, expected one of found, notified, arranged, disputed, settled, waived (did you mean "found"?)`},
		{"to: disputed", "to: ‸dispute", `(did you mean "disputed"?)`},
		{"final: [settled", "final: [‸setled", `(did you mean "settled"?)`},
		{"on: notify", "on: ‸notfy", `(did you mean "notify"?)`},
		{"by: reviewer, needs", "by: ‸revewer, needs", `(did you mean "reviewer"?)`},
		{"reply: {by: worker", "reply: {by: ‸wroker", `(did you mean "worker"?)`},
		{"{perform: reconsideration}, {open: reply}", "{perform: ‸reconsiderations}, {open: reply}", `(did you mean "reconsideration"?)`},
		{"{open: reconsideration}", "{open: ‸reconsidertion}", `(did you mean "reconsideration"?)`},
		{"needs: [grounds]", "needs: [‸ground]", `(did you mean "grounds"?)`},
		{"requires: [missed]", "requires: [‸mised]", `(did you mean "missed"?)`},
		{"effects: [credited, {lapse: all}]", "effects: [‸credted, {lapse: all}]", `(did you mean "credited"?)`},
		{"if: event.upheld, to", "if: ‸event.uphled, to", `unknown fact "event.uphled"`},
		{"{balance: case.balance - event.amount}", "{balance: ‸case.blance - event.amount}", `(did you mean "case.balance"?)`},
		{"{set: {missed: 0}}", "{set: {‸mised: 0}}", `(did you mean "missed"?)`},
		{"{set: {missed: 0}}", "{set: {missed: ‸case.proposed}}", `expected a number here, found`},
		{"{event.grounds}.", "{‸event.ground}.", `unknown fact "event.ground"`},
		{"within: reply, cite", "within: ‸repl, cite", `(did you mean "reply"?)`},
		{"missed: count #", "missed: ‸cuont #", `(did you mean "count"?)`},
		{"case.missed >= policy", "‸event.amount >= policy", `cannot ask the event`},
		{"if: case.proposed, says", "if: case.proposed ‸> 1, says", `true or false cannot be compared`},
		{"miss: {}", "miss: {}\n  ‸idle: {}", `no row takes the event "idle"`},
		{"disputed, settled", "disputed, ‸lost, settled", `no row leads to the state "lost", or out of it`},
		{"final: [settled, waived]", "final: [settled]", `no row leads out of the state waived, and it is not final`},
		{"to: notified, cite: Manual 12.2", "cite: Manual 12.2", `no row leads to the state notified from the start`},
		{"\nduties:", "\nduties:\n  ‸letter: {by: worker, to: officer, cite: x}", `no row opens the duty "letter"`},
		{"{await: waiver, by: director}", "‸{await: waiver, by: reviewer}", `nobody decides "waiver": where the case then is`},
		{"{await: waiver, by: director}", "{await: ‸waiver}", `nobody decides "waiver"`},
		{"if: event.amount == case.balance, to: settled, cite: Manual 12.6", "to: settled, cite: Manual 12.6", `it never fires in state arranged: a row before it always does`},
		{"\nguards:", "\nguards:\n  ‸idle: {if: case.proposed, says: No.}", `nothing names "idle"`},
		{"{lapse: all}, {call: waiver_letter}", "‸{lapse: all, call: waiver_letter}", `2 effects stand here, expected one of open`},
		{"{call: notice},\n", "{call: notice, fails: ‸true},\n", `call says nothing about fails`},
		{"id: 12.4.reversed", "id: ‸12.4.upheld", `"12.4.upheld" is another row's id`},
		{"received: date}", "‸Received: date}", `"Received" is not valid, expected a name of small letters`},
		{"missed: {count: 2, cite: Manual 12.6}", "‸missed: {count: 2, days: 3, cite: Manual 12.6}", "2 values stand here"},
		{"reading: sent", "reading: ‸sennt", `(did you mean "sent"?)`},
		{"says: \"{event.amount:money} is paid.\"", "say: x", `key "say" is not valid`},
	} {
		text := strings.Replace(string(data), c.old, c.change, 1)
		if text == string(data) {
			t.Errorf("%s: the file has no such text", c.old)
		}
		at := strings.Index(text, "‸")
		text = strings.Replace(text, "‸", "", 1)
		_, err := Parse("p.yaml", []byte(text))
		var all rule.Diagnostics
		if !errors.As(err, &all) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.change, err, c.want)
			continue
		}
		if at >= 0 {
			line := 1 + strings.Count(text[:at], "\n")
			column := at - strings.LastIndex(text[:at], "\n")
			if all[0].Line != line || all[0].Column != column {
				t.Errorf("%s: at %d:%d, want %d:%d: %v", c.change, all[0].Line, all[0].Column, line, column, all[0])
			}
		}
	}
}

// All mistakes are said at once.
func TestParse_allMistakes(t *testing.T) {
	data, err := os.ReadFile("testdata/recovery.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("from: found, on", "from: fuond, on", "on: agree", "on: agre", "{open: reconsideration}", "{open: reconsidertion}",
		"if: event.upheld, to", "if: event.uphled, to", "needs: [grounds]", "needs: [ground]").Replace(string(data))
	found := CheckFile("p.yaml", []byte(text), calendar.Date{})
	said := found.Error()
	for _, want := range []string{"fuond", "agre", "reconsidertion", "uphled", `"ground"`} {
		if !strings.Contains(said, want) {
			t.Errorf("%s is not said: %v", want, found)
		}
	}
	if len(found) != 5 {
		t.Errorf("%d mistakes: %v", len(found), found)
	}
}
