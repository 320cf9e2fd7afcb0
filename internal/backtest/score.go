package backtest

import "math"

// The core: forecasts whose reference probability lies between these. Rarer barriers tell
// models apart by a handful of events, more frequent ones hardly at all.
const (
	coreLow  = 0.01
	coreHigh = 0.30
)

// floor keeps the log score of a forecast of 0 or 1 that fails finite.
const floor = 1e-4

// A Score is how well a model's forecasts did.
type Score struct {
	Model      string
	Log        float64   // core: the mean over horizons of the mean of -ln P(what happened); less is better
	LogByHours []float64 // of each horizon
	LogAll     float64   // of all forecasts, core or not, likewise
	Brier      float64   // core, likewise: mean squared difference
	Skill      float64   // 1 - Brier over that of Raw; more is better
	Difference float64   // Log less that of the best model, or of another that was asked for
	DiffStdErr float64   // of Difference, by blocks of 30 days
}

// core reports whether a record counts for the core score. Its reference does not depend on the
// models that are judged: the mean of Brownian motion with the volatility of 365 days
// and with that of the EWMA .94.
func (r *Record) core() bool { return r.Reference >= coreLow && r.Reference <= coreHigh }

// logScore returns -ln of the probability that was given to what happened.
func logScore(p float64, touched bool) float64 {
	p = math.Min(math.Max(p, floor), 1-floor)
	if touched {
		return -math.Log(p)
	}
	return -math.Log(1 - p)
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// A tally is a sum for each horizon, each of which counts alike in the mean: days are
// many and months few, and a month is no less a question.
type tally struct{ sum, n []float64 }

func newTally(horizons int) *tally {
	return &tally{make([]float64, horizons), make([]float64, horizons)}
}

func (t *tally) add(horizon int, x float64) {
	t.sum[horizon] += x
	t.n[horizon]++
}

// means returns the mean of each horizon, and the mean of those.
func (t *tally) means() (each []float64, all float64) {
	var horizons float64
	for i := range t.sum {
		m := t.sum[i] / t.n[i]
		each = append(each, m)
		if t.n[i] > 0 {
			all, horizons = all+m, horizons+1
		}
	}
	return each, all / horizons
}

// Core returns how many records of a horizon, by its place, count for the core scores.
func (r *Result) Core(horizon int) int {
	n := 0
	for i := range r.Records {
		if r.Records[i].Hours == horizon && r.Records[i].core() {
			n++
		}
	}
	return n
}

// Touched returns the share of all records whose barrier was touched.
func (r *Result) Touched() float64 {
	var n float64
	for i := range r.Records {
		n += indicator(r.Records[i].Touched)
	}
	return n / float64(len(r.Records))
}

// blockLength is how many days make a block of the bootstrap: as long as the longest horizon
// of the study, so that blocks hardly overlap in what they saw.
const blockLength = 30

// Scores returns the score of every model, in their order, and its difference to the best.
func (r *Result) Scores() []Score {
	scores := r.scores()
	best := 0
	for m := range scores {
		if scores[m].Log < scores[best].Log {
			best = m
		}
	}
	return r.against(scores, best)
}

// ScoresAgainst returns the score of every model and its difference to that of one.
func (r *Result) ScoresAgainst(model int) []Score { return r.against(r.scores(), model) }

func (r *Result) against(scores []Score, model int) []Score {
	for m := range scores {
		if m != model {
			scores[m].Difference, scores[m].DiffStdErr = scores[m].Log-scores[model].Log, r.differenceError(model, m)
		}
	}
	return scores
}

func (r *Result) scores() []Score {
	horizons := len(r.Options.Hours)
	raw := newTally(horizons)
	for i := range r.Records {
		if rec := &r.Records[i]; rec.core() {
			raw.add(rec.Hours, square(rec.Raw-indicator(rec.Touched)))
		}
	}
	_, rawBrier := raw.means()
	var scores []Score
	for m, model := range r.Options.Models {
		log, all, brier := newTally(horizons), newTally(horizons), newTally(horizons)
		for i := range r.Records {
			rec := &r.Records[i]
			p := float64(rec.Probability[m])
			s := logScore(p, rec.Touched)
			all.add(rec.Hours, s)
			if rec.core() {
				log.add(rec.Hours, s)
				brier.add(rec.Hours, square(p-indicator(rec.Touched)))
			}
		}
		s := Score{Model: model.Name}
		s.LogByHours, s.Log = log.means()
		_, s.LogAll = all.means()
		_, s.Brier = brier.means()
		s.Skill = 1 - s.Brier/rawBrier
		scores = append(scores, s)
	}
	return scores
}

func square(x float64) float64 { return x * x }

// differenceError returns the standard error of the core log score of model b less that of
// a: the scatter of means over blocks of 30 days, which stand for all assets at once.
func (r *Result) differenceError(a, b int) float64 {
	return r.blockError(func(rec *Record) (float64, bool) {
		return logScore(float64(rec.Probability[b]), rec.Touched) - logScore(float64(rec.Probability[a]), rec.Touched), rec.core()
	})
}

// blockError returns the standard error of the mean over horizons of the means of x
// over the records that count, by the bootstrap of blocks of 30 days, each
// drawn whole: forecasts of one time share their fate.
func (r *Result) blockError(x func(*Record) (float64, bool)) float64 {
	blocks := r.blocks(x)
	var sum, squares float64
	for _, m := range resampled(blocks, len(r.Options.Hours)) {
		sum, squares = sum+m, squares+m*m
	}
	n := float64(resamples)
	return math.Sqrt(math.Max(squares/n-square(sum/n), 0) * n / (n - 1))
}

// blocks returns the tally of each block of days.
func (r *Result) blocks(x func(*Record) (float64, bool)) []*tally {
	first, last := r.span()
	blocks := make([]*tally, (last-first)/blockLength+1)
	for i := range blocks {
		blocks[i] = newTally(len(r.Options.Hours))
	}
	for i := range r.Records {
		rec := &r.Records[i]
		if v, ok := x(rec); ok {
			blocks[(rec.Day-first)/blockLength].add(rec.Hours, v)
		}
	}
	return blocks
}

// Span returns the first and the last day of a forecast, in days since 1970.
func (r *Result) Span() (first, last int) { return r.span() }

func (r *Result) span() (first, last int) {
	first, last = r.Records[0].Day, r.Records[0].Day
	for i := range r.Records {
		first, last = min(first, r.Records[i].Day), max(last, r.Records[i].Day)
	}
	return first, last
}
