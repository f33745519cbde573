package lifecycle_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// ask makes a request of a history, which is to succeed.
func ask(t *testing.T, h *loanHistory, r lifecycle.Request) lifecycle.Done {
	t.Helper()
	done, err := h.Request(r)
	if err != nil {
		t.Fatalf("%s %s: %v", r.Do, r.Entry, err)
	}
	return done
}

// corrected is a history in which every kind of change was made, by requests alone.
func corrected(t *testing.T) *loanHistory {
	h := newLoans(t)
	for _, r := range []lifecycle.Request{
		{Do: "append", Entry: "L", Event: []byte(`{"event":"lend","on":"2021-01-04","title":"Ulysses"}`), Note: lifecycle.Note{Actor: "clerk 7"}},
		{Do: "append", Entry: "X", Event: []byte(`{"event":"extend","on":"2021-01-11"}`)},
		{Do: "append", Entry: "B", Event: []byte(`{"event":"give_back","on":"2021-02-15"}`)},
		{Do: "append", Entry: "A", Event: []byte(`{"event":"audit","on":"2021-03-01"}`)},
		{Do: "insert", Entry: "A0", Event: []byte(`{"event":"audit","on":"2021-01-11"}`)},
		{Do: "correct", Entry: "L", Event: []byte(`{"title":"Emma","on":"2021-01-05"}`), Recorded: day("2021-04-01")},
		{Do: "remove", Entry: "A", Reason: "there was none"},
		{Do: "correct", Entry: "B", Event: []byte(`{"on":"2021-01-05"}`)}, // the extension is void
	} {
		ask(t, h, r)
	}
	return h
}

func TestHistoryRequestIsTheCallOfItsName(t *testing.T) {
	h := corrected(t)
	if got, want := ids(h), "L B X:void A0 A:removed"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if h.State() != "shelf" || keys(h.Docket().Duties) != "A0/list" || h.Changes() != 8 {
		t.Errorf("%s, %s, %d changes", h.State(), keys(h.Docket().Duties), h.Changes())
	}
	again := newLoans(t)
	first := lifecycle.Request{Do: "append", Entry: "L", Event: []byte(`{"event":"lend","on":"2021-01-04","title":"Ulysses"}`)}
	done := ask(t, again, first)
	if !reflect.DeepEqual(ask(t, again, first), done) || again.Changes() != 1 || len(done.Revision) > 0 ||
		done.Outcome.Findings[0].Text() != "Ulysses is lent." {
		t.Errorf("a delivery twice: %d changes, %v", again.Changes(), done)
	}
	done = ask(t, again, lifecycle.Request{Do: "correct", Entry: "L", Event: []byte(`{"title":"Emma"}`)})
	if done.Outcome.Findings[0].Text() != "Emma is lent." || done.Revision[0].ID != "revision.corrected" {
		t.Errorf("got %v", done)
	}
}

func TestHistoryRequestThatIsNone(t *testing.T) {
	h := corrected(t)
	before, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		field string
		lifecycle.Request
	}{
		{"do", lifecycle.Request{Do: "apend", Entry: "Z"}},
		{"do", lifecycle.Request{Entry: "Z"}},
		{"event", lifecycle.Request{Do: "append", Entry: "Z", Event: []byte(`{"event":"burn","on":"2021-04-01"}`)}},
		{"event", lifecycle.Request{Do: "insert", Entry: "Z", Event: []byte(`{"on":"2021-04-01"}`)}},
		{"recorded", lifecycle.Request{Do: "append", Entry: "Z", Event: []byte(`{"event":"audit","on":"2021-04-01"}`),
			Recorded: day("2021-03-01")}},
		{"pages", lifecycle.Request{Do: "correct", Entry: "L", Event: []byte(`{"pages":"9"}`)}},
		{"entry", lifecycle.Request{Do: "remove", Entry: "Z", Reason: "x"}},
	} {
		_, err := h.Request(c.Request)
		inError(t, err, c.field)
	}
	_, err = h.Request(lifecycle.Request{Do: "remove", Entry: "L"})
	refused(t, err, "reason")
	if after, err := json.Marshal(h); err != nil || string(after) != string(before) {
		t.Errorf("the history changed: %v", err)
	}
}

// What was recorded comes back by rows in any order, and each change has its own.
func TestHistoryRecordsAndLoad(t *testing.T) {
	h := corrected(t)
	want, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	all, err := h.Records(0)
	if err != nil {
		t.Fatal(err)
	}
	var byChange []lifecycle.Stored
	for n := range h.Changes() {
		rows, err := h.Records(n)
		if err != nil {
			t.Fatal(err)
		}
		until := slices.IndexFunc(rows, func(r lifecycle.Stored) bool { return r.Change > n+1 })
		if until < 0 {
			until = len(rows)
		}
		byChange = append(byChange, rows[:until]...)
	}
	if !reflect.DeepEqual(all, byChange) {
		t.Errorf("got %v\nby change %v", all, byChange)
	}
	slices.Reverse(all)
	given := slices.Clone(all)
	if err := newLoans(t).Load(all...); err != nil || !reflect.DeepEqual(all, given) {
		t.Errorf("the rows that are loaded stay in their order: %v", err)
	}
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var rows []lifecycle.Stored
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	back := newLoans(t)
	if err := back.Load(rows...); err != nil {
		t.Fatal(err)
	}
	if got, err := json.Marshal(back); err != nil || string(got) != string(want) {
		t.Errorf("%v\ngot  %s\nwant %s", err, got, want)
	}
	if !reflect.DeepEqual(back.Case(), h.Case()) || back.Changes() != h.Changes() || back.Recorded() != h.Recorded() {
		t.Errorf("got %v, want %v", back.Case(), h.Case())
	}
	if err := back.Load(rows...); err == nil {
		t.Error("a history that has begun is filled again")
	}
	begun := newLoans(t)
	enter(t, begun, "Z", audit{On: day("2021-03-01")})
	inError(t, begun.Load(rows...), "records")
}

func TestHistoryLoadOfWhatIsNoHistory(t *testing.T) {
	row := func(change int, entry, event string) lifecycle.Stored {
		return lifecycle.Stored{Change: change, Entry: entry, Recorded: day("2021-01-04"), Status: lifecycle.InForce, Event: []byte(event)}
	}
	late := row(2, "B", `{"event":"audit","on":"2021-01-03"}`)
	late.Recorded = day("2021-01-03")
	for name, rows := range map[string][]lifecycle.Stored{
		"no event":     {row(1, "A", `{"event":"burn","on":"2021-01-04"}`)},
		"no id":        {row(1, "", `{"event":"audit","on":"2021-01-04"}`)},
		"one change":   {row(1, "A", `{"event":"audit","on":"2021-01-04"}`), row(1, "A", `{"event":"audit","on":"2021-01-04"}`)},
		"not lawful":   {row(1, "A", `{"event":"extend","on":"2021-01-04"}`)},
		"runs forward": {row(1, "A", `{"event":"audit","on":"2021-01-04"}`), late},
	} {
		if err := newLoans(t).Load(rows...); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
}

func TestHistoryRecordsOfAnEventThatCannotBeReadBack(t *testing.T) {
	h := newLoans(t)
	enter(t, h, "", lend{On: day("2021-01-04"), Title: "\xff"})
	if _, err := h.Records(0); err == nil {
		t.Error("it is written")
	}
}
