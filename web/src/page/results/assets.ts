import type { AssetState, PoolState } from "../../wire.gen";
import { h } from "../dom";
import { amount, number, percent, price } from "../format";

/** Rows for what a pool holds and owes, with the price of each at which the pool is liquidated. */
export function assetRows({ assets = [] }: PoolState, columns: number): HTMLElement[] {
  return assets.map((asset) => {
    const value = Number(asset.value);
    const mark = value / Number(asset.quantity);
    return h(
      "tr",
      { class: "asset" },
      h(
        "th",
        { scope: "row" },
        `${number(Math.abs(Number(asset.quantity)), { maximumSignificantDigits: 6 })} ${asset.asset}`,
        h("span", { class: "muted" }, asset.quantity.startsWith("-") ? " owed" : " held"),
      ),
      h("td", {}, Number.isFinite(mark) ? price(String(mark)) : "–"),
      priceCell(asset.liquidationPrice, asset.noLiquidationPrice),
      h("td", {}, distance(asset, mark)),
      h("td", {}, amount(asset.value)),
      h("td", { class: "muted words", colspan: columns - 5 }, covers(asset)),
    );
  });
}

/** A price, or why there is none, and what else there is to say of it. */
export function priceCell(value: string | null, reason: string | undefined, more?: HTMLElement): HTMLElement {
  if (value !== null) return h("td", { class: "strong" }, price(value), more);
  return h("td", { class: "muted reason" }, reason === undefined ? "–" : `none: ${reason}`, more);
}

/** What of a balance counts, where it is less than all of it. */
function covers({ value, equity, covering, quantity }: AssetState): string {
  if (quantity.startsWith("-")) return "";
  if (covering !== value) return `covers ${amount(covering)} of debts and margins`;
  return equity === value ? "" : `counts as ${amount(equity)}`;
}

/** How far the price of an asset has to move, as a share of it. */
function distance({ liquidationPrice }: AssetState, mark: number): string {
  if (liquidationPrice === null || !(mark > 0)) return "–";
  const move = Number(liquidationPrice) / mark - 1;
  return `${move > 0 ? "+" : ""}${percent(move, 1)}`;
}
