package calibrate

import (
	"strconv"
	"time"
)

// The forms of a time that names itself, tried in turn; those without a zone are UTC.
var layouts = []string{
	"2006-01-02", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04Z07:00",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04",
}

// Counts since 1970 beyond these are milliseconds and microseconds: in seconds
// they would lie 3,000 years ahead.
const (
	manySeconds      = 100_000_000_000
	manyMilliseconds = 100_000_000_000_000
)

// parseTime returns the seconds since 1970 of a time in ISO 8601 or of a count
// of seconds, milliseconds or microseconds.
func parseTime(s string) (int64, bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch {
		case n < 0 || n > 1000*manyMilliseconds:
			return 0, false
		case n >= manyMilliseconds:
			return n / 1_000_000, true
		case n >= manySeconds:
			return n / 1000, true
		}
		return n, true
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Unix(), t.Unix() >= 0
		}
	}
	return 0, false
}

// ParseTime returns the seconds since 1970 of an ISO 8601 date or time, or of a
// count of seconds, milliseconds or microseconds since 1970.
func ParseTime(s string) (seconds int64, ok bool) { return parseTime(s) }

// FormatTime writes seconds since 1970 as ISO 8601 in UTC.
func FormatTime(seconds int64) string {
	return time.Unix(seconds, 0).UTC().Format("2006-01-02T15:04:05Z")
}
