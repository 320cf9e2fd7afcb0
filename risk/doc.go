// Package risk tells how likely the margin pools of an account are to be
// liquidated by a horizon.
//
// An account (package margin, decimal) and a market are compiled once into
// float64 boundaries, the only door between the two; a Plan fixes the simulation; its
// blocks are run in any order by anyone; and the Report depends on the blocks only. The
// same inputs and seed give the same bits on every platform and with any number
// of workers.
package risk
