import type { Margin, PoolState, PositionState } from "../../wire.gen";
import { byId, h } from "../dom";
import { amount, percent, price } from "../format";
import { poolLabel } from "../pool-label";
import { shortSymbol } from "../symbol";

const columns = ["Position", "Mark", "Liquidation", "Distance", "Notional", "Unrealised", "Initial", "Maintenance"];

/** Shows the exact margin state: each pool's equity against its margin, each position's liquidation price and how far it is. */
export function renderMargin(margin: Margin, currency: string): void {
  byId("margin").replaceChildren(
    h("p", { class: "hint sideways" }, "Scroll sideways for margins and amounts."),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Liquidation prices" },
      h(
        "table",
        { class: "data margin" },
        h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, name)))),
        ...margin.pools.map((pool) =>
          h("tbody", {}, poolRow(pool, currency), ...pool.positions.map((position) => positionRow(position, currency))),
        ),
      ),
    ),
    h("p", { class: "hint" }, `Amounts in ${currency}.`),
  );
}

function poolRow(pool: PoolState, currency: string): HTMLElement {
  const ratio = pool.equityToMaintenance;
  return h(
    "tr",
    { class: "pool" },
    h(
      "th",
      { scope: "rowgroup", colspan: columns.length },
      h("span", { class: "name" }, poolLabel(pool.name, currency)),
      h("span", { class: "state" }, `equity ${amount(pool.equity)}`),
      ratio !== null && h("span", { class: "state" }, `${amount(ratio)} × maintenance`),
      pool.liquidatable && h("strong", { class: "alarm" }, "liquidatable now"),
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
    h("td", { class: "strong" }, price(position.liquidationPrice)),
    h("td", {}, distance(position)),
    h("td", {}, amount(position.notional)),
    h("td", { class: position.unrealizedPnL.startsWith("-") ? "loss" : "gain" }, amount(position.unrealizedPnL)),
    h("td", {}, amount(position.initialMargin)),
    h("td", {}, amount(position.maintenanceMargin)),
  );
}

/** How far the mark has to move to the liquidation price, with its sign. */
function distance({ liquidationDistance }: PositionState): string {
  if (liquidationDistance === null) return "–";
  const move = Number(liquidationDistance);
  return `${move > 0 ? "+" : ""}${percent(move, 1)}`;
}
