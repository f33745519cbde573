package postgrestest

import (
	"errors"
	"os/exec"
	"strings"
	"testing"
)

func TestStart(t *testing.T) {
	dsn, stop, err := Start("fsync=off")
	if errors.Is(err, ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(Binary("psql"), "-At", dsn, "-c", "show fsync").CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "off" {
		t.Errorf("%v: %s", err, out)
	}
	stop()
	if err := exec.Command(Binary("psql"), dsn, "-c", "select 1").Run(); err == nil {
		t.Error("it still runs")
	}
	if _, _, err := Start("no_such_setting=1"); err == nil {
		t.Error("a setting that is none is taken")
	}
}
