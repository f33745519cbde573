package benefits

import (
	"slices"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/rule"
)

// The ids of the interpretations.
const (
	roundHalfUp           = "round-half-up"
	nearestTie            = "net-nearest-100-tie"
	topUpReading          = "top-up-reading"
	apportionStraddle     = "apportion-straddle"
	uncappedFrom          = "uncapped-from"
	cppEmployerShare      = "cpp-employer-share"
	holidayPay            = "holiday-pay"
	fullCompensationWages = "full-compensation-wages"
)

// A question is an interpretation that a policy must have, with the readings
// that the engine knows; without readings any key may stand there, since
// another value of the policy is the reading.
type question struct {
	id       string
	readings []string
}

var (
	rounding  = question{roundHalfUp, []string{string(rule.HalfUp), string(rule.HalfEven)}}
	questions = []question{
		rounding,
		{nearestTie, []string{"up", "down"}},
		{topUpReading, []string{string(NetDifference), string(FullCompensation)}},
		{apportionStraddle, []string{"by_days", "first_day"}},
		{uncappedFrom, nil},
		{cppEmployerShare, []string{"employer_share", "both_shares"}},
		{holidayPay, []string{"as_booked", "vacation_too"}},
		{fullCompensationWages, []string{"as_given", "net"}},
	}
)

// interpretation is an entry of a policy file. Where another key of the policy
// sets the reading, the entry has none of its own.
type interpretation struct {
	ID       string        `json:"id"`
	Question string        `json:"question"`
	Reading  string        `json:"reading,omitempty"`
	Readings []reading     `json:"readings"`
	Cite     rule.Citation `json:"cite"`
	Set      string        `json:"set,omitempty"`
}

type reading struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// A reader reads the interpretations of a policy file.
type reader struct {
	asked []question
	// set gives the reading that a value of the policy sets, and the key of
	// that value; "" for those that set their own.
	set  func(id string) (key, reading string)
	all  []rule.Interpretation
	took map[string]string // reading by id
}

// read takes the readings of the file and reports what is missing, unknown or
// twice.
func (r *reader) read(p part, entries []interpretation) {
	r.took = map[string]string{}
	for i, e := range entries {
		r.entry(p.item(i), e)
	}
	for _, q := range r.asked {
		if _, ok := r.took[q.id]; !ok {
			p.missing("the interpretation " + q.id)
		}
	}
}

func (r *reader) entry(p part, e interpretation) {
	n := slices.IndexFunc(r.asked, func(q question) bool { return q.id == e.ID })
	if n < 0 {
		ids := make([]string, len(r.asked))
		for i, q := range r.asked {
			ids[i] = q.id
		}
		p.key("id").mistaken(strconv.Quote(e.ID), "one of "+strings.Join(ids, ", "), rule.Suggest(e.ID, ids))
		return
	}
	if _, twice := r.took[e.ID]; twice {
		p.key("id").bad(strconv.Quote(e.ID), "each interpretation once")
		return
	}
	p.cited(e.Cite)
	keys := make([]string, len(e.Readings))
	i := rule.Interpretation{ID: e.ID, Question: e.Question, Reading: e.Reading, Cite: e.Cite, Set: e.Set}
	for k, one := range e.Readings {
		keys[k] = one.Key
		i.Readings = append(i.Readings, rule.Reading(one))
	}
	known := r.asked[n].readings
	if key, value := r.set(e.ID); key != "" {
		if e.Set != key || e.Reading != "" {
			p.key("set").bad(strconv.Quote(e.Set), key+", and no reading of its own")
		}
		i.Reading = value
	} else if !slices.Contains(known, e.Reading) {
		p.key("reading").mistaken(strconv.Quote(e.Reading), "one of "+strings.Join(known, ", "), rule.Suggest(e.Reading, known))
	}
	if known == nil && !slices.Contains(keys, i.Reading) {
		p.key("readings").bad("["+strings.Join(keys, ", ")+"]", "the reading "+i.Reading+" among them")
	}
	if known != nil && !sameWords(keys, known) {
		p.key("readings").bad("["+strings.Join(keys, ", ")+"]", "one text for each of "+strings.Join(known, ", "))
	}
	r.took[e.ID] = i.Reading
	r.all = append(r.all, i)
}

// sameWords reports whether a list has each of the words, once, in any order.
func sameWords(list, words []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(list)), slices.Sorted(slices.Values(words)))
}

// cloned copies interpretations for a caller.
func cloned(all []rule.Interpretation) []rule.Interpretation {
	copied := slices.Clone(all)
	for i := range copied {
		copied[i].Readings = slices.Clone(copied[i].Readings)
	}
	return copied
}
