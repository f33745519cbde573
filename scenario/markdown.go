package scenario

import (
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
)

var (
	// address is one of the web or of mail, which is never touched.
	address = pattern(`(?:https?://|www\.)[^\s<>|"*\x60\\]*[^\s<>|"*\x60\\.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)
	// isoDay is a day as data write it.
	isoDay = pattern(`\b\d{4}-\d\d-\d\d\b`)
)

// inFull writes the days of a text as a letter does, 31 January 1995, so that a page has
// one form of them. What is part of a longer name stays.
func inFull(text string) string {
	var b strings.Builder
	end := 0
	inName := func(s string) bool { return s != "" && strings.ContainsAny(s, "-_/") }
	for _, at := range isoDay().FindAllStringIndex(text, -1) {
		day, err := calendar.Parse(text[at[0]:at[1]])
		after := text[at[1]:]
		file := len(after) > 1 && after[0] == '.' && after[1] >= 'a' && after[1] <= 'z'
		if err != nil || file || inName(text[max(at[0]-1, 0):at[0]]) || inName(after[:min(len(after), 1)]) {
			continue
		}
		b.WriteString(text[end:at[0]] + day.Long())
		end = at[1]
	}
	return b.String() + text[end:]
}

var (
	markdown = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`)
	entity   = pattern(`&(#?\w+;)`)
	// opening is what begins a list, a heading, a quotation or a line where a text
	// begins with it, and closing what ends a heading.
	opening = pattern(`^(\d*)([-+#>=.)]+)( |$)`)
	closing = pattern(` (#+)$`)
)

// escape writes a text on one line so that Markdown shows it as it is: addresses are
// not touched, and its days are written in full.
func escape(s string) string {
	s = oneLine(s)
	var b strings.Builder
	end := 0
	for _, at := range append(address().FindAllStringIndex(s, -1), []int{len(s), len(s)}) {
		b.WriteString(entity().ReplaceAllString(markdown.Replace(inFull(s[end:at[0]])), `\&$1`) + s[at[0]:at[1]])
		end = at[1]
	}
	return closing().ReplaceAllString(opening().ReplaceAllString(b.String(), `$1\$2$3`), ` \$1`)
}

// code writes a text as code of Markdown, which shows every character but the line's end.
func code(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + s + " " + fence
	}
	return fence + s + fence
}
