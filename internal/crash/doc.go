// Package crash derives the parameters of the named stress events, which package risk/stress holds, from hourly prices and
// from a list of worst moves. The prices themselves are not part of the project:
//
//	go run ./internal/crash/gen -data DIR
//
// DIR holds hourly/ASSET.csv.gz (spot), perp_last/ and perp_mark/ASSETUSDT*_1h.csv.gz and calibration.json. See docs/METHODS.md, "Past crashes".
package crash
