package calibrate

import (
	"slices"
)

// Seconds of an hour, a day and a year of 365 days.
const (
	Hour = 3600
	Day  = 24 * Hour
	Year = 365 * Day
)

// A Bar is what the price did in one interval.
type Bar struct {
	Time                   int64 // when the interval begins, in seconds since 1970, UTC
	Open, High, Low, Close float64
}

// A Series is the price history of one asset, oldest bar first. All prices are
// positive, times ascend.
type Series struct {
	Asset    string
	Bars     []Bar
	Interval int64  // seconds that a bar lasts: the least distance of two bars
	Ranges   bool   // whether Open, High and Low are known; else all are the close
	Last     string // the last close as it is written in the file
}

// End returns when the last bar ends, in seconds since 1970, and 0 for an empty series.
func (s Series) End() int64 {
	if len(s.Bars) == 0 {
		return 0
	}
	return s.Bars[len(s.Bars)-1].Time + s.Interval
}

// Window returns the bars that begin at from or later and end at to or earlier.
// It shares the memory of s. Last is empty if the last bar is not that of s: the
// text of its close is not kept.
func (s Series) Window(from, to int64) Series {
	first, _ := slices.BinarySearchFunc(s.Bars, from, func(b Bar, t int64) int { return compare(b.Time, t) })
	last, _ := slices.BinarySearchFunc(s.Bars, to-s.Interval+1, func(b Bar, t int64) int { return compare(b.Time, t) })
	cut := s
	cut.Bars = s.Bars[first:max(first, last)]
	if last < len(s.Bars) || len(cut.Bars) == 0 {
		cut.Last = ""
	}
	return cut
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Daily returns the series as bars of UTC days. A day whose last hour is missing
// has no close and is left out; a day that lacks bars elsewhere is kept. A series of daily
// or longer bars is returned as it is.
func (s Series) Daily() Series {
	if s.Interval >= Day {
		return s
	}
	d := Series{Asset: s.Asset, Interval: Day, Ranges: s.Ranges, Last: s.Last}
	for i := 0; i < len(s.Bars); {
		day := floorDay(s.Bars[i].Time)
		bar := s.Bars[i]
		bar.Time = day
		var end int64
		for ; i < len(s.Bars) && s.Bars[i].Time < day+Day; i++ {
			b := s.Bars[i]
			bar.High, bar.Low, bar.Close = max(bar.High, b.High), min(bar.Low, b.Low), b.Close
			end = b.Time + s.Interval
		}
		if end == day+Day {
			d.Bars = append(d.Bars, bar)
		} else if i == len(s.Bars) {
			d.Last = ""
		}
	}
	return d
}

// floorDay returns when the UTC day of t begins.
func floorDay(t int64) int64 { return t - ((t%Day)+Day)%Day }
