import type { PoolState } from "../wire.gen";
import { h } from "./dom";

/** Says that a pool is liquidatable now or how deep it is, or that it has reached a level above that, such as a warning. */
export function levelBadge({ liquidatable, thresholds = [] }: PoolState): HTMLElement | undefined {
  const reached = thresholds.filter((threshold) => threshold.reached);
  const lowest = reached.at(-1);
  if (liquidatable) {
    const beyond = lowest && Number(lowest.factor) < 1 ? `, past ${lowest.name}` : "";
    return h("strong", { class: "alarm" }, `liquidatable now${beyond}`);
  }
  if (lowest === undefined) return undefined;
  const sign = lowest.trigger === "below" ? "below" : "at or below";
  const level = `equity is ${sign} ${Number(Number(lowest.factor).toFixed(6))} × maintenance margin`;
  return h("strong", { class: "warned", title: level }, `${lowest.name} level reached: ${level}`);
}
