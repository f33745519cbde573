package scenario

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/calendar"
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
	if role, ok := roles[name]; ok {
		return role
	}
	split := strings.Split(strings.ReplaceAll(name, "|", "_or_"), "_")
	for i, word := range split {
		if written, ok := abbreviations[word]; ok {
			split[i] = written
		}
	}
	return hyphens.Replace(strings.Join(split, " "))
}

var (
	// isName is a word of the library, such as a state, a role or a reason.
	isName = regexp.MustCompile(`^[a-z][a-z0-9]*([_|][a-z0-9]+)*$`)
	// isID is the id of a policy, the path of a file or the name of closed days.
	isID = regexp.MustCompile(`^[a-z][a-z0-9]*([-/][a-z0-9.-]+)+$`)
	// names are the words of the library inside a sentence of its own.
	names = regexp.MustCompile(`\b[a-z][a-z0-9]*([_|][a-z0-9]+)+\b`)
	// condition is a finding that is told by the source of its condition.
	condition = regexp.MustCompile(`^([^:]*[=<>][^:]*) (does not hold|holds): `)
)

// plain writes a sentence of the library on one line, with the names in it as
// words, so that Markdown shows it as it is. The source of a condition, which
// some begin with, stands as code.
func plain(sentence string) string {
	s := oneLine(sentence)
	told := func(s string) string { return names.ReplaceAllStringFunc(s, words) }
	if found := condition.FindStringSubmatch(s); found != nil {
		return "`" + found[1] + "` " + escape(told(strings.TrimPrefix(s, found[1])))
	}
	return escape(upper(told(s)))
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

// longDay writes a day as a letter does: "31 January 1995".
func longDay(d calendar.Date) string { return fmt.Sprintf("%d %s %d", d.Day(), d.Month(), d.Year()) }

var markdown = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, "[", `\[`, "|", `\|`)

// escape writes a text on one line so that Markdown shows it as it is.
func escape(s string) string { return markdown.Replace(oneLine(s)) }
