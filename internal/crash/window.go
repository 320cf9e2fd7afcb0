package crash

import "time"

// A Window is an event whose hourly prices are known.
type Window struct {
	Name, Title string
	From        time.Time
	Hours       int
}

// Windows returns the events with hourly prices, oldest first. A window begins at midnight UTC before the first large fall and ends when the
// recovery of the last one has shown.
func Windows() []Window {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	return []Window{
		{"2020-03-12", "Covid crash", day(2020, 3, 12), 48},
		{"2021-05-19", "Sell-off of May 2021", day(2021, 5, 19), 48},
		{"2022-05", "Collapse of Terra", day(2022, 5, 8), 120},
		{"2022-11", "Collapse of FTX", day(2022, 11, 7), 96},
	}
}

// Assets are those whose paths are stored, where there are prices. Stablecoins are left out: their spot prices against each other have
// gaps and wicks of three times the price.
func Assets() []string {
	return []string{"BTC", "ETH", "BNB", "XRP", "DOGE", "LINK", "SOL", "UNI", "AAVE", "MKR", "AVAX", "SHIB", "PEPE", "WIF", "BONK"}
}
