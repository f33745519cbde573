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

// CheckFlag returns an InputError naming field for a flag that is none of its values. One
// that is not given is no mistake.
func CheckFlag(field string, f Flag) error {
	if f.Given() || f == NotGiven {
		return nil
	}
	return &InputError{Field: field, Value: strconv.Itoa(int(f)), Problem: "is no flag", Expected: "yes, no or not given"}
}

// MarshalJSON writes true, false or null; the error is that of CheckFlag.
func (f Flag) MarshalJSON() ([]byte, error) {
	if err := CheckFlag("", f); err != nil {
		return nil, err
	}
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
