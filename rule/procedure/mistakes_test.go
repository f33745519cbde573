package procedure_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/internal/words"
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
	var said strings.Builder
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
		{"{event.grounds}.", "{‸grounds}.", `.says: unknown fact "grounds" (did you mean "event.grounds"?)`},
		{"{balance: case.balance - event.amount}", "{balance: ‸case.blance - event.amount}", `groups.credited[0].set: unknown fact`},
		{"disputed, settled", "disputed, ‸disputed, settled", `states[4]: "disputed" stands twice`},
		{"roles: [", "roles: [officer, ‸", `roles[1]: "officer" stands twice`},
		{"{fact: monthly, error: true}], to: arranged", "‸{if: event.monthly > 0}], to: arranged", `a guard has an id, a condition and a text`},
		{"if: case.missed + 1 >= policy", "if: ‸case.mised + 1 >= policy", `unknown fact "case.mised"`},
		{"[credited, {set: {missed: 0}}]", "[credited, {set: ‸{}}]", `rows[7].effects[1].set: a mapping is not valid, expected facts of the case, each to an expression`},
		{"agree: {monthly: number}", "agree: {monthly: number, ‸on: date}", `"on" is no name for a fact of an event`},
		{"agree: {monthly: number}", "agree: {monthly: number, ‸true: date}", `"true" is no name for a fact of an event`},
		{"{perform: reply}]}\n  - {id: \"12.4\"", "{lapse: reply, except: [‸rply]}]}\n  - {id: \"12.4\"", `(did you mean "reply"?)`},
		{"{perform: reply}]}\n  - {id: \"12.4\"", "{perform: reply, owed_by: ‸wroker}]}\n  - {id: \"12.4\"", `(did you mean "worker"?)`},
		{"{call: waiver_letter}]", "{await: x, by: [director, ‸directr]}]", `rows[12].effects[1].by[1]: "directr" is not valid`},
		{"after: \"policy.notice_sent", "within: ‸repl, after: \"policy.notice_sent", `rows[0].effects[2].within: "repl" is not valid`},
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
		list(&said, c.old, c.change, all)
		if at >= 0 {
			line := 1 + strings.Count(text[:at], "\n")
			column := at - strings.LastIndex(text[:at], "\n")
			if all[0].Line != line || all[0].Column != column {
				t.Errorf("%s: at %d:%d, want %d:%d: %v", c.change, all[0].Line, all[0].Column, line, column, all[0])
			}
		}
	}
	golden.Check(t, "testdata/mistakes.txt", said.String())
}

// list writes all the mistakes of a change, the beginnings of the long ones.
func list(b *strings.Builder, old, change string, all rule.Diagnostics) {
	fmt.Fprintf(b, "%q for %q\n", change, old)
	for _, d := range all {
		fmt.Fprintf(b, "  %d:%d %s %s: %s (%s)\n", d.Line, d.Column, d.Code, d.Path, words.CutTo(d.Message, 100), d.Suggestion)
	}
}

// A fact of a kind that there is not is one mistake: what asks it is not another. An
// effect that is written as a text is shown as a mapping.
func TestParse_oneMistakeIsOne(t *testing.T) {
	data, err := os.ReadFile("testdata/recovery.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, change, want string }{
		{"amount: number", "amount: money", `p.yaml:18:20: events.notify.amount: "money" is not valid, expected one of text, number, count, yes_no, date, list (did you mean "number"?)`},
		{"missed: count", "missed: integer", `p.yaml:14:11: case.missed: "integer" is not valid, expected one of text, number, count, yes_no, date, list (did you mean "count"?)`},
		{"upheld: yes_no", "upheld: 7", `p.yaml:22:24: events.reconsider.upheld: a number is not valid, expected one of text, number, count, yes_no, date, list, a list of words, or one of them with a value`},
		{"monthly: number}", "monthly: sum}", `p.yaml:20:20: events.agree.monthly: "sum" is not valid, expected one of text, number, count, yes_no, date, list`},
		{"on: reconsider, by: reviewer,", "on: reconsider, by: {default: true},", `p.yaml:72:59: rows[4].by.role: missing, expected this key`},
		{"{open: reconsideration}]", "open reconsideration]", `p.yaml:71:97: rows[3].effects[1]: "open reconsideration" is not valid, expected a mapping: {open: reconsideration}`},
		{"credited, {set: {missed: 0}}]", "credited, open reply]", `p.yaml:80:65: rows[7].effects[1]: "open reply" is not valid, expected a mapping: {open: reply}`},
	} {
		_, err := Parse("p.yaml", []byte(strings.Replace(string(data), c.old, c.change, 1)))
		var all rule.Diagnostics
		if !errors.As(err, &all) || len(all) != 1 || !strings.HasPrefix(err.Error(), c.want+"\n") {
			t.Errorf("%s: got\n%v\nwant %s", c.change, err, c.want)
		}
	}
}

// The mistakes of series, values and functions.
func TestParse_mistakesOfFunctions(t *testing.T) {
	data, err := os.ReadFile("testdata/ns-surcharge.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const high = "{run: ratios, at_least: policy.threshold.percent}"
	var said strings.Builder
	for _, c := range []struct{ old, change, want string }{
		{"run: ratios", "run: ratois", `(did you mean "ratios"?)`},
		{high, "{run: ratios}", "run needs at_least, above, at_most or below"},
		{high, "{run: ratios, at_least: policy.threshold.percnt}", `unknown fact "policy.threshold.percnt"`},
		{high, "{run: ratios, at_least: case.state}", "expected a number here, found"},
		{high, "{run: ratios, number: '1', at_least: '2'}", "2 functions stand here"},
		{high, "{improvement: ratios}", "expected periods, 1 or more, or a baseline, and not both"},
		{high, "{improvement: ratios, periods: 2, places: 13}", "places from 0 to 12"},
		{high, "{count: ratios}", "expected since or within, and not both"},
		{high, "{count: ratios, within: treshold}", "is not valid, expected nothing: the file declares none"},
		{high, "{dates: step, from: event.on, until: event.on, duty: x}", "expected nothing"},
		{high, "{at_least: '3'}", "0 functions stand here"},
		{"high: {run", "case: {run", `"case" is no name for a function`},
		{"high: {run", "High: {run", `"High" is not valid, expected a name of small letters`},
		{"each: year", "each: years", `(did you mean "year"?)`},
		{"each: year", "each: day", "a series of days has no periods in a row"},
		{"ratios: {each", "step: {each", `"step" is no name for a series`},
		{"period: event.year", "period: event.yaer", `unknown fact "event.yaer"`},
		{"effects: [{record: ratios}]", "effects: [{record: ratio}]", `(did you mean "ratios"?)`},
		{"effects: [{record: ratios}]", "effects: [{call: x}]", `nothing names "ratios"`},
		{"{percent: 20, cite", "{days: 20, roll: forwards, cite", `"forwards" is not valid, expected none, following`},
		{"step: {percent", "effective: {percent", `"effective" is no name for a value`},
		{"step: count", "state: count", `"state" is no name for a fact of a case`},
		{"step: count", "step: {cuont: 1}", `(did you mean "count"?)`},
		{"surcharge: {number: 0}", "surcharge: {number: x}", "is not valid, expected a decimal number"},
		{"surcharge: {number: 0}", "surcharge: 7", "is not valid, expected one of text, number"},
		{"count: [1990, 2100]", "count: [1990]", "1 numbers stand here, expected the least and the most"},
		{"ratio: number}", "ratio: {number: 1}}", "begins with nothing, expected the kind alone"},
		{"{set: {step: 0, surcharge: 0}}", "{set: step}", "expected facts of the case, each to an expression"},
		{"[{call: surcharge_notice}]", "[{say: Noted.}]", "a finding has an id"},
		{"rows:", "groups: {a: [b], b: [a]}\nrows:", `nothing names "a"`},
	} {
		text := strings.Replace(string(data), c.old, c.change, 1)
		_, err := Parse("p.yaml", []byte(text))
		var all rule.Diagnostics
		if c.old == "[{call: surcharge_notice}]" {
			_, err = Parse("p.yaml", []byte(strings.Replace(string(data), "{call: surcharge_notice}", "{say: Noted.}", 1)))
		}
		if !errors.As(err, &all) || !strings.Contains(err.Error(), c.want) || all[0].Line == 0 {
			t.Errorf("%s: got %v, want %s", c.change, err, c.want)
		}
		list(&said, c.old, c.change, all)
	}
	golden.Check(t, "testdata/mistakes_functions.txt", said.String())
	for _, places := range []string{"0", "12"} {
		text := strings.Replace(string(data), high, "{improvement: ratios, periods: 1, places: "+places+"}", 1)
		if _, err := Parse("p.yaml", []byte(text)); err == nil || strings.Contains(err.Error(), "places from") {
			t.Errorf("%s places are some: %v", places, err)
		}
	}
	text := strings.Replace(string(data), "rows:", "groups: {a: [b], b: [a]}\nrows:", 1)
	text = strings.Replace(text, "effects: [{record: ratios}]", "effects: [a, {record: ratios}]", 1)
	if _, err := Parse("p.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), `the group "a" names itself`) {
		t.Errorf("got %v", err)
	}
}

// A duty that no row performs is a mistake, also where one closes all but it; one that a
// row performs with all others is none.
func TestParse_dutiesThatNobodyPerforms(t *testing.T) {
	for effect, performed := range map[string]bool{"{perform: reply}": true, "{perform: all}": true, "{perform: [reply, notice]}": true, "{lapse: reply}": false,
		"{perform: all, except: [reply]}": false, "{perform: notice}": false} {
		text := strings.NewReplacer("{perform: reply}", effect, "duties:\n", "duties:\n  notice: {by: board, to: board, within: notice, cite: Rule 2}\n",
			"{open: reply}", "{open: reply}, {open: notice}, {perform: notice}").Replace(owed)
		_, err := Parse("owed.yaml", []byte(text))
		if says := err != nil && strings.Contains(err.Error(), `duties.reply: nobody performs the duty "reply": no row does`); says == performed || err != nil && performed {
			t.Errorf("%s: got %v", effect, err)
		}
	}
}

// Who may report an event that decides can stand in the row of all its rows.
func TestParse_whoDecidesByAnOuterRow(t *testing.T) {
	data, err := os.ReadFile("testdata/recovery.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for role, decided := range map[string]bool{"director": true, "reviewer": false} {
		text := strings.NewReplacer("on: decide_waiver, by: director", "on: decide_waiver", "\nrows:\n",
			"\nrows:\n  - {id: \"12.7.all\", on: decide_waiver, by: "+role+", cite: Manual 12.7}\n").Replace(string(data))
		if _, err := Parse("p.yaml", []byte(text)); (err == nil) != decided || err != nil && !strings.Contains(err.Error(), `nobody decides "waiver"`) {
			t.Errorf("%s: got %v", role, err)
		}
	}
}

// Conditions are looked at although the form of the file is wrong; what depends on the
// part that is wrong is not.
func TestParse_conditionsBesideTheForm(t *testing.T) {
	data, err := os.ReadFile("testdata/recovery.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("\nduties:", "\ndutys:", "if: event.upheld, to", "if: event.upheld = true, to", "if: case.proposed, says",
		"if: case.proposed and, says").Replace(string(data))
	_, err = Parse("p.yaml", []byte(text))
	var all rule.Diagnostics
	if !errors.As(err, &all) || len(all) != 3 {
		t.Fatalf("got %v", err)
	}
	for i, want := range []string{`did you mean "duties"`, ".if: nothing stands after and", ".if: to compare, write =="} {
		if !strings.Contains(all[i].Error(), want) {
			t.Errorf("got %v, want %s", all[i], want)
		}
	}
}

func TestParse_businessDaysNeedClosedDays(t *testing.T) {
	data, err := os.ReadFile("testdata/ca-imr.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), "business_days: 5, closed: weekends", "business_days: 5", 1)
	if _, err := Parse("p.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), "authorization.closed: missing, expected the days") {
		t.Errorf("got %v", err)
	}
	text = strings.Replace(string(data), "business_days: 5, closed: weekends", "business_days: 5, closed: none", 1)
	if _, err := Parse("p.yaml", []byte(text)); err != nil {
		t.Errorf("none is said: %v", err)
	}
}

// A term of a value that cannot be is found in the file, at its place.
func TestParse_termsOutOfBounds(t *testing.T) {
	data, err := os.ReadFile("testdata/recovery.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const given = "reply: {days: 30,"
	if !strings.Contains(string(data), given) {
		t.Fatalf("there is no %s", given)
	}
	for term, bounds := range map[string]string{"days: -30": "1 to 36500", "days: 0": "1 to 36500", "business_days: 36501": "1 to 36500", "weeks: -1": "1 to 5200",
		"months: 1201": "1 to 1200", "years: -2": "1 to 100", "count: -1": "0 to 1000000", "days: 99999999999": "1 to 36500"} {
		unit, n, _ := strings.Cut(term, ": ")
		_, err := Parse("p.yaml", []byte(strings.Replace(string(data), given, "reply: {"+term+",", 1)))
		want := fmt.Sprintf("values.reply.%s: %s is not valid, expected a whole number from %s", unit, n, bounds)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "    reply: {"+term) {
			t.Errorf("%s: got %v", term, err)
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

// A file has a thousand of each kind at the most: of one that has more, that is all that is said.
func TestParse_aThousandOfAKind(t *testing.T) {
	for n, want := range map[int]string{1000: "", 1001: "values: there are 1001, expected at most 1000"} {
		var values strings.Builder
		for i := range n - 2 {
			fmt.Fprintf(&values, "v%d: {days: 1, cite: Rule 1}, ", i)
		}
		text := strings.Replace(owed, "values: {", "values: {"+values.String(), 1)
		if want != "" {
			text = strings.Replace(text, "open: reply", "open: rpely", 1)
		}
		_, err := Parse("owed.yaml", []byte(text))
		var all rule.Diagnostics
		if errors.As(err, &all); len(all) > 1 || (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%d: got %v", n, err)
		}
	}
}

// What is named in many places counts at each of them: its texts and 32 characters, up to 65536.
func TestParse_whatIsSharedIsBounded(t *testing.T) {
	const more = "what is named here comes to more than 65536 characters at all its places"
	for n, bounded := range map[int]bool{1024: false, 1025: true} {
		names := strings.TrimSuffix(strings.Repeat("some, ", n), ", ")
		text := strings.NewReplacer(
			"\nevents:", "\nguards: {some: {if: 'owed.reply < 1000', says: 'Too much of it.'}}\nevents:", // 17 and 15 characters
			`on: ask, by: board`, "on: ask, by: board, requires: ["+names+"]").Replace(owed)
		_, err := Parse("owed.yaml", []byte(text))
		if (err != nil) != bounded || err != nil && !strings.Contains(err.Error(), more) {
			t.Errorf("a guard %d times: got %.200v", n, err)
		}
	}
}

// What the events of a file may ask is bounded in all, as their conditions are read over all of it.
func TestParse_eventsTimesFacts(t *testing.T) {
	for n, want := range map[int]string{598: "", 599: "there are 10, and each may ask 6001 facts, values, duties and readings, where a function and a series count 10 times: expected at most 60000 of one times the other"} {
		var b strings.Builder
		b.WriteString("procedure: p\ntitle: t\nsource: s\nroles: [r]\nstates: [a, b]\nfinal: [b]\ncase: {c0: yes_no, c1: yes_no")
		if want == "" {
			b.WriteString(", c2: yes_no, c3: yes_no, c4: yes_no, c5: yes_no, c6: yes_no, c7: yes_no, c8: yes_no, c9: yes_no, c10: yes_no")
		}
		b.WriteString("}\nvalues: {")
		for i := range 9 {
			fmt.Fprintf(&b, "v%d: {count: 1, cite: c},", i)
		}
		b.WriteString("}\nevents: {")
		rows := "rows:\n"
		for i := range 10 {
			fmt.Fprintf(&b, "e%d: {},", i)
			rows += fmt.Sprintf("  - {id: a%d, from: a, to: b, on: e%d, by: r, cite: c, says: h}\n", i, i)
		}
		b.WriteString("}\nfunctions: {")
		for i := range n {
			fmt.Fprintf(&b, "f%d: {number: policy.v0.count + %d},", i, i)
		}
		_, err := Parse("p.yaml", []byte(b.String()+"}\n"+rows))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%d: got %v", n, err)
		}
	}
}

// The id, the states and the roles of a procedure are ids as those of any policy: none has
// a character that is not seen or can be taken for another.
func TestParse_oddIDs(t *testing.T) {
	const file = "procedure: %s\ntitle: t\nsource: s\nroles: [%s]\nstates: [a, %s]\nfinal: [%[3]s]\nevents: {x: {}}\n" +
		"rows: [{id: r1, on: x, from: a, to: %[3]s, by: %[2]s, cite: c, says: h}]\n"
	for _, odd := range []string{"\u0430", `"a\u200db"`, `"b "`, "ｂ"} {
		for path, values := range map[string][]any{"procedure": {odd, "r", "b"}, "roles[0]": {"p", odd, "b"}, "states[1]": {"p", "r", odd}} {
			_, err := Parse("f.yaml", fmt.Appendf(nil, file, values...))
			if err == nil || !strings.Contains(err.Error(), path+": ") || !strings.Contains(err.Error(), "expected ASCII characters and Latin letters alone") {
				t.Errorf("%s: %s: got %v", path, odd, err)
			}
		}
	}
	if _, err := Parse("f.yaml", fmt.Appendf(nil, file, "p-é", "r", "to review")); err != nil {
		t.Error(err)
	}
}
