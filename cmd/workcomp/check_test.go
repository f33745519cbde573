package main

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/rule/property"
)

// Every file of testdata/check has one thing wrong; beside it stands what is
// printed of it.
func TestWhatIsFoundInAPolicy(t *testing.T) {
	codes := map[string]int{"broken": failed, "dead": failed, "no-policy": failed}
	files, err := filepath.Glob("testdata/check/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := runIn(t, "check", "--laws=false", "--on", "2026-11-01", filepath.ToSlash(file))
			if code != codes[name] || stderr != "" {
				t.Errorf("exit code %d, want %d; %s", code, codes[name], stderr)
			}
			golden.Check(t, strings.TrimSuffix(file, ".yaml")+".golden", stdout)
		})
	}
}

// What there is to look at in the built-in policies is true, and said in their
// sources: days for which no maximum was published.
func TestWhatIsFoundInTheBuiltInPolicies(t *testing.T) {
	folders := []string{"../../classify/policies", "../../intervention/policies", "../../placement/policies", "../../benefits/policies"}
	code, stdout, stderr := runIn(t, append([]string{"check", "--laws=false", "--on", "2026-11-01"}, folders...)...)
	if code != well || stderr != "" {
		t.Errorf("exit code %d; %s", code, stderr)
	}
	golden.Check(t, "testdata/check/built-in.golden", stdout)
}

func TestADayThatIsNotNamedIsNotAskedFor(t *testing.T) {
	code, stdout, _ := runIn(t, "check", "--laws=false", "../../benefits/policies/subsidy/ca-qc-cnesst.yaml")
	want := "No day was named (--on DATE): whether the schedules of ca-qc-cnesst reach it was not asked.\nfiles: 1, policies: 1, errors: 0, warnings: 0\n"
	if code != well || stdout != want {
		t.Errorf("code %d, %s", code, stdout)
	}
}

func TestAPolicyThatCannotBeRead(t *testing.T) {
	// Of a folder the policies alone are looked at, also those that scenarios name.
	if code, stdout, stderr := runIn(t, "check", "--laws=false", "--on", "2026-11-01", "../../testdata/scenarios"); code != well || stdout != "files: 3, policies: 2, errors: 0, warnings: 0\n" || stderr != "" {
		t.Errorf("code %d\n%s%s", code, stdout, stderr)
	}
	inFolder(t)
	for _, c := range []struct {
		args         []string
		stdout, want string
	}{
		{[]string{"--on", "2026-11-31", "passes"}, "", "-on: "},
		{[]string{"--on", "2026-11-01", "nowhere.yaml"}, "files: 0, policies: 0, errors: 0, warnings: 0\n", "nowhere.yaml"},
	} {
		code, stdout, stderr := runIn(t, append([]string{"check", "--laws=false"}, c.args...)...)
		if code != cannot || stdout != c.stdout || !strings.Contains(stderr, c.want) {
			t.Errorf("%v: code %d\n%s%s", c.args, code, stdout, stderr)
		}
	}
}

func TestAPolicyThatIsNamedTwiceIsLookedOverOnce(t *testing.T) {
	root := "../../benefits/policies"
	_, once, _ := runIn(t, "check", "--laws=false", "--on", "2026-11-01", root)
	code, twice, stderr := runIn(t, "check", "--laws=false", "--on", "2026-11-01", root, root+"/subsidy", root+"/./subsidy/ca-qc-cnesst.yaml")
	if code != well || twice != once || stderr != "" {
		t.Errorf("code %d\n%s\nwant\n%s%s", code, twice, once, stderr)
	}
}

// A law that is broken is said with its case; one of which a warning has said where is named
// alone.
func TestBroken(t *testing.T) {
	law := func(name string) error { return &property.Counterexample{Law: name, How: errors.New("so")} }
	fraction, limit := law("a percentage is no fraction"), law("every limit can be reached")
	money, other := law("money is no less than zero"), errors.New("no case could be drawn")
	const named, whole = "p breaks a law of its domain, see the warning: ", "p breaks a law of its domain:\n"
	for _, c := range []struct {
		err    error
		warned bool
		want   string
	}{
		{money, false, whole + "# Broken: money is no less than zero.\n# so\n"},
		{fraction, false, whole + "# Broken: a percentage is no fraction.\n# so\n"},
		{fraction, true, named + "a percentage is no fraction\n"},
		{errors.Join(fraction, limit), true, named + "a percentage is no fraction; every limit can be reached\n"},
		{errors.Join(fraction, money, other), true,
			named + "a percentage is no fraction\n" + whole + "# Broken: money is no less than zero.\n# so\nno case could be drawn\n"},
		{errors.Join(money, other), true, whole + "# Broken: money is no less than zero.\n# so\nno case could be drawn\n"},
	} {
		var out, errs strings.Builder
		if at("", &out, &errs).broken("p", c.err, c.warned); out.String() != c.want {
			t.Errorf("%v, warned %t:\n%s", c.err, c.warned, out.String())
		}
	}
}
