import type { Margin, PoolState, PositionState } from "../../wire.gen";
import { byId, h } from "../dom";
import { amount, percent, price } from "../format";
import { levelBadge } from "../pool-level";
import { poolLabel } from "../pool-label";
import { shortSymbol } from "../symbol";
import { assetRows, priceCell } from "./assets";

const columns = [
  "Position or asset",
  "Mark",
  "Liquidation",
  "Distance",
  "Notional",
  "Unrealised",
  "Initial",
  "Maintenance",
];

/** Shows the exact margin state: each pool's equity against its margin, each position's liquidation price and how far it is. */
export function renderMargin(margin: Margin, currency: string): void {
  showHealth(margin.pools);
  byId("margin").replaceChildren(
    h("p", { class: "hint sideways" }, "Scroll sideways for margins and amounts."),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Liquidation prices" },
      h(
        "table",
        { class: "data margin" },
        h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, name)))),
        ...margin.pools.map((pool) => poolRows(pool, currency)),
      ),
    ),
    h("p", { class: "hint" }, `Amounts in ${currency}.`),
  );
}

/** Shows the health factor of a loan beside what it is made of. */
function showHealth(pools: readonly PoolState[]): void {
  const place = byId("health");
  const factor = pools.find(({ name }) => name === "cross")?.healthFactor ?? null;
  place.hidden = factor === null;
  if (factor === null) return;
  const low = Number(factor) < 1 ? "liquidatable now" : "liquidated below 1";
  place.replaceChildren("Health factor ", h("strong", {}, health(factor)), `, ${low}`);
}

/** A pool with its state now, its positions and what it holds. */
function poolRows(pool: PoolState, currency: string): HTMLElement {
  const positions = pool.positions.map((position) => positionRow(position, currency));
  return h("tbody", {}, poolRow(pool, currency), ...positions, ...assetRows(pool, columns.length));
}

function poolRow(pool: PoolState, currency: string): HTMLElement {
  const ratio = pool.equityToMaintenance;
  return h(
    "tr",
    { class: "pool" },
    h(
      "th",
      { scope: "rowgroup", colspan: columns.length },
      h("span", { class: "name" }, poolLabel(pool.name, currency, [pool])),
      h("span", { class: "state" }, `equity ${amount(pool.equity)}`),
      pool.healthFactor !== null &&
        h("strong", { class: "state health" }, `health factor ${health(pool.healthFactor)}`),
      pool.healthFactor === null && ratio !== null && h("span", { class: "state" }, `${amount(ratio)} × maintenance`),
      levelBadge(pool),
    ),
  );
}

function positionRow(position: PositionState, currency: string): HTMLElement {
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      shortSymbol(position.symbol, currency),
      h("span", { class: "muted" }, position.size.startsWith("-") ? " short" : " long"),
    ),
    h("td", {}, price(position.markPrice)),
    priceCell(position.liquidationPrice, position.noLiquidationPrice, reported(position)),
    h("td", {}, distance(position)),
    h("td", {}, amount(position.notional)),
    h("td", { class: position.unrealizedPnL.startsWith("-") ? "loss" : "gain" }, amount(position.unrealizedPnL)),
    h("td", {}, amount(position.initialMargin)),
    h("td", {}, amount(position.maintenanceMargin)),
  );
}

/** The price that the venue reported, and how far ours is from it. */
function reported(position: PositionState): HTMLElement | undefined {
  const { reportedLiquidationPrice: theirs, liquidationPriceDifference: off } = position;
  if (theirs === undefined) return undefined;
  const by = off === undefined ? "" : `, ours ${Number(off) > 0 ? "+" : ""}${percent(Number(off), 2)}`;
  return h("span", { class: "reported" }, `venue's ${price(theirs)}${by}`);
}

/** A health factor to four decimals, downward: it never looks safer than it is. */
function health(decimal: string): string {
  return decimal.replace(/(\.\d{4})\d+$/, "$1");
}

/** How far the mark has to move to the liquidation price, with its sign. */
function distance({ liquidationDistance }: PositionState): string {
  if (liquidationDistance === null) return "–";
  const move = Number(liquidationDistance);
  return `${move > 0 ? "+" : ""}${percent(move, 1)}`;
}
