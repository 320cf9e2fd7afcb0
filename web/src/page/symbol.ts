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

/** The parts of BASE/QUOTE:SETTLE; those that are missing are empty. The settlement asset has no expiry. */
export function partsOf(symbol: string): { base: string; quote: string; settle: string } {
  const [, base = symbol, quote = "", settle = ""] = /^([^/]*)\/([^:]*)(?::([^-]*).*)?$/.exec(symbol) ?? [];
  return { base, quote, settle };
}

/** Whether a symbol is settled in its base, so that its sizes are contracts. */
export function isInverse(symbol: string): boolean {
  const { base, settle } = partsOf(symbol);
  return settle !== "" && settle === base;
}

/**
 * Completes what a trader types: "btc" becomes BTC/USDT:USDT in that currency, or the symbol of that coin among those
 * that the venue lists, the wanted quote first. A symbol with a slash is left as it is.
 */
export function completeSymbol(
  text: string,
  form: { quote: string; inverse?: boolean },
  listed: readonly string[] = [],
): string {
  const typed = text.trim();
  if (typed === "" || typed.includes("/")) return typed;
  const base = /^k[A-Z]/.test(typed) ? typed : typed.toUpperCase();
  const own = `${base}/${form.quote}:${form.inverse ? base : form.quote}`;
  if (listed.includes(own)) return own;
  const of = (name: string): string[] => listed.filter((symbol) => partsOf(symbol).base === name);
  const found = of(base)[0] ?? listed.find((symbol) => coinOf(symbol) === base && partsOf(symbol).quote === form.quote);
  return found ?? own;
}

/** A short name for tables: the base, and the quote where it is not the account's currency. */
export function shortSymbol(name: string, currency: string): string {
  const [symbol = name, leg] = name.split("#");
  const [base = symbol, rest] = symbol.split("/");
  const quote = rest?.split(":")[0];
  const short = quote === undefined || quote === currency ? base : `${base}/${quote}`;
  return leg === undefined ? short : `${short} ${leg}`;
}
