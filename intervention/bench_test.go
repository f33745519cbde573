package intervention_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/intervention"
)

func BenchmarkApply(b *testing.B) {
	p, c := builtin(b), tell(b, briefed...)
	var next intervention.Case
	var err error
	for b.Loop() {
		next, _, err = p.Apply(c, holds)
	}
	if err != nil || next.State != intervention.Stage3 || len(next.Docket.Duties) != 2 {
		b.Fatalf("got %+v, %v", next, err)
	}
}

func BenchmarkReplay(b *testing.B) {
	p := builtin(b)
	told := then(recorded, declines, refers, closes)
	var c intervention.Case
	var err error
	for b.Loop() {
		c, _, err = p.Replay(p.Start(), told...)
	}
	if err != nil || c.State != intervention.Closed || !c.Referred {
		b.Fatalf("got %+v, %v", c, err)
	}
}

func BenchmarkPermitted(b *testing.B) {
	p, c := builtin(b), tell(b, inStage3...)
	var permits []intervention.Permit
	var err error
	for b.Loop() {
		permits, err = p.Permitted(c)
	}
	if err != nil || len(permits) != 16 || permits[0].Open || !permits[15].Open {
		b.Fatalf("got %+v, %v", permits, err)
	}
}

func BenchmarkBuiltin(b *testing.B) {
	var p *intervention.Policy
	var err error
	for b.Loop() {
		p, err = intervention.Builtin("nl-63.00")
	}
	if err != nil || p.ID() != "nl-63.00" {
		b.Fatal(p, err)
	}
}

func BenchmarkUnmarshalEvent(b *testing.B) {
	data, err := intervention.MarshalEvent(initiates3)
	if err != nil {
		b.Fatal(err)
	}
	var e intervention.Event
	for b.Loop() {
		e, err = intervention.UnmarshalEvent(data)
	}
	if err != nil || e != intervention.Event(initiates3) {
		b.Fatal(e, err)
	}
}
