// Package calibrate turns price history into the parameters of a market model:
// volatilities, correlations, the tails of returns, jumps, and the term
// structure of variance, each with a standard error.
//
// It reads CSV files of closes or of open, high, low and close. What it returns
// is the input of a simulation, never a part of one. Searches, matrices and functions are its own or
// montecarlo's, and products are rounded before they meet a sum, so that a fit comes out the same on
// every platform and in WebAssembly.
//
// Returns are natural logarithms of ratios of closes. Volatilities are annual, a
// year being 365 days. Standard errors are of one of three kinds, and every
// Value says which: "hac" for means of dependent terms (Newey and West), "iid" for
// formulas that take the terms as independent, "hessian" for maximum
// likelihood, from the curvature of the likelihood at its maximum.
package calibrate
