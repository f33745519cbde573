package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ICS writes duties as a calendar of RFC 5545, which calendar programs read:
// an event of the whole day for each that has a due date, in the order given.
// No clock is read. The name of the case stands in what identifies an event, so
// that a calendar that is read again replaces its events, and those of another
// case stay; it is empty where there is but one. A duty keeps its event when its
// due date changes: it is known by its key, outside of a history by its id and by
// what it is for, and the second of the same by its number.
func ICS(name string, duties []Duty) string {
	var b strings.Builder
	line := func(property, value string) { writeFolded(&b, property+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//workcomp-go//workcomp//EN")
	line("CALSCALE", "GREGORIAN")
	seen := map[string]int{}
	for _, d := range duties {
		if d.Due.IsZero() {
			continue
		}
		day := strings.ReplaceAll(d.Due.String(), "-", "")
		id := name + "/" + d.ID + "/" + d.For
		if d.Key != "" {
			id = name + "/" + d.Key
		}
		seen[id]++
		if n := seen[id]; n > 1 {
			id += "/" + strconv.Itoa(n)
		}
		line("BEGIN", "VEVENT")
		line("UID", escaped(id+"@workcomp"))
		line("DTSTAMP", day+"T000000Z") // no clock is read: the day it is due
		line("DTSTART;VALUE=DATE", day)
		line("SUMMARY", escaped(d.summary()))
		line("DESCRIPTION", escaped(d.description()))
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return b.String()
}

// summary says who owes what: "review (2025-Q2): employer to commission".
func (d Duty) summary() string {
	s := d.ID
	if d.For != "" {
		s += " (" + d.For + ")"
	}
	if d.By != "" {
		s += ": " + d.By
	}
	if d.To != "" {
		s += " to " + d.To
	}
	return s
}

// description gives the provision and what goes with the duty, a line each.
func (d Duty) description() string {
	lines := []string{d.Cite}
	if len(d.Encloses) > 0 {
		lines = append(lines, "Encloses: "+strings.Join(d.Encloses, ", "))
	}
	if len(d.CopyTo) > 0 {
		lines = append(lines, "Copy to: "+strings.Join(d.CopyTo, ", "))
	}
	for _, s := range d.Skipped {
		lines = append(lines, fmt.Sprintf("Moved past %v (%s)", s.Date, s.Why))
	}
	return strings.Join(lines, "\n")
}

var icsText = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// escaped writes a text as RFC 5545, 3.3.11 has it; other control characters,
// which it does not allow, fall away.
func escaped(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, icsText.Replace(text))
}

// writeFolded writes a content line of at most 75 octets, and what is longer on lines
// that begin with a space, without parting a character (RFC 5545, 3.1).
func writeFolded(b *strings.Builder, line string) {
	for room := 75; len(line) > room; room = 74 {
		at := room
		for at > room-utf8.UTFMax+1 && !utf8.RuneStart(line[at]) {
			at--
		}
		b.WriteString(line[:at] + "\r\n ")
		line = line[at:]
	}
	b.WriteString(line + "\r\n")
}
