package analysis

import (
	"fmt"
	"strings"
	"testing"
)

// life has rows "id from event to by", with commas between several, - for none,
// and ! for a row that does not always apply.
func life(rows ...string) *Lifecycle {
	l := &Lifecycle{Start: "new", Final: []string{"closed", "withdrawn"}}
	for _, row := range rows {
		words := strings.Fields(strings.ReplaceAll(row, "-", " - "))
		for i, w := range words {
			if w == "-" {
				words[i] = ""
			}
		}
		r := Transition{ID: words[0], From: strings.Split(words[1], ","), On: words[2], To: words[3]}
		if len(words) > 4 && words[4] != "!" {
			r.By = strings.Split(words[4], ",")
		}
		r.Guarded = words[len(words)-1] == "!"
		l.Rows = append(l.Rows, r)
	}
	return l
}

func TestLifecycleFaults(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []string
		want string
	}{
		{"sound", []string{"1 new open opened", "2 opened close closed", "3 new withdraw withdrawn"}, ""},
		{"no id", []string{"- new open closed", "2 new withdraw withdrawn"}, "missing_key 0 : it has no id"},
		{"no event", []string{"1 new - closed", "2 new withdraw withdrawn"}, "missing_key 0 : it has no event or no state"},
		{"twice the same id", []string{"1 new open closed", "1 new withdraw withdrawn"}, "duplicate_key 1 : its id 1 is another row's"},
		{"no exit, and no way to withdrawn", []string{"1 new open opened", "2 opened note -", "3 new close closed"},
			"no_exit -1 opened: no row leads out of it, and it is not final\nnot_reached -1 withdrawn: no row leads there from the start"},
		{"no row of where another leads", []string{"1 new open lost", "2 new withdraw withdrawn", "3 new close closed"},
			"no_exit -1 lost: no row leads out of it, and it is not final"},
		{"a state that nothing leads to", []string{"1 new open closed", "2 lost open withdrawn"},
			"not_reached -1 lost: no row leads there from the start\nnot_reached -1 withdrawn: no row leads there from the start"},
		{"masked", []string{"1 new open closed", "2 new open withdrawn"},
			"dead_row 1 : it never applies in state new: a row before it always does"},
		{"masked for each of its roles", []string{"1 new open closed board,worker", "2 new open withdrawn worker"},
			"dead_row 1 : it never applies in state new: a row before it always does"},
		{"left to another role", []string{"1 new open closed board", "2 new open withdrawn board,worker"}, ""},
		{"left to anyone", []string{"1 new open closed board", "2 new open withdrawn"}, ""},
		{"left by a guard", []string{"1 new open closed !", "2 new open withdrawn"}, ""},
	} {
		var lines []string
		for _, f := range life(c.rows...).Faults() {
			lines = append(lines, fmt.Sprintf("%s %d %s: %s", f.Kind, f.Row, f.State, f.Text))
		}
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestLifecycleStatesAndReached(t *testing.T) {
	l := life("1 new open opened", "2 opened note -", "3 opened close closed")
	if got := strings.Join(l.States(), " "); got != "new opened closed withdrawn" {
		t.Errorf("got %s", got)
	}
	if got := strings.Join(l.Reached("opened"), " "); got != "opened closed" {
		t.Errorf("got %s", got)
	}
}
