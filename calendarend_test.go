package workcomp_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

var dates = regexp.MustCompile(`"\d{4}-\d{2}-\d{2}"`)

// shifted moves every date of a text by so many days; ok is false when one leaves the
// calendar.
func shifted(text []byte, days int) (moved []byte, ok bool) {
	ok = true
	return dates.ReplaceAllFunc(text, func(word []byte) []byte {
		d, err := calendar.MustParse(string(word[1 : len(word)-1])).AddDays(days)
		ok = ok && err == nil
		return []byte(`"` + d.String() + `"`)
	}), ok
}

// atTheEnd applies the stored events of a domain moved to the last days that there are, each
// event in its turn on the last one, and asks for documented errors.
func atTheEnd[C, E any](t *testing.T, domain string, read func([]byte) (E, error), apply func(C, E) (C, rule.Outcome, error), start func() C) (refused int) {
	t.Helper()
	lines := bufio.NewScanner(bytes.NewReader(firstEdition(t, domain+".jsonl")))
	for lines.Buffer(nil, 1<<20); lines.Scan(); {
		var s storedCase
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		events := append(s.Events, s.Next)
		for _, last := range dates.FindAllString(string(bytes.Join(asBytes(events), nil)), -1) {
			by := calendar.MustParse("9999-12-31").DaysSince(calendar.MustParse(last[1 : len(last)-1]))
			for _, before := range []int{0, 1, 13, 30, 60, 200} {
				c := start()
				for _, data := range events {
					moved, ok := shifted(data, by-before)
					if !ok {
						break // this one stands after it
					}
					e, err := read(moved)
					if err == nil {
						c, _, err = apply(c, e)
					}
					if err == nil {
						continue
					}
					var outside *calendar.RangeError
					if _, documented := kindOfError(err); !documented || errors.As(err, &outside) && outside.Field == "" {
						t.Errorf("%s: %s: %T is no documented error of a field: %v", s.Scenario, moved, err, err)
					}
					refused++
					break
				}
			}
		}
	}
	return refused
}

func asBytes(raw []json.RawMessage) [][]byte {
	all := make([][]byte, len(raw))
	for i, r := range raw {
		all[i] = r
	}
	return all
}

// A term that would end after 9999-12-31 is an error that names what it is of.
func TestApply_atTheEndOfTheCalendar(t *testing.T) {
	wv, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	nl, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	ab, err := placement.Builtin("ab-toj")
	if err != nil {
		t.Fatal(err)
	}
	n := atTheEnd(t, "classify", classify.UnmarshalEvent, wv.Apply, func() classify.Standing { return wv.Start(classify.Profile{}) })
	n += atTheEnd(t, "intervention", intervention.UnmarshalEvent, nl.Apply, nl.Start)
	n += atTheEnd(t, "placement", placement.UnmarshalEvent, ab.Apply, ab.Start)
	if n < 50 {
		t.Errorf("only %d are refused", n)
	}
}
