import type { FieldError } from "../engine";

/** Says an error in plain words, without its path. Volatilities and margin fractions are said in percent, as their inputs are. */
export function sentence({ path, got, want }: FieldError): string {
  const inPercent = /^market\.volatility\b|MarginFraction$/.test(path);
  const hint = /\d,\d/.test(got) ? " Write decimals after a point, and no commas." : "";
  return `needs ${wanted(want, inPercent)}, not ${found(got, inPercent)}.${hint}`;
}

function wanted(want: string, inPercent: boolean): string {
  const plain = want
    .replace("a decimal, as a string or a number", "a number")
    .replace("a string of decimal digits", "a whole number")
    .replace("a finite number", "a number")
    .replace(/^an array$/, "a list")
    .replace(/^an object$/, "a group of fields")
    .replace(/^a string$/, "text")
    .replace(/\bdecimal\b/, "number")
    .replace(
      /tiers for it in account\.rules\.tiers, or a maintenanceMarginFraction in account\.rules: (.*) lists no symbols/,
      "a maintenance margin in the rules above, as $1 lists no symbols",
    )
    .replace(
      ", or a class of market for it in account.rules.markets, or tiers in account.rules.tiers",
      ", or a class of market in the rules above",
    )
    .replace(
      /^a symbol of (\S+) or of account\.rules\.tiers/,
      "a symbol that $1 lists, or a maintenance margin for others in the rules above",
    )
    .replace(/ or that account\.rules\.collateral lists/, "");
  if (!inPercent) return plain;
  return plain
    .replace("a fraction in [0, 1)", "a percentage from 0% to below 100%")
    .replace(/(at least|at most) (\d[\d.e+-]*)/g, (_, bound: string, n: string) => `${bound} ${hundredfold(n)}`);
}

function found(got: string, inPercent: boolean): string {
  const quoted = /^(?:the string )?"(.*)"$/s.exec(got);
  const text = quoted ? (quoted[1] ?? "") : got;
  if (text.trim() === "") return "an empty field";
  if (text === "an array") return "a list";
  if (text === "an object") return "a group of fields";
  return inPercent && Number.isFinite(Number(text)) ? hundredfold(text) : text;
}

function hundredfold(fraction: string): string {
  return `${Number((Number(fraction) * 100).toPrecision(12))}%`;
}
