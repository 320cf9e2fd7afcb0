package wire

import "strconv"

// isTime reports whether s is an ISO 8601 date, or a date and time with a zone:
// 2025-10-01, 2025-10-01T00:00Z, 2025-10-01T00:00:00.000+02:00. It reads by hand
// because package time adds its zones to the WebAssembly engine.
func isTime(s string) bool {
	if len(s) < 10 || !isDate(s[:10]) {
		return false
	}
	if s = s[10:]; s == "" {
		return true
	}
	if !matches(s, "T00:00") || number(s[1:3]) > 23 || number(s[4:6]) > 59 {
		return false
	}
	if s = s[6:]; matches(s, ":00") {
		if number(s[1:3]) > 59 {
			return false
		}
		if s = s[3:]; matches(s, ".0") {
			for s = s[1:]; matches(s, "0"); {
				s = s[1:]
			}
		}
	}
	return s == "Z" || len(s) == 6 && (matches(s, "+00:00") || matches(s, "-00:00")) && number(s[1:3]) <= 23 && number(s[4:6]) <= 59
}

// isDate reports whether s is a day of the calendar, YYYY-MM-DD.
func isDate(s string) bool {
	if len(s) != 10 || !matches(s, "0000-00-00") {
		return false
	}
	year, month, day := number(s[:4]), number(s[5:7]), number(s[8:])
	if month < 1 || month > 12 {
		return false
	}
	days := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		days = 29
	}
	return day >= 1 && day <= days
}

// matches reports whether s begins like form, in which 0 stands for any digit.
func matches(s, form string) bool {
	if len(s) < len(form) {
		return false
	}
	for i := range len(form) {
		digit := s[i] >= '0' && s[i] <= '9'
		if form[i] == '0' && !digit || form[i] != '0' && s[i] != form[i] {
			return false
		}
	}
	return true
}

// number returns the value of a few digits.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
