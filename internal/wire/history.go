package wire

// A History is past moves of several assets together, one row for each time.
type History struct {
	Assets     []string    `json:"assets" need:"true" doc:"Assets, in the order of the columns."`
	EveryHours float64     `json:"everyHours" need:"true" doc:"Hours that a row spans, from 1 to 720."`
	Returns    [][]float64 `json:"returns" need:"true" doc:"Log returns, a row for each time that all assets have, oldest first: 60 to 5000 rows of numbers between -5 and 5. Gaps are left out: rows on either side of one follow each other."`
	Deviations [][]float64 `json:"deviations,omitempty" doc:"Of the same shape: the standard deviation that was forecast for each return, above 0. Of filtered-historical, in place of lambda."`
	Ranges     [][]float64 `json:"ranges,omitempty" doc:"Of the same shape: the standard deviation of the price inside each row, as from its low and high. Default: the forecast of lambda or of deviations."`
}
