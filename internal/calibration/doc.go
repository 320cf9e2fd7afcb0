// Package calibration answers calibrate: from the prices of some assets to the market
// of a scenario, with how sure each figure is. The command line and the WebAssembly
// program of the page are thin shells around it, so that they agree to the byte.
package calibration
