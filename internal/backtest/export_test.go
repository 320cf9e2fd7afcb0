package backtest

// For tests.
var (
	Drifting       = drifting
	Kupiec         = kupiec
	Christoffersen = christoffersen
	TouchBoth      = touchBoth
	ScaledBessel   = scaledBessel
)

// Extreme returns how far the price of a source goes within hours from the start of a day.
func Extreme(s Source, day, hours int) (low, high float64, known bool, err error) {
	t, err := newTrack(s, []int{hours})
	if err != nil {
		return 0, 0, false, err
	}
	e := t.extremes[hours][day]
	return e.low, e.high, e.known(), nil
}

// Touches returns what counts the past touches that are known at the start of a day, the
// last day of s where it is -1.
func Touches(s Source, hours int) (count func(day, n int, barrier float64) (touched, of float64), err error) {
	t, err := newTrack(s, []int{hours})
	if err != nil {
		return nil, err
	}
	return func(day, n int, barrier float64) (touched, of float64) {
		if day < 0 {
			day = len(t.days)
		}
		return t.history(day).touches(hours, n, barrier)
	}, nil
}

// DaysOf returns the days of a source.
func DaysOf(s Source) ([]Day, error) {
	t, err := newTrack(s, nil)
	if err != nil {
		return nil, err
	}
	return t.days, nil
}
