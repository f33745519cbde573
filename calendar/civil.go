package calendar

// The conversions between day numbers and year, month, day follow Neri and
// Schneider, "Euclidean affine functions and their application to calendar
// algorithms" (2022): years begin on 1 March, so that the leap day is the last
// of its year, and every division is by a constant.

const (
	daysTo0001 = 305    // from 0000-03-01, day 0 of that count, to the day before 0001-01-01
	daysPer400 = 146097 // the days of 400 years
)

// civil gives the year, month and day of the month of day number n, which may
// be any from 0000-03-01 on.
func civil(n int32) (year, month, day int) {
	n1 := 4*uint32(n+daysTo0001) + 3
	century := n1 / daysPer400
	p2 := uint64(2939745) * uint64(n1%daysPer400|3)
	dayOfYear := uint32(p2) / 2939745 / 4
	n3 := 2141*dayOfYear + 197913
	year, month, day = int(100*century+uint32(p2>>32)), int(n3>>16), int(n3&0xffff/2141)+1
	if dayOfYear >= 306 { // January and February belong to the next year
		return year + 1, month - 12, day
	}
	return year, month, day
}

// dayNumber gives the number of a day that exists, in any year from 1 to
// 10000: the year after the last is needed for what is counted back from it.
func dayNumber(year, month, day int) int32 {
	if month <= 2 {
		year, month = year-1, month+12
	}
	y, m := uint32(year), uint32(month)
	century := y / 100
	return int32(1461*y/4-century+century/4+(979*m-2919)/32+uint32(day)) - 1 - daysTo0001
}

// daysIn gives the number of days of a month.
func daysIn(year, month int) int {
	if month == 2 {
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 30 | (month ^ month>>3) // 31 in odd months to July, in even ones from August
}
