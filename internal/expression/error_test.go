package expression

import (
	"testing"
)

func TestErrorHasACaretUnderTheMistake(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&Error{Source: "emf > 1", Offset: 4, Message: "no"}, "no\n  emf > 1\n      ^"},
		{&Error{Source: "übermäßig > 1", Offset: 10, Message: "no", Suggestion: "emf"}, "no (did you mean \"emf\"?)\n  übermäßig > 1\n            ^"},
		{&Error{Source: "a and\n\tb > \n c", Offset: 7, Message: "no"}, "no\n   b >\n   ^"},
		{&Error{Source: "a and\r\nb", Offset: 0, Message: "no"}, "no\n  a and\n  ^"},
		{&Error{Source: "a\nb", Offset: 1, Message: "no"}, "no\n  a\n   ^"},
		{&Error{Source: "a", Offset: 9, Message: "no"}, "no\n  a\n   ^"},
		{&Error{Message: "no"}, "no"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}
