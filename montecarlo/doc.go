// Package montecarlo estimates first-passage probabilities of baskets of
// correlated lognormal assets by Monte Carlo, with an honest error on every
// number.
//
// It owns the only path loop of the project and knows nothing of margin: a pool
// is a Boundary, a surface given as a signed sum of exponentials of log prices
// with optional tiers. A simulation is a fold over path blocks: an Experiment
// fixes everything, Block(i) is a pure function of (experiment, i), and the
// results of blocks are folded in the order of their index. So any number of
// workers, native or WebAssembly, give the same bits.
//
// For that reason nothing here calls math.Exp, math.Log, math.Erf or math.Pow,
// whose results differ between platforms, and every product that is added to
// something is rounded explicitly by a float64 conversion, which keeps compilers
// from fusing it.
//
// Times are in years, drifts and volatilities annual, log prices relative to
// time 0.
package montecarlo
