package lifecycle

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

func TestFrench(t *testing.T) {
	l := French()
	for day, want := range map[string]string{"2025-03-01": "1er mars 2025", "2025-12-31": "31 décembre 2025"} {
		if got := l.Day(calendar.MustParse(day)); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
	l.Texts["*.open"] = ""
	if French().Texts["*.open"] == "" {
		t.Error("a language is the caller's own, and was shared")
	}
}
