package wire_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk"
)

// past returns a history of so many rows of BTC and PEPE as a document has it, by a formula.
func past(rows int) string {
	var list []string
	for i := range rows {
		k := float64(i + 1)
		list = append(list, "["+number(math.Round(3e4*math.Sin(k*k))/1e6)+", "+number(math.Round(4e4*math.Cos(k*k))/1e6)+"]")
	}
	return `{"assets": ["BTC", "PEPE"], "everyHours": 24, "returns": [` + strings.Join(list, ", ") + `]}`
}

// Models that draw from a history take it with defaults, and give the same document again; others take it too, and say that they do not use it.
func TestDecode_History(t *testing.T) {
	const gbm = `{"kind": "gbm"}`
	for _, tt := range []struct {
		model string
		want  risk.Model
	}{
		{`{"kind": "bootstrap", "history": ` + past(60) + `}`, risk.Model{Kind: risk.Bootstrap, MeanBlock: 5}},
		{`{"kind": "bootstrap", "meanBlock": 1, "driftOf": "logPrice", "history": ` + past(60) + `}`, risk.Model{Kind: risk.Bootstrap, MeanBlock: 1, LogDrift: true}},
		{`{"kind": "filtered-historical", "history": ` + past(60) + `}`, risk.Model{Kind: risk.FilteredHistorical, MeanBlock: 1, Lambda: 0.94}},
		{`{"kind": "filtered-historical", "meanBlock": 3, "lambda": 0.97, "history": ` + past(60) + `}`, risk.Model{Kind: risk.FilteredHistorical, MeanBlock: 3, Lambda: 0.97}},
		{`{"kind": "gbm", "history": ` + past(60) + `}`, risk.Model{Kind: risk.Gaussian}},
	} {
		in := decoded(t, gbm, tt.model)
		h := in.Market.Model.History
		require.Equal(t, []string{"BTC", "PEPE"}, h.Assets)
		require.Len(t, h.Returns, 60)
		require.Equal(t, 24.0, h.EveryHours)
		got := in.Market.Model
		got.History = nil
		require.Equal(t, tt.want, got, tt.model)
		again, err := in.Canonical()
		require.NoError(t, err)
		next, err := wire.Decode(again)
		require.NoError(t, err)
		require.Equal(t, in.Market.Model, next.Market.Model)
		hash, err := in.Hash()
		require.NoError(t, err)
		same, err := next.Hash()
		require.NoError(t, err)
		require.Equal(t, hash, same)
	}
	other := decoded(t, gbm, `{"kind": "bootstrap", "history": `+strings.Replace(past(60), "24", "12", 1)+`}`)
	hash, err := other.Hash()
	require.NoError(t, err)
	same, err := decoded(t, gbm, `{"kind": "bootstrap", "history": `+past(60)+`}`).Hash()
	require.NoError(t, err)
	require.NotEqual(t, hash, same, "the hash knows the history")
}

// An override of the model keeps the history: that is data.
func TestOverrides_History(t *testing.T) {
	document := edited(t, `{"kind": "gbm"}`, `{"kind": "bootstrap", "meanBlock": 2, "history": `+past(60)+`}`)
	in, err := wire.DecodeSimulation(document, wire.Overrides{Model: "filtered-historical"})
	require.NoError(t, err)
	require.Equal(t, risk.FilteredHistorical, in.Market.Model.Kind)
	require.Equal(t, 1.0, in.Market.Model.MeanBlock, "fields of the other model go")
	require.Len(t, in.Market.Model.History.Returns, 60)
}

// What is wrong is named by its place, all at once.
func TestDecode_HistoryFaults(t *testing.T) {
	const gbm = `{"kind": "gbm"}`
	for _, tt := range []struct{ model, path, want string }{
		{`{"kind": "gbm", "meanBlock": 2}`, "market.model.meanBlock", "a field of bootstrap and filtered-historical, not of gbm"},
		{`{"kind": "bootstrap", "lambda": 0.9, "history": ` + past(60) + `}`, "market.model.lambda", "a field of filtered-historical, not of bootstrap"},
		{`{"kind": "bootstrap", "history": ` + strings.Replace(past(60), `"everyHours": 24, `, ``, 1) + `}`, "market.model.history.everyHours", "a value"},
		{`{"kind": "bootstrap", "history": ` + strings.Replace(past(60), `"returns"`, `"closes": [[1, 2]], "returns"`, 1) + `}`, "market.model.history.closes", "a known field"},
		{`{"kind": "bootstrap", "history": ` + strings.Replace(past(60), `"returns": [[`, `"returns": [[null, 0], [`, 1) + `}`, "market.model.history.returns[0][0]", "a finite number"},
		{`{"kind": "bootstrap", "history": ` + strings.Replace(past(60), `"returns": [[`, `"returns": [[NaN, 0], [`, 1) + `}`, "market.model.history.returns[0][0]", "a finite number"},
	} {
		errs := faults(t, edited(t, gbm, tt.model))
		require.Len(t, errs, 1, tt.model)
		require.Equal(t, tt.path, errs[0].Path)
		require.Contains(t, errs[0].Want, tt.want)
	}
	for _, tt := range []struct{ model, path, want string }{
		{`{"kind": "bootstrap"}`, "market.model.history", "rows of returns"},
		{`{"kind": "bootstrap", "history": ` + past(59) + `}`, "market.model.history.returns", "at least 60 and at most 5000"},
		{`{"kind": "bootstrap", "history": ` + strings.Replace(past(60), "0.", "7.", 1) + `}`, "market.model.history.returns[0][0]", "at most 5"},
		{`{"kind": "bootstrap", "history": ` + strings.Replace(past(60), `"BTC"`, `"SOL"`, 1) + `}`, "market.model.history.assets", "every volatile asset"},
	} {
		errs := planned(t, gbm, tt.model)
		require.Len(t, errs, 1, "%v", errs)
		require.Equal(t, tt.path, errs[0].Path)
		require.Contains(t, errs[0].Want, tt.want)
	}
}

// TestHistory_Sensitivity checks that a document with a history asks for the historical case too.
func TestHistory_Sensitivity(t *testing.T) {
	in := decoded(t, `{"kind": "gbm"}`, `{"kind": "vol-mixture", "history": `+past(60)+`}`, `"simulation": {`, `"simulation": {"sensitivity": true, `)
	r := &wire.Report{}
	require.NoError(t, in.AddSensitivity(r))
	var models []string
	for _, c := range r.Sensitivity.Cases {
		models = append(models, c.Name+" "+c.Model)
	}
	require.Equal(t, []string{"volatilityLow vol-mixture", "volatilityHigh vol-mixture", "model gbm", "model filtered-historical"}, models)
}

// A history that nothing draws from is said to be left alone.
func TestHistory_Unused(t *testing.T) {
	said := func(model, sensitivity string) string {
		in := decoded(t, `{"kind": "gbm"}`, model, `"simulation": {`, `"simulation": {`+sensitivity)
		p, err := risk.NewPlan(in.Account, in.Market, in.Simulation)
		require.NoError(t, err)
		r, err := p.Report(p.Run(0, p.Blocks()))
		require.NoError(t, err)
		report, err := wire.NewReport(in, "test", r)
		require.NoError(t, err)
		return strings.Join(report.Warnings, " ")
	}
	require.Contains(t, said(`{"kind": "gbm", "history": `+past(60)+`}`, ``), "The history is not used")
	require.NotContains(t, said(`{"kind": "gbm", "history": `+past(60)+`}`, `"sensitivity": true, `), "history")
	lacking := strings.Replace(past(60), "PEPE", "ETH", 1)
	require.Contains(t, said(`{"kind": "gbm", "history": `+lacking+`}`, `"sensitivity": true, `), "no case of filtered-historical: the history lacks an asset")
	require.NotContains(t, said(`{"kind": "bootstrap", "history": `+past(60)+`}`, ``), "not used: gbm")
}
