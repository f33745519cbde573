package scenario

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// labels are the names of facts that split into words would not be understood.
var labels = map[string]string{
	"below":                  "consecutive review periods below the value:",
	"above":                  "consecutive review periods above the value:",
	"pending":                "recommendation",
	"released":               "release",
	"bound_by":               "limit that binds",
	"flat":                   "flat amounts",
	"loss_ends_within_years": "loss ends within (years)",
}

// roles are those of which the words are not all.
var roles = map[string]string{
	"manager_millard_health":    "manager of Millard Health",
	"manager_industry_accounts": "manager of industry accounts",
}

// abbreviations are the words that are written in capitals.
var abbreviations = map[string]string{
	"cpp": "CPP", "dafwii": "DAFWII", "dart": "DART", "elp": "ELP", "emf": "EMF", "ohs": "OH&S", "re": "RE", "sjs": "SJS", "tap": "TaP",
	"td": "TD", "tel": "TEL", "toj": "TOJ", "tpd": "TPD", "wa": "WA",
}

// hyphens joins the words that are one.
var hyphens = strings.NewReplacer("date of accident", "date-of-accident", "follow up", "follow-up",
	"long term", "long-term", "pre accident", "pre-accident", "three year", "three-year", "under the act", "under the Act", "top up", "top-up", "TD 02", "TD-02")

// words writes a name of the library as a person would: "three_year_premium"
// as "three-year premium", "toj_team_lead" as "TOJ team lead".
func words(name string) string {
	if label, ok := labels[name]; ok {
		return label
	}
	return valueWords(name)
}

// valueWords writes a value so, of which no other word is taken.
func valueWords(name string) string {
	if one, other, ok := strings.Cut(name, "|"); ok {
		return valueWords(one) + " or " + valueWords(other)
	}
	if role, ok := roles[name]; ok {
		return role
	}
	split := strings.Split(name, "_")
	for i, word := range split {
		if written, ok := abbreviations[word]; ok {
			split[i] = written
		}
	}
	return hyphens.Replace(strings.Join(split, " "))
}

var (
	// isName is a word of the library, such as a state, a role or a reason.
	isName = pattern(`^[a-z][a-z0-9]*([_|][a-z0-9]+)*$`)
	// isID is the id of a policy, the path of a file or the name of closed days.
	isID = pattern(`^[a-z][a-z0-9]*([-/][a-z0-9.-]+)+$`)
	// names are the words of the library inside a sentence of its own.
	names = pattern(`\b[a-z][a-z0-9]*([_|][a-z0-9]+)+\b`)
	// found is a finding that has a condition for its sentence.
	found = pattern(`^(.+) (does not hold|holds): (.*)$`)
	// tested are the places of other sentences that hold a condition.
	tested = pattern(`(\(the test: |^It is not known whether |^The answer is |the policy asks for |the policy's expression, )` +
		`(.*?)( = |\)\.?$|; not given: | \(evidence\)|\.?$)`)
	// sign is a part of a condition that has words.
	sign = pattern(`date\("([^"]*)"\)|"([^"]*)"|len\((\w+)\)|[=!]=|[<>]=?|&&|\|\||\.\.| \* |\bin \[|\bin\b|[\[\]]|\b[a-z][\w.]*`)
)

// pattern is a regular expression that is made when it is first asked.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// signs are the words for the signs of a condition.
var signs = map[string]string{"==": "is", "!=": "is not", "<": "is less than", "<=": "is at most", ">": "is more than", ">=": "is at least",
	"&&": "and", "||": "or", "..": " to ", " * ": " × ", "in [": "is one of ", "in": "is in", "[": "", "]": ""}

// asked is the beginning of a question of a list, and ofEntry what it asks of an entry.
var (
	asked   = pattern(`\b(any|all|count|sum)\((\w+), `)
	ofEntry = pattern(`(^|[^\w.)\]])\.([a-z])`)
)

// entryWords puts words around the questions of lists: one stands in no other.
func entryWords(source string) string {
	m := asked().FindStringSubmatchIndex(source)
	if m == nil {
		return source
	}
	end := m[1]
	for open := 1; end < len(source); end++ {
		if source[end] == '(' {
			open++
		} else if source[end] == ')' {
			open--
		}
		if open == 0 {
			break
		}
	}
	entry := ofEntry().ReplaceAllString(strings.Trim(source[m[1]:end], "{}"), "$1$2")
	entry = strings.ReplaceAll(strings.ReplaceAll(entry, "#.", ""), "#", "it")
	said := map[string]string{"any": "(for one or more of the %s, %s)", "all": "(for all of the %s, %s)", "count": "the number of %s (where %s)",
		"sum": "the sum over all %s of %s"}[source[m[2]:m[3]]]
	return source[:m[0]] + fmt.Sprintf(said, source[m[4]:m[5]], entry) + entryWords(source[min(end+1, len(source)):])
}

// between is a length of time in a condition: months(to - from, "down").
var between = pattern(`\b(days|months|years)\(([\w.]+) - ([\w.]+)(?:, "?\w+"?)?\)`)

// dated is a comparison with a day.
var dated = pattern(`([<>]=?) date\(`)

// conditionWords writes a condition as a person would say it.
func conditionWords(source string) string {
	source = dated().ReplaceAllStringFunc(source, func(t string) string {
		sign, _, _ := strings.Cut(t, " ")
		return map[string]string{"<": "is before", "<=": "is on or before", ">": "is after", ">=": "is on or after"}[sign] + " date("
	})
	source = between().ReplaceAllString(source, "the number of $1 from $3 to $2")
	text := sign().ReplaceAllStringFunc(entryWords(source), func(t string) string {
		said, known := signs[t]
		m := sign().FindStringSubmatch(t)
		switch {
		case known:
			return said
		case m[1] != "":
			return m[1]
		case t[0] == '"':
			return words(m[2])
		case m[3] != "":
			return "the count of " + words(m[3])
		}
		name := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(t, "case."), "event."), "policy.")
		return words(strings.ReplaceAll(name, ".", "_"))
	})
	return strings.ReplaceAll(strings.ReplaceAll(text, "not is in ", "is not in "), "not is one of ", "is not one of ")
}

// plain writes a sentence of the library on one line, with the names and the
// conditions in it as words, so that Markdown shows it as it is.
func plain(sentence string) string {
	s := oneLine(sentence)
	if m := found().FindStringSubmatch(s); m != nil && !strings.HasPrefix(s, "No test ") {
		s = conditionWords(m[1]) + map[bool]string{true: ": this holds, as ", false: ": this does not hold, as "}[m[2] == "holds"] + m[3]
	} else {
		s = tested().ReplaceAllStringFunc(s, func(part string) string {
			m := tested().FindStringSubmatch(part)
			return m[1] + conditionWords(m[2]) + m[3]
		})
	}
	return escape(upper(names().ReplaceAllStringFunc(s, words)))
}

// wordsOf writes each name of a list so.
func wordsOf(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = words(name)
	}
	return all
}

// upper writes the first letter as a capital.
func upper(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:size]) + s[size:]
}
