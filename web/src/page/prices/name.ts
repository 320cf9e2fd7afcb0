/** Quotes that file names append to a coin, as in BTCUSDT. */
const quotes = ["USDT", "USDC", "BUSD", "FDUSD", "TUSD", "USD", "EUR", "PERP"];

/** Words of file names that name no coin. */
const words = new Set(
  [
    ...quotes,
    "BINANCE",
    "BYBIT",
    "OKX",
    "COINBASE",
    "KRAKEN",
    "SPOT",
    "MARK",
    "PRICE",
    "PRICES",
    "HISTORY",
    "DAILY",
    "HOURLY",
  ].concat(["CSV", "GZ", "OHLC", "OHLCV", "CLOSE", "MAX", "DATA", "CANDLES", "KLINES"]),
);

/**
 * Guesses the coin that a file of prices is of: a coin of the portfolio that its name has, else its first word that is
 * no word of such names, without the quote behind it. Its owner can correct it.
 */
export function coinOfFile(name: string, coins: readonly string[]): string {
  const parts = name
    .replace(/^.*[/\\]/, "")
    .replace(/(\.csv)?(\.gz)?$/i, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== "");
  const bases = parts.map(withoutQuote);
  for (const base of [...parts, ...bases]) {
    const known = coins.find((coin) => coin.toUpperCase() === base.toUpperCase());
    if (known !== undefined) return known;
  }
  const likely = bases.find((base) => /^[A-Za-z]/.test(base) && !words.has(base.toUpperCase()));
  return (likely ?? bases[0] ?? "").toUpperCase();
}

function withoutQuote(part: string): string {
  const quote = quotes.find((end) => part.length > end.length && part.toUpperCase().endsWith(end));
  return quote === undefined ? part : part.slice(0, -quote.length);
}

/** What is wrong with the names of the coins of files, by their place; nothing where all is well. */
export function nameFaults(names: readonly string[]): Map<number, string> {
  const faults = new Map<number, string>();
  names.forEach((name, i) => {
    if (!/^[A-Za-z0-9]+$/.test(name)) faults.set(i, "Needs the name of a coin: letters and digits.");
    else if (names.indexOf(name) < i) faults.set(i, `${name} is there already: each coin once.`);
  });
  return faults;
}
