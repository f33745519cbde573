package failing

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestOf(t *testing.T) {
	for want, check := range map[string]func(testing.TB){
		"":         func(testing.TB) {},
		"an error": func(tb testing.TB) { tb.Error("an ", "error") },
		"error 2":  func(tb testing.TB) { tb.Errorf("error %d", 2) },
		"the end":  func(tb testing.TB) { tb.Fatal("the ", "end"); tb.Error("after the end") },
		"end 2":    func(tb testing.TB) { tb.Fatalf("end %d", 2); tb.Error("after the end") },
	} {
		got := Of(t, func(tb testing.TB) {
			tb.Helper()
			check(tb)
		})
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if said := Of(t, func(tb testing.TB) { Of(tb, check) }); said != "a failure is at a line of the check, which is no Helper" {
			t.Errorf("%q, and no Helper: %q", want, said)
		}
	}
}

func TestOf_aPanic(t *testing.T) {
	defer func() {
		if p := recover(); p != "its own" {
			t.Errorf("got %v", p)
		}
	}()
	Of(t, func(testing.TB) { panic("its own") })
	t.Error("a panic of the check was kept back")
}

func TestSaid(t *testing.T) {
	if said := Said(t, "-test.run=^TestOf$"); !strings.Contains(said, "--- PASS: TestOf ") {
		t.Error(said)
	}
	if said := Of(t, func(tb testing.TB) { Said(tb, "-test.none") }); !strings.HasPrefix(said, "[-test.none]: exit status 2\n") {
		t.Error(said)
	}
}

func TestAsks(t *testing.T) {
	Asks(t, "TestSome", "TestSome/in_it", "TestSaid")
	for _, name := range []string{"TestOther", "TestSome/other", "TestSome/in"} {
		if said := Of(t, func(tb testing.TB) { tb.Helper(); Asks(tb, "TestSome", name) }); !strings.HasPrefix(said, name+" is not asked:\n") {
			t.Error(said)
		}
	}
}

func TestDraws(t *testing.T) {
	Draws(t, "TestSome", "failing_test.go")
	for name, file := range map[string]string{"TestSome": "failing.go", "TestOf": "failing_test.go"} {
		said := Of(t, func(tb testing.TB) { tb.Helper(); Draws(tb, name, file) })
		if want := name + " draws nothing at a line of " + file + ":\n"; !strings.HasPrefix(said, want) {
			t.Error(said)
		}
	}
}

func TestSome(t *testing.T) {
	t.Run("in it", func(*testing.T) {})
	rapid.Check(t, func(t *rapid.T) { rapid.Bool().Draw(t, "b") }) // its flags are the kits'
}

func TestFails(t *testing.T) {
	Fails(t, "TestFailing", "failing_test.go:", "as it should")
	for name, want := range map[string]string{"TestSome": "TestSome passes:\n", "TestFailing": "TestFailing fails without \"otherwise\":\n"} {
		if said := Of(t, func(tb testing.TB) { tb.Helper(); Fails(tb, name, "otherwise") }); !strings.HasPrefix(said, want) {
			t.Errorf("want %s, got %s", want, said)
		}
	}
}

func TestFailing(t *testing.T) {
	Meant(t)
	t.Fatal("as it should")
}
