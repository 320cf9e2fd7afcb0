/** An estimate as every simulated number comes: statistics are fractions. */
export interface EstimateLike {
  value: number;
  stdErr: number;
  low: number;
  high: number;
  method: string;
}

type Locale = string | undefined;

/** Returns how many decimals of a percentage the error supports: down to the first digit of the error, one to six. */
export function percentDecimals(stdErr: number): number {
  if (!(stdErr > 0)) return 2;
  return Math.min(6, Math.max(1, -Math.floor(Math.log10(stdErr * 100))));
}

/** Formats a fraction as a percentage with the given number of decimals. */
export function percent(fraction: number, decimals: number, locale?: Locale): string {
  return new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(fraction);
}

/** Formats a probability with the digits its error supports. Zero hits are a bound, never "0 %", unless the answer is exact. */
export function probability(estimate: EstimateLike, locale?: Locale): string {
  const { value, stdErr, high, method } = estimate;
  if (method === "exact") return exactly(value, locale);
  if (value === 0) return `< ${percent(high, percentDecimals(high), locale)}`;
  return percent(value, percentDecimals(stdErr), locale);
}

/** Formats an exact probability: two decimals, more where it is close to 0 or to 1, up to eight. */
function exactly(value: number, locale?: Locale): string {
  if (value === 0 || value === 1) return percent(value, 0, locale);
  const far = Number(Math.min(value, 1 - value).toPrecision(6));
  if (far < 1e-10) return `${value < 0.5 ? "< " : "> "}${percent(value < 0.5 ? 1e-10 : 1 - 1e-10, 8, locale)}`;
  return percent(value, Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(far * 100)))), locale);
}

/** Formats the interval of an estimate with the same digits as its value. */
export function interval(estimate: EstimateLike, locale?: Locale): string {
  const decimals = percentDecimals(estimate.value === 0 ? estimate.high : estimate.stdErr);
  return `${percent(estimate.low, decimals, locale)} to ${percent(estimate.high, decimals, locale)}`;
}

/** Formats a difference of two probabilities in percentage points, with its sign and, unless it is exact, its interval. */
export function points(estimate: EstimateLike, locale?: Locale): string {
  if (isExactTie(estimate)) return "no difference";
  const decimals = percentDecimals(estimate.stdErr);
  const number = signed(decimals, locale);
  if (estimate.low === estimate.high) return `${number.format(estimate.value * 100)} points, exact`;
  return `${number.format(estimate.value * 100)} points (${number.format(estimate.low * 100)} to ${number.format(estimate.high * 100)})`;
}

/** Reports whether a difference is exactly none: not merely within its error. */
export function isExactTie({ value, low, high }: EstimateLike): boolean {
  return value === 0 && low === 0 && high === 0;
}

function signed(decimals: number, locale?: Locale): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    signDisplay: "exceptZero",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** Formats a decimal text as an amount with two decimals, more where it is small. Exact: it is never made a float. */
export function amount(decimal: string | null | undefined, locale?: Locale): string {
  if (decimal === null || decimal === undefined) return "–";
  const small = Math.abs(Number(decimal)) < 1 && Number(decimal) !== 0;
  const digits = small ? { maximumSignificantDigits: 3 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, digits).format(decimal as Intl.StringNumericLiteral);
}

/** Formats a decimal text as a price, to six significant digits or to the unit. */
export function price(decimal: string | null | undefined, locale?: Locale): string {
  if (decimal === null || decimal === undefined) return "–";
  const digits = Math.abs(Number(decimal)) >= 100_000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 6 };
  return new Intl.NumberFormat(locale, digits).format(decimal as Intl.StringNumericLiteral);
}

/** Formats a plain number. */
export function number(value: number, options: Intl.NumberFormatOptions = {}, locale?: Locale): string {
  return new Intl.NumberFormat(locale, options).format(value);
}

/** Formats a number with so many decimals. */
export function fixed(value: number, decimals: number, locale?: Locale): string {
  return number(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }, locale);
}

/** Names a number of hours: "7 days", "36 hours". */
export function duration(hours: number, locale?: Locale): string {
  const days = hours / 24;
  const unit = hours >= 24 && Number.isInteger(days) ? "day" : "hour";
  const value = unit === "day" ? days : hours;
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}
