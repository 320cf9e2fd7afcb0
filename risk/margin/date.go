package margin

// IsDate reports whether s is a day of the calendar, YYYY-MM-DD. It reads by hand
// because package time adds its zones to the WebAssembly engine.
func IsDate(s string) bool {
	if len(s) != len("YYYY-MM-DD") || s[4] != '-' || s[7] != '-' {
		return false
	}
	year, ok := digits(s[:4])
	month, monthOK := digits(s[5:7])
	day, dayOK := digits(s[8:])
	if !ok || !monthOK || !dayOK || month < 1 || month > 12 {
		return false
	}
	days := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		days = 29
	}
	return day >= 1 && day <= days
}

// digits returns the value of a string of decimal digits.
func digits(s string) (n int, ok bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}
