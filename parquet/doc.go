// Package parquet reads price files in Parquet for calibrate and backtest. It is a
// module of its own, so that programs which use Plimsoll as a library do not carry its
// compressions.
package parquet
