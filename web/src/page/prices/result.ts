import type { AssetDiagnostics, Calibration, Figure } from "../../wire.gen";
import { daysOld } from "../age";
import { h } from "../dom";
import { fixed, percent } from "../format";
import { day, list } from "./apply";

/** What was calibrated, as tables and sentences: each asset, the correlation, and what to know of them. */
export function resultOf(calibration: Calibration, now: Date): HTMLElement[] {
  const { diagnostics } = calibration;
  const { window: span, warnings } = diagnostics;
  return [
    h("h3", {}, `Volatility, % a year, ${day(span.from)} to ${day(span.to)}`),
    h("p", { class: "hint sideways" }, "The tables go on to the right."),
    assetTable(calibration, now),
    ...correlationOf(calibration),
    warnings.length > 0 && h("ul", { class: "warnings" }, ...warnings.map((warning) => h("li", {}, warning))),
  ].filter((part) => part instanceof HTMLElement);
}

function assetTable({ diagnostics }: Calibration, now: Date): HTMLElement {
  const terms = diagnostics.assets.some(({ fast }) => fast);
  const heads = [
    "Coin",
    `Volatility (${diagnostics.volatility})`,
    ...(terms ? ["Now", "Long run"] : []),
    "Worst day",
    "Daily returns",
    "Last price",
  ];
  const row = (a: AssetDiagnostics): HTMLElement =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, a.asset),
      h("td", { class: "strong" }, inPercent(a.volatility[diagnostics.volatility])),
      ...(terms ? [h("td", {}, inPercent(a.fast)), h("td", {}, inPercent(a.long))] : []),
      h("td", {}, percent(Math.expm1(a.worstReturn), 1)),
      h("td", {}, a.gaps > 0 ? `${a.returns}, ${a.gaps} left out` : String(a.returns)),
      h("td", {}, `${day(a.to)}${ageOf(a.to, now)}`),
    );
  return scroll(
    "Volatility of each coin",
    h(
      "table",
      { class: "data" },
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...diagnostics.assets.map(row)),
    ),
  );
}

function ageOf(time: string, now: Date): string {
  const days = daysOld(time, now);
  return days >= 1 ? `, ${days} day${days === 1 ? "" : "s"} old` : "";
}

/** A volatility in percent with its standard error, to the digit that the error has. */
function inPercent(figure: Figure | null | undefined): string {
  if (!figure) return "–";
  const { value, stdErr } = figure;
  return stdErr > 0 ? `${fixed(100 * value, 1)} ± ${fixed(100 * stdErr, 1)}` : fixed(100 * value, 1);
}

function correlationOf({ market, diagnostics: { correlation: fit } }: Calibration): HTMLElement[] {
  const found = market.correlation;
  if (!found || !fit) return [];
  const days = fit.days.flatMap((row, i) => row.slice(0, i));
  const [least, most] = [Math.min(...days), Math.max(...days)];
  const overlap =
    least === most ? `Every pair shares ${least} daily returns.` : `Pairs share ${least} to ${most} daily returns.`;
  const repair =
    fit.repair.change > 0
      ? `Repaired: the smallest eigenvalue was ${fixed(fit.repair.smallestEigenvalue, 3)}; ${list(fit.repair.between)} moved most, by ${fixed(fit.repair.change, 3)}.`
      : "They fit together: nothing had to be repaired.";
  const shrunk = fit.shrinkage > 0 ? ` Moved by ${percent(fit.shrinkage, 0)} towards the target.` : "";
  const cell = (i: number, j: number): HTMLElement => {
    if (i === j) return h("td", { class: "muted" }, "1");
    if (i < j) return h("td");
    const error = `± ${fixed(fit.stdErr[i]?.[j] ?? 0, 2)}`;
    return h("td", {}, fixed(found.matrix[i]?.[j] ?? 0, 2), " ", h("span", { class: "muted" }, error));
  };
  return [
    h("h3", {}, `Correlation of daily returns (${fit.kind})`),
    scroll(
      "Correlation of the coins",
      h(
        "table",
        { class: "data fitted" },
        h("thead", {}, h("tr", {}, h("td"), ...found.assets.map((asset) => h("th", { scope: "col" }, asset)))),
        h(
          "tbody",
          {},
          ...found.assets.map((asset, i) =>
            h("tr", {}, h("th", { scope: "row" }, asset), ...found.assets.map((_, j) => cell(i, j))),
          ),
        ),
      ),
    ),
    h("p", { class: "hint" }, `${overlap} ${repair}${shrunk}`),
  ];
}

function scroll(label: string, table: HTMLElement): HTMLElement {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, table);
}
