package classify_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// A policy file never panics: it is a policy that answers, or mistakes with
// places inside the file.
func FuzzParsePolicy(f *testing.F) {
	for _, pattern := range []string{"policies/*.yaml", "testdata/mistakes/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatal(files, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := classify.ParsePolicy("fuzz.yaml", data)
		if err != nil {
			mistakes, ok := err.(rule.Diagnostics)
			if p != nil || !ok || len(mistakes) == 0 {
				t.Fatalf("got %v, %T %v", p, err, err)
			}
			lines := bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r")) + bytes.Count(data, []byte("\u0085")) + 1
			for _, m := range mistakes {
				if m.Line > lines+1 || m.Message == "" {
					t.Errorf("a mistake outside the file of %d lines: %+v", lines, m)
				}
			}
			return
		}
		if len(p.Levels()) == 0 || len(p.Facts()) == 0 || p.ID() == "" {
			t.Errorf("a policy that says nothing: %+v", p)
		}
		if _, err := p.Level(rule.Facts{}); err == nil {
			t.Error("a level of no facts")
		}
		if p.HasStanding() {
			if _, _, err := p.Apply(p.Start(classify.Profile{}), aReview("2024-1", "1.75")); err == nil && len(p.Facts()) < 2 {
				t.Error("a review answered without its facts")
			}
		}
	})
}

// An event that can be read is written and read again as the same bytes, and
// carrying it out never panics.
func FuzzUnmarshalEvent(f *testing.F) {
	for _, seed := range []string{
		`{"event":"review","on":"1995-01-31","from":"1994-07-01","to":"1994-12-31","three_year_premium":32850,"emf":"1.73"}`,
		`{"event":"review","on":"2024-01-22","facts":{"claims":2},"new_subscriber":true,"emf":0.00}`,
		`{"event":"decide","on":"2024-01-22","by":"commission","approve":false,"reason":"x"}`,
		`{"event":"order","on":"2024-01-22","by":"commission","to":"focus","reason":"x"}`,
		`{"event":"close_quarter","on":"2024-01-22","quarter":"2024-Q1"}`,
		`{"event":"receive_report","on":"9999-12-31","quarter":"9999-Q4","second_of_period":true}`,
		`{"event":"close_period","on":"2024-01-22","from":"9999-07-01","to":"9999-12-31"}`,
		`{"event":"complete","on":"2024-01-22","duty":"seminar"}`,
		`{"event":"notify","on":null}`,
	} {
		f.Add([]byte(seed))
	}
	p := wv(f)
	starts := []classify.Standing{p.Start(classify.Profile{})}
	for _, emf := range []string{"1.75", "1.85"} {
		st, _, err := p.Apply(starts[0], aReview("2022-1", emf))
		if err != nil {
			f.Fatal(err)
		}
		starts = append(starts, st)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := classify.UnmarshalEvent(data)
		if err != nil {
			return
		}
		first, err := classify.MarshalEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := classify.UnmarshalEvent(first)
		if err != nil {
			t.Fatalf("%s: %v", first, err)
		}
		again, err := classify.MarshalEvent(back)
		if err != nil || !bytes.Equal(first, again) {
			t.Errorf("%s is read back as %s, %v", first, again, err)
		}
		for _, st := range starts {
			next, _, err := p.Apply(st, e)
			if err == nil && next.LastOn.Before(st.LastOn) {
				t.Errorf("time went backwards: %+v", next)
			}
		}
	})
}

// A batch answers as Level does, whatever the values of the bands, the tests
// and the employers are: the level or the error, in any place of a column.
func FuzzBatch(f *testing.F) {
	f.Add("emf >= target", "emf >= focus and claims > 0", uint16(5000), uint8(140), uint8(150), uint8(9), "5001.00", "1.50", "1", uint16(0))
	f.Add("emf > target", "emf >= focus or claims >= 12", uint16(1), uint8(20), uint8(3), uint8(2), "1", "0.21", "1.5", uint16(256))
	f.Add("emf - focus >= 0.1", "emf in [focus, 1.5] or size < 10", uint16(300), uint8(200), uint8(7), uint8(0), "1e60", "-0", "", uint16(300))
	f.Add("size * emf > 100 or emf == target", "not (emf < focus)", uint16(40), uint8(1), uint8(155), uint8(100), "39.999", "0.0100000000000000000000001", "3", uint16(511))
	f.Fuzz(func(t *testing.T, high, low string, from uint16, focus, next, step uint8, size, emf, claims string, before uint16) {
		value := func(hundredths ...uint8) string {
			sum := 0
			for _, h := range hundredths {
				sum += int(h)
			}
			return decimal.New(int64(sum), -2).StringFixed(2)
		}
		file := fmt.Sprintf("policy: x\ntitle: X\nsource: X\nfacts: {size: money, emf: factor, claims: count}\nbands:\n  by: size\n  cite: X 1\n  rows:\n"+
			"    - {from: 0, focus: %s, target: %s}\n    - {from: %d, focus: %s, target: %s}\nlevels:\n  - {level: high, if: %q, cite: X 2}\n  - {level: low, if: %q, cite: X 3}\n",
			value(focus), value(focus, step, 1), int(from)+1, value(next), value(next, step, 1), high, low)
		p, err := classify.ParsePolicy("x.yaml", []byte(file))
		if err != nil {
			return
		}
		batch, err := p.Batch()
		if err != nil {
			return
		}
		var columns [3][]decimal.Decimal
		for i, text := range [...]string{size, emf, claims} {
			d, err := decimal.NewFromString(text)
			if err != nil || len(text) > 200 {
				d = decimal.Decimal{}
			}
			for range before % 600 {
				columns[i] = append(columns[i], decimal.New(int64(i), 0))
			}
			columns[i] = append(columns[i], d)
		}
		last := len(columns[0]) - 1
		levels := make([]string, last+1)
		n, err := batch.Levels(levels, columns[:]...)
		for _, i := range []int{0, last} {
			d, fault := p.Level(rule.Facts{"size": columns[0][i], "emf": columns[1][i], "claims": columns[2][i]})
			want := d.Value.Level
			if n > i && (levels[i] != want || fault != nil) || n == i && fmt.Sprint(err) != fmt.Sprint(fault) {
				t.Fatalf("%s%v, %v, %v: %d, %q, %v, want %q, %v", file, columns[0][i], columns[1][i], columns[2][i], n, levels[i], err, want, fault)
			}
			if n == i {
				return
			}
		}
	})
}
