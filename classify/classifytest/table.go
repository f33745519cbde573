package classifytest

import (
	"errors"
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// table is what the laws of levels ask of a *classify.Policy.
type table interface {
	Facts() []rule.Declaration
	Levels() []string
	Level(rule.Facts) (rule.Decision[classify.Level], error)
	LevelName(rule.Facts) (string, error)
}

// tableLaw draws facts and says how the level that they get breaks the law.
type tableLaw struct {
	name  string
	keeps func(rt *rapid.T, p table) error
}

// ofLevels are the laws of every policy, ofTiers those of Table 85-23A.
var (
	ofLevels = []tableLaw{
		{"explained equals unexplained", explained},
		{"a fact left out is an error that names it", required},
		{"the same facts give the same bytes", sameLevel},
	}
	ofTiers = []tableLaw{
		{"a higher factor never gives a lower tier at the same premium", risesWithTheFactor},
		{"the tier never rises with the premium", fallsWithThePremium},
	}
)

func explained(rt *rapid.T, p table) error {
	f := facts(rt, p)
	d, err := p.Level(f)
	name, errName := p.LevelName(f)
	if (err == nil) != (errName == nil) || d.Value.Level != name {
		return fmt.Errorf("%v: explained %q, %v, unexplained %q, %v", f, d.Value.Level, err, name, errName)
	}
	if err != nil {
		return nil
	}
	if !slices.Contains(append(p.Levels(), "none"), name) || len(d.Findings) == 0 {
		return fmt.Errorf("%v: got the level %q for %d findings", f, name, len(d.Findings))
	}
	for _, found := range d.Findings {
		if found.Cite == "" || found.Text == "" {
			return fmt.Errorf("%v: %#v is no finding", f, found)
		}
	}
	return nil
}

func required(rt *rapid.T, p table) error {
	f := facts(rt, p)
	missing := rapid.SampledFrom(p.Facts()).Draw(rt, "missing").Name
	delete(f, missing)
	_, err := p.Level(f)
	var input *rule.InputError
	if !errors.As(err, &input) || input.Field != missing {
		return fmt.Errorf("%v without %s: %v", f, missing, err)
	}
	return nil
}

func sameLevel(rt *rapid.T, p table) error {
	f := facts(rt, p)
	first, err := p.Level(f)
	second, errAgain := p.Level(f)
	if (err == nil) != (errAgain == nil) || laws.Written(first) != laws.Written(second) {
		return fmt.Errorf("%v: first %s, %v, then %s, %v", f, laws.Written(first), err, laws.Written(second), errAgain)
	}
	return nil
}

func risesWithTheFactor(rt *rapid.T, p table) error {
	f := facts(rt, p)
	low, high := two(rt, "emf", 300, 2)
	lower, err := rank(p, with(f, "emf", low))
	higher, errHigher := rank(p, with(f, "emf", high))
	if err != nil || errHigher != nil || lower > higher {
		return fmt.Errorf("%v: factor %s is at level %d, %v, factor %s at %d, %v", f, low, lower, err, high, higher, errHigher)
	}
	return nil
}

func fallsWithThePremium(rt *rapid.T, p table) error {
	f := facts(rt, p)
	small, large := two(rt, "three_year_premium", 8_000_000, 2)
	smaller, err := rank(p, with(f, "three_year_premium", small))
	larger, errLarger := rank(p, with(f, "three_year_premium", large))
	if err != nil || errLarger != nil || larger > smaller && smaller >= 0 {
		return fmt.Errorf("%v: premium %s is at level %d, %v, premium %s at %d, %v", f, small, smaller, err, large, larger, errLarger)
	}
	return nil
}

// rank is the order of the level; -1 when the table gives none.
func rank(p table, f rule.Facts) (int, error) {
	level, err := p.LevelName(f)
	var refused *rule.Refused
	if errors.As(err, &refused) {
		return -1, nil
	}
	return slices.Index(ranks, classify.Tier(level)), err
}
