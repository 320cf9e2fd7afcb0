// Package ccxt turns what the ccxt library returns into a scenario: positions (fetchPositions), balance (fetchBalance)
// and leverage tiers (fetchLeverageTiers), as the JSON of their unified structures.
//
// The data is foreign: members that are not needed are ignored, and null is the same as absent, since JavaScript leaves
// out what Python writes as null. What is needed and missing is an error, named by its path in the file it is missing
// from. Numbers keep the text they were written in and never pass through a float64.
//
// The meanings of the fields are those of ccxt 4.5.84, read in its source, where venues differ in what they fill in.
package ccxt
