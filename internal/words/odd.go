package words

import (
	"fmt"
	"strings"
	"unicode"
)

// IsHidden reports whether a character of a text is one that nobody sees, or that
// changes the order in which others are seen. Joiners of letters and the variants of
// a sign are none: some scripts need them.
func IsHidden(r rune) bool {
	const blankBraille, nonJoiner, joiner = 0x2800, 0x200C, 0x200D
	if r <= unicode.MaxASCII { // which most are
		return false
	}
	return r == blankBraille || r != nonJoiner && r != joiner && !unicode.Is(unicode.Variation_Selector, r) &&
		unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Other_Default_Ignorable_Code_Point)
}

// Odd says which character of an id or a word could be overlooked or taken for
// another one, by its code point; "" when there is none. An id is written in ASCII
// and in the letters of Latin languages, with single spaces between its parts.
func Odd(word string) string {
	switch {
	case strings.HasPrefix(word, " ") || strings.HasSuffix(word, " "):
		return "has a space at its start or end, which is not seen"
	case strings.Contains(word, "  "):
		return "has two spaces together, which are taken for one"
	}
	for _, r := range word {
		switch {
		case ' ' <= r && r <= '~', r == '§', 'À' <= r && r <= 'ž' && unicode.IsLetter(r) && !strings.ContainsRune("ıĸŀĿŉ", r):
		case IsHidden(r), !unicode.IsGraphic(r), unicode.Is(unicode.Variation_Selector, r):
			return fmt.Sprintf("has U+%04X in it, which is not seen", r)
		default:
			return fmt.Sprintf("has %c, U+%04X, in it, which can be taken for another character", r, r)
		}
	}
	return ""
}

// Hidden says which character of a text nobody sees, by its code point; "" when there is
// none.
func Hidden(text string) string {
	if i := strings.IndexFunc(text, IsHidden); i >= 0 {
		return Odd(text[i:])
	}
	return ""
}

// AnID is what is expected in place of an id or a word that is Odd.
const AnID = "ASCII characters and Latin letters alone"
