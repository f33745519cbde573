package scenario

import (
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// A form is a kind of policy file: the keys that no other kind has.
type form struct {
	keys  []string
	check func(file string, data []byte, on calendar.Date) rule.Notices
}

// forms are those of the library, in the order of its documentation.
func forms() []form {
	return []form{
		{[]string{"facts", "levels", "bands", "tiers"}, classify.CheckPolicy},
		{[]string{"evidence_enough", "effective", "revised", "priority"}, intervention.CheckPolicy},
		{[]string{"approvals", "levels_of_authority", "plan", "benefits"}, placement.CheckPolicy},
		{[]string{"rate", "nearest", "payment_code", "pay", "maximum_earnings"}, benefits.CheckPolicy},
		{[]string{"subsidy", "texts", "not_modelled"}, benefits.CheckSubsidy},
	}
}

// CheckPolicy lists what there is to look at in a policy file before it runs,
// each at its place. The file is of the kind of which it has the most keys.
func CheckPolicy(file string, data []byte, on calendar.Date) rule.Notices {
	f := doc.ParseYAML(file, data)
	n := f.One()
	if n == nil || f.Err() != nil {
		return doc.Check(file, data, f.Err(), nil, on)
	}
	most, all, check := 0, "", form{}.check
	for i, form := range forms() {
		has := 0
		for _, key := range n.Keys() {
			if slices.Contains(form.keys, key) {
				has++
			}
		}
		if has > most {
			most, check = has, form.check
		}
		all += [...]string{"", "; or "}[min(i, 1)] + strings.Join(form.keys, ", ")
	}
	if check == nil {
		f.Report(doc.Mistake{Kind: rule.MissingKey, Pos: n.Pos, Message: "the file has none of the keys by which a policy is known, expected some of " + all})
		return doc.Check(file, data, f.Err(), nil, on)
	}
	return check(file, data, on)
}
