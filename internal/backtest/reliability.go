package backtest

// The edges of the bins of the reliability table.
var binEdges = []float64{0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1}

// A Bin holds the forecasts of one model between two probabilities.
type Bin struct {
	From, To float64 // forecasts p with From <= p < To; the last bin includes 1
	N        int
	Said     float64 // mean forecast
	Happened float64 // share that touched
	Low      float64 // 95 % interval of Happened, from blocks of 30 days drawn anew
	High     float64
}

// Reliability returns what model m said against what happened, over all forecasts. Bins without
// any are left out.
func (r *Result) Reliability(m int) []Bin {
	var bins []Bin
	for b := range len(binEdges) - 1 {
		bin := Bin{From: binEdges[b], To: binEdges[b+1]}
		in := func(rec *Record) bool {
			p := float64(rec.Probability[m])
			return p >= bin.From && (p < bin.To || bin.To == 1)
		}
		for i := range r.Records {
			if rec := &r.Records[i]; in(rec) {
				bin.N++
				bin.Said += float64(rec.Probability[m])
				bin.Happened += indicator(rec.Touched)
			}
		}
		if bin.N == 0 {
			continue
		}
		bin.Said /= float64(bin.N)
		bin.Happened /= float64(bin.N)
		blocks := r.blocks(func(rec *Record) (float64, bool) { return indicator(rec.Touched), in(rec) })
		for i := range blocks { // horizons together here: a bin is about a probability
			var sum, n float64
			for k := range blocks[i].sum {
				sum, n = sum+blocks[i].sum[k], n+blocks[i].n[k]
			}
			blocks[i] = &tally{[]float64{sum}, []float64{n}}
		}
		bin.Low, bin.High = interval(resampled(blocks, 1))
		bins = append(bins, bin)
	}
	return bins
}
