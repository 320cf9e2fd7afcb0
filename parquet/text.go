package parquet

import (
	"math/big"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"github.com/shopspring/decimal"
)

// A text writes a value that is not null as a cell of a CSV file holds it, without loss.
type text func(parquet.Value) string

// The types that columns may have.
const (
	timeTypes  = "DATE, TIMESTAMP, STRING, INT32, INT64 or INT96"
	priceTypes = "FLOAT, DOUBLE, DECIMAL, INT32, INT64 or STRING"
)

// textOf returns how the values of a column become text, or nil and the types that it may have.
func textOf(c *parquet.Column, isTime bool) (text, string) {
	want := priceTypes
	if isTime {
		want = timeTypes
	}
	if !c.Leaf() || c.Repeated() {
		return nil, want
	}
	if logical := c.Type().LogicalType(); logical != nil {
		switch t := logical.Value.(type) {
		case *format.StringType:
			return bytesText, want
		case *format.IntType:
			if !t.IsSigned && t.BitWidth == 64 {
				return func(v parquet.Value) string { return strconv.FormatUint(v.Uint64(), 10) }, want
			}
			if !t.IsSigned && t.BitWidth == 32 {
				return func(v parquet.Value) string { return strconv.FormatUint(uint64(v.Uint32()), 10) }, want
			}
		case *format.DateType:
			if isTime {
				return dateText, want
			}
			return nil, want
		case *format.TimestampType:
			if isTime {
				return timestampText(unitOf(t.Unit)), want
			}
			return nil, want
		case *format.DecimalType:
			if !isTime && t.Scale >= 0 && t.Scale <= mostPlaces {
				return decimalText(c.Type().Kind(), t.Scale), want
			}
			return nil, want
		case nil:
		default:
			return nil, want
		}
	}
	switch kind := c.Type().Kind(); {
	case kind == parquet.Int32:
		return func(v parquet.Value) string { return strconv.FormatInt(int64(v.Int32()), 10) }, want
	case kind == parquet.Int64:
		return func(v parquet.Value) string { return strconv.FormatInt(v.Int64(), 10) }, want
	case kind == parquet.ByteArray: // of writers that leave out that it is text
		return bytesText, want
	case kind == parquet.Int96 && isTime:
		return int96Text, want
	case kind == parquet.Float && !isTime:
		return func(v parquet.Value) string { return strconv.FormatFloat(float64(v.Float()), 'g', -1, 32) }, want
	case kind == parquet.Double && !isTime:
		return func(v parquet.Value) string { return strconv.FormatFloat(v.Double(), 'g', -1, 64) }, want
	}
	return nil, want
}

// typeOf names the type of a column.
func typeOf(c *parquet.Column) string {
	switch {
	case c.Repeated():
		return "a list"
	case !c.Leaf():
		return "a group of columns"
	}
	if logical := c.Type().LogicalType(); logical != nil && logical.Value != nil {
		return logical.String()
	}
	return c.Type().Kind().String()
}

func bytesText(v parquet.Value) string { return string(v.ByteArray()) }

func dateText(v parquet.Value) string {
	return time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly)
}

// unitOf returns how many of a unit are in a second.
func unitOf(u format.TimeUnit) int64 {
	switch u.Value.(type) {
	case *format.MilliSeconds:
		return 1e3
	case *format.MicroSeconds:
		return 1e6
	}
	return 1e9
}

func timestampText(perSecond int64) text {
	return func(v parquet.Value) string {
		n := v.Int64()
		seconds := n / perSecond
		return time.Unix(seconds, (n-seconds*perSecond)*(1e9/perSecond)).UTC().Format(time.RFC3339Nano)
	}
}

// mostPlaces is how many decimal places a decimal may have: the format knows 38 digits.
const mostPlaces = 76

// julianEpoch is 1970-01-01 as the Julian day that an INT96 counts from.
const julianEpoch = 2_440_588

// int96Text reads nanoseconds of a day and a Julian day, as older writers put timestamps.
func int96Text(v parquet.Value) string {
	t := v.Int96()
	nanoseconds := int64(t[1])<<32 | int64(t[0])
	return time.Unix((int64(t[2])-julianEpoch)*86400, nanoseconds).UTC().Format(time.RFC3339Nano)
}

// decimalText reads a whole number of units of 10^-scale.
func decimalText(kind parquet.Kind, scale int32) text {
	return func(v parquet.Value) string {
		units := new(big.Int)
		switch kind {
		case parquet.Int32:
			units.SetInt64(int64(v.Int32()))
		case parquet.Int64:
			units.SetInt64(v.Int64())
		default: // big-endian, two's complement
			b := v.ByteArray()
			units.SetBytes(b)
			if len(b) > 0 && b[0]&0x80 != 0 {
				units.Sub(units, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
			}
		}
		return decimal.NewFromBigInt(units, -scale).String()
	}
}
