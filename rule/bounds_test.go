package rule

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// What a policy may state has an end, and the error says which.
func TestBounds(t *testing.T) {
	many := make([]Declaration, 1001)
	for i := range many {
		many[i] = Declaration{Name: fmt.Sprintf("f%d", i), Type: Count}
	}
	_, err := Declare(many...)
	wantInput(t, "facts", err, "facts", "1001 is not valid, expected at most 1000 facts")
	words := make([]string, 1001)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", i)
	}
	_, err = Declare(Declaration{Name: "kind", Type: Word, Values: words})
	wantInput(t, "words", err, "kind", "a text of 1001 words is not valid, expected at most 1000")
	long := Template{Text: strings.Repeat("x", 4001)}
	var e *ExprError
	if err := long.Check(); !errors.As(err, &e) || e.Offset != 4000 || !strings.Contains(e.Message, "4001 bytes, expected at most 4000") {
		t.Errorf("got %v", err)
	}
}
