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
// and in the letters of Latin languages.
func Odd(word string) string {
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

// AnID is what is expected in place of an id or a word that is Odd.
const AnID = "ASCII characters and Latin letters alone"
