package calibration

import (
	"bytes"
	"fmt"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/montecarlo/calibrate"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// Answer answers a request in bytes: a wire.CalibrationRequest as JSON on one line, a line feed, and the
// bytes of its files one after another. What it returns is the document that the command line
// writes for the same files and options. Its errors are margin.Errors.
func Answer(request []byte) ([]byte, error) {
	head, body, _ := bytes.Cut(request, []byte("\n"))
	r, err := wire.DecodeCalibrationRequest(head)
	if err != nil {
		return nil, err
	}
	options, err := optionsOf(r)
	if err != nil {
		return nil, err
	}
	prices, err := read(r.Files, body)
	if err != nil {
		return nil, err
	}
	document, err := Run(prices, options)
	if err != nil {
		return nil, err
	}
	return wire.Encode(document)
}

func optionsOf(r wire.CalibrationRequest) (Options, error) {
	o := Defaults()
	var wrong margin.Errors
	if r.WindowDays != nil {
		o.WindowDays = *r.WindowDays
	}
	if o.WindowDays < LeastDays || o.WindowDays > MostDays {
		wrong = append(wrong, margin.FieldError{Path: "windowDays", Got: fmt.Sprint(o.WindowDays), Want: fmt.Sprintf("a number from %d to %d", LeastDays, MostDays)})
	}
	if r.AsOf != "" {
		t, ok := calibrate.ParseTime(r.AsOf)
		if !ok {
			wrong = append(wrong, margin.FieldError{Path: "asOf", Got: r.AsOf, Want: "a date or time in ISO 8601"})
		}
		o.AsOf = t
	}
	// The words have been checked by the decoder.
	if kind, ok := calibrate.ParseVolatilityKind(r.Volatility); ok {
		o.Volatility = kind
	}
	if kind, ok := calibrate.ParseCorrelationKind(r.Correlation); ok {
		o.Correlation = kind
	}
	if r.Model != "" {
		o.Model = r.Model
	}
	if r.Fits != nil {
		o.Fits = *r.Fits
	}
	return o, wrong.Err()
}

// read reads the files from the bytes that follow the request, and returns what is wrong with any of them at once.
func read(files []wire.PriceFile, body []byte) ([]Prices, error) {
	var wrong margin.Errors
	add := func(i int, member, got, want string) {
		wrong = append(wrong, margin.FieldError{Path: fmt.Sprintf("files[%d]%s", i, member), Got: got, Want: want})
	}
	if len(files) == 0 {
		wrong = append(wrong, margin.FieldError{Path: "files", Got: "none", Want: "at least one file of prices"})
	}
	seen := map[string]bool{}
	left := int64(len(body))
	for i, f := range files {
		switch {
		case !IsAsset(f.Asset):
			add(i, ".asset", f.Asset, "the name of an asset: letters and digits")
		case seen[f.Asset]:
			add(i, ".asset", f.Asset+" a second time", "each asset once")
		}
		seen[f.Asset] = true
		if f.Bytes < 0 || int64(f.Bytes) > left {
			add(i, ".bytes", fmt.Sprint(f.Bytes), fmt.Sprintf("at most the %d bytes that follow", left))
			return nil, wrong
		}
		left -= int64(f.Bytes)
	}
	if left > 0 {
		wrong = append(wrong, margin.FieldError{Path: "files", Got: fmt.Sprintf("%d bytes more than the files have", left), Want: "the bytes of the files alone"})
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	var prices []Prices
	for _, f := range files {
		s, err := calibrate.Read(bytes.NewReader(body[:f.Bytes]), f.Asset, f.Name)
		body = body[f.Bytes:]
		if faults, ok := Faults(err); ok {
			wrong = append(wrong, faults...)
			continue
		}
		prices = append(prices, Prices{f.Name, s})
	}
	return prices, wrong.Err()
}
