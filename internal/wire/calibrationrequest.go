package wire

import (
	"fmt"
	"reflect"
)

// A CalibrationRequest asks the page's calibration for the market of a scenario. The bytes of its files follow it.
type CalibrationRequest struct {
	Files       []PriceFile `json:"files" need:"true" doc:"Price files, one for each asset."`
	WindowDays  *int        `json:"windowDays,omitempty" doc:"Days of history, from 30 to 36500. Default 365."`
	AsOf        string      `json:"asOf,omitempty" doc:"Take prices up to this time, ISO 8601. Default the last."`
	Volatility  string      `json:"volatility,omitempty" enum:"close|ewma|parkinson|yang-zhang|realised" doc:"Estimator. Default close."`
	Correlation string      `json:"correlation,omitempty" enum:"pearson|kendall|shrink-constant|shrink-identity|ewma" doc:"Estimator. Default ewma."`
	Model       string      `json:"model,omitempty" enum:"vol-mixture|gbm|student-t" doc:"Model of the market. Default vol-mixture."`
	Fits        *bool       `json:"fits,omitempty" doc:"Fit Student-t, jumps and GARCH too. Default true."`
}

// A PriceFile is a file of prices.
type PriceFile struct {
	Asset string `json:"asset" need:"true" doc:"Name of the asset."`
	Name  string `json:"name" need:"true" doc:"Name of the file, for errors."`
	Bytes int    `json:"bytes" need:"true" doc:"Its size."`
}

// DecodeCalibrationRequest reads a request. The error is margin.Errors.
func DecodeCalibrationRequest(document []byte) (CalibrationRequest, error) {
	errs := &collector{}
	var r CalibrationRequest
	if len(document) > MaxBytes {
		errs.add(documentPath, fmt.Sprintf("%d bytes", len(document)), fmt.Sprintf("at most %d bytes (10 MiB)", MaxBytes))
		return r, errs.err()
	}
	if n := parse(document, maxValues, errs); n != nil {
		d := &decoder{errs: errs, layouts: map[reflect.Type][]field{}}
		d.read(n, nil, &r)
	}
	return r, errs.err()
}
