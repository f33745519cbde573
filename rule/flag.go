package rule

import "strconv"

// A Flag is a yes, a no, or not given at all. A fact that nobody stated is not
// false: a provision that needs it refuses, naming it. The zero value is NotGiven.
type Flag int8

// The values of a Flag. The zero Flag is not given.
const (
	NotGiven Flag = iota
	No
	Yes
)

// FlagOf returns Yes for true and No for false.
func FlagOf(b bool) Flag {
	if b {
		return Yes
	}
	return No
}

// Given reports whether the fact was stated.
func (f Flag) Given() bool { return f == No || f == Yes }

// True reports whether the fact was stated and is so.
func (f Flag) True() bool { return f == Yes }

// String returns "true", "false" or "not given".
func (f Flag) String() string {
	if !f.Given() {
		return "not given"
	}
	return strconv.FormatBool(f == Yes)
}

// MarshalJSON writes true, false or null.
func (f Flag) MarshalJSON() ([]byte, error) {
	if !f.Given() {
		return []byte("null"), nil
	}
	return strconv.AppendBool(nil, f == Yes), nil
}

// UnmarshalJSON reads true, false or null.
func (f *Flag) UnmarshalJSON(data []byte) error {
	switch string(data) {
	case "true":
		*f = Yes
	case "false":
		*f = No
	case "null":
		*f = NotGiven
	default:
		return &InputError{Value: string(data), Problem: "is not a flag", Expected: "true, false or null"}
	}
	return nil
}
