package classify_test

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
)

// A table of one's own stands in a policy where a name stands.
func TestParsePolicyTakesClosedDaysOfItsOwn(t *testing.T) {
	own := `closed_days: {name: ours, base: us-wv, closed: [{date: 2023-03-27, name: Founders' Day}], opened: [2023-03-26]}`
	e := employerUnder(t, changed(t, "closed_days: us-wv", own))
	e.review("2022-1", "1.85").do(classify.Notify{On: day("2023-01-26")}).opened("plan 2023-03-28") // Monday the 27th
	e = employerUnder(t, changed(t, "closed_days: us-wv", own))
	e.review("2022-1", "1.85").do(classify.Notify{On: day("2023-01-25")}).opened("plan 2023-03-26") // Sunday the 26th
	for part, want := range map[string]string{
		`closed_days: {rows: [{name: A}]}`:                `tiers.closed_days.rows[0]: 0 kinds of day is not valid`,
		`closed_days: {base: us-vw}`:                      `tiers.closed_days.base: "us-vw" is not valid`,
		`closed_days: {wekend: [sunday]}`:                 `tiers.closed_days.wekend: key "wekend" is not valid`,
		`closed_days: {rows: [{name: A, date: "02-30"}]}`: `tiers.closed_days.rows[0].date: 02-30 is not valid`,
		`closed_days: [us-wv]`:                            `tiers.closed_days: a list is not valid`,
	} {
		_, err := classify.ParsePolicy("a.yaml", []byte(strings.Replace(builtinText(t), "closed_days: us-wv", part, 1)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", part, err, want)
		}
	}
}
