package procedure_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/intervention"
	. "github.com/workcomp-go/workcomp/rule/procedure"
)

// life is a case of Procedure 63.00, from the first report to its end.
var life = []string{
	`{"event":"report_need","on":"2014-09-08","by":"health_and_safety_advisor","conditions":["rejected_program"],"follow_up_failed":true}`,
	`{"event":"identify_need","on":"2014-09-15","by":"senior_health_and_safety_advisor","evidence":["injury_statistics"]}`,
	`{"event":"initiate","on":"2014-09-22","by":"senior_health_and_safety_advisor","plan_of_action":"Meet the owner"}`,
	`{"event":"meet_employer","on":"2014-10-06","by":"senior_health_and_safety_advisor","committed":false}`,
	`{"event":"review_as_team","on":"2014-10-13","by":"senior_health_and_safety_advisor","services":["prevention","assessment","compensation"]}`,
	`{"event":"brief_manager","on":"2014-10-14","by":"senior_health_and_safety_advisor"}`,
	`{"event":"hold_session","on":"2014-10-20","by":"manager_of_prevention"}`,
	`{"event":"commit","on":"2014-10-21","by":"manager_of_prevention"}`,
	`{"event":"close","on":"2015-10-05","by":"senior_health_and_safety_advisor","reason":"injuries_decreased"}`,
}

// A procedure of a file is as fast as that of a package, within a factor of two.
func BenchmarkProcedure_Replay(b *testing.B) {
	b.Run("file", func(b *testing.B) {
		p := parse(b, "nl-63.00.yaml")
		events := make([]Event, len(life))
		for i, text := range life {
			events[i], _ = p.UnmarshalEvent([]byte(text))
		}
		b.ReportAllocs()
		for range b.N {
			if _, _, err := p.Replay(p.Start(), events...); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("package", func(b *testing.B) {
		p, err := intervention.Builtin("nl-63.00")
		if err != nil {
			b.Fatal(err)
		}
		events := make([]intervention.Event, len(life))
		for i, text := range life {
			events[i], _ = intervention.UnmarshalEvent([]byte(text))
		}
		b.ReportAllocs()
		for range b.N {
			if _, _, err := p.Replay(p.Start(), events...); err != nil {
				b.Fatal(err)
			}
		}
	})
}
