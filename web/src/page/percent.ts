/**
 * Percent exists on the page only; documents hold fractions. The point is moved in the text, so that 55.3 becomes 0.553
 * and not 0.5529999999999999.
 */

const plain = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Returns the fraction for a percent text. What is not a plain number is returned as it is, for the engine to refuse. */
export function fractionOf(percent: string): number | string {
  const moved = shift(percent.trim(), -2);
  return moved === undefined ? percent : Number(moved);
}

/** Returns the percent text for a fraction; a text that was never a number is returned as it is. */
export function percentOf(fraction: number | string): string {
  return shift(String(fraction), 2) ?? String(fraction);
}

/** Moves the decimal point of a plain decimal by places, or returns undefined if text is none. */
export function shift(text: string, places: number): string | undefined {
  const match = plain.exec(text);
  if (!match || (!match[2] && !match[3])) return undefined;
  const [, sign = "", whole = "", part = ""] = match;
  const digits = places >= 0 ? whole + part.padEnd(places, "0") : whole.padStart(-places, "0") + part;
  const point = (places >= 0 ? whole.length : Math.max(whole.length, -places)) + places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "") || "0";
  const right = digits.slice(point).replace(/0+$/, "");
  return `${sign === "-" ? "-" : ""}${left}${right && `.${right}`}`;
}
