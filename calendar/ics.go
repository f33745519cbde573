package calendar

import (
	"fmt"
	"strings"
)

// ICS writes duties as a calendar file (RFC 5545) that mail and calendar programs
// import: an event of a whole day for each, on its last day, with who owes what to whom
// under which provision. A duty without a day is left out. on is the day on which the
// file is made, which the format asks for; the same duties give the same bytes.
func ICS(on Date, duties ...Duty) string {
	var b strings.Builder
	line := func(name, value string) { b.WriteString(folded(name + ":" + value)) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//workcomp//duties//EN")
	for i, d := range duties {
		if d.Due.IsZero() {
			continue
		}
		what := strings.ReplaceAll(d.ID, "_", " ")
		if d.For != "" {
			what += " for " + d.For
		}
		uid := d.Key
		if uid == "" {
			uid = fmt.Sprintf("%s/%s/%s/%d", d.ID, d.For, d.Due, i+1)
		}
		line("BEGIN", "VEVENT")
		line("UID", icsText.Replace(uid)+"@workcomp")
		line("DTSTAMP", icsDay(on)+"T000000Z")
		line("DTSTART;VALUE=DATE", icsDay(d.Due))
		line("SUMMARY", icsText.Replace(what+": "+d.By+" to "+d.To))
		line("DESCRIPTION", icsText.Replace(d.Cite))
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return b.String()
}

func icsDay(d Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// icsText escapes a text, as the format has it.
var icsText = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// folded ends a line, and goes on in the next after 73 bytes, never inside a character.
func folded(line string) string {
	var b strings.Builder
	width := 0
	for _, r := range line {
		if n := len(string(r)); width+n > 73 {
			b.WriteString("\r\n ")
			width = 1 + n
		} else {
			width += n
		}
		b.WriteRune(r)
	}
	return b.String() + "\r\n"
}
