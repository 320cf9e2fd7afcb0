package wire

import (
	"strconv"

	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// isTime reports whether s is an ISO 8601 date, or a date and time with a zone:
// 2025-10-01, 2025-10-01T00:00Z, 2025-10-01T00:00:00.000+02:00. It reads by hand
// because package time adds its zones to the WebAssembly engine.
func isTime(s string) bool {
	if len(s) < 10 || !margin.IsDate(s[:10]) {
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
