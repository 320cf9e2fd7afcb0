// Package backtest compares what market models said with what happened: the
// probability that a price touches a barrier within a horizon, forecast at the start of
// a day from what was known then, against whether it did.
//
// A Model sees a History, which ends where the forecast begins: the slices it holds are
// cut there, so no model can look ahead (TestRun_NoLookAhead shuffles the future).
package backtest
