/** The coin of a symbol or of its base: a prefix 1000, 1000000 or k is a multiplier of the single coin. */
export function coinOf(symbol: string): string {
  const base = symbol.split("/", 1)[0] ?? "";
  return /^(?:1000000|1000|k(?=[A-Z]))(.+)$/.exec(base)?.[1] ?? base;
}

/** Returns how many places the multiplier of a symbol moves the price of its coin: 1000PEPE is 3. */
export function multiplierPlaces(symbol: string): number {
  const base = symbol.split("/", 1)[0] ?? "";
  const prefix = base.slice(0, base.length - coinOf(base).length);
  return { "1000": 3, k: 3, "1000000": 6 }[prefix] ?? 0;
}

/** Completes what a trader types: "btc" becomes BTC/USDT:USDT. A symbol with a slash is left as it is. */
export function completeSymbol(text: string, currency: string): string {
  const typed = text.trim();
  if (typed === "" || typed.includes("/")) return typed;
  const base = /^k[A-Z]/.test(typed) ? typed : typed.toUpperCase();
  return `${base}/${currency}:${currency}`;
}

/** A short name for tables: the base, and the quote where it is not the account's currency. */
export function shortSymbol(name: string, currency: string): string {
  const [symbol = name, leg] = name.split("#");
  const [base = symbol, rest] = symbol.split("/");
  const quote = rest?.split(":")[0];
  const short = quote === undefined || quote === currency ? base : `${base}/${quote}`;
  return leg === undefined ? short : `${short} ${leg}`;
}
