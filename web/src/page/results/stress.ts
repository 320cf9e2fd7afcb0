import type { PoolState, Scenario, Stress } from "../../wire.gen";
import { byId, h, put } from "../dom";
import { poolLabel } from "../pool-label";
import { dateOf, fallsOf, hours, outcomeOf, ratioOf, roomOf } from "./crash";

/** The scenario, asking for every past crash unless it names some itself. */
export function askStress(scenario: Scenario): Scenario {
  const { simulation } = scenario;
  if (simulation !== undefined && (typeof simulation !== "object" || simulation === null || Array.isArray(simulation)))
    return scenario; // which the engine will refuse
  return { ...scenario, simulation: { stress: ["all"], ...simulation } };
}

/** Shows what past crashes would do to the account, pool by pool on demand. */
export function renderStress(events: readonly Stress[], states: readonly PoolState[], currency: string): void {
  const pools = events[0]?.pools.filter((p) => p.liquidated || p.lowestEquityToMaintenance !== null) ?? [];
  byId("stress-card").hidden = pools.length === 0;
  const open = byId("stress").querySelector("details")?.open ?? false;
  const assets = events.flatMap((event) => event.assets);
  put(
    byId("stress"),
    table(
      "stress events",
      ["Event", "Outcome", "Survives up to"],
      events.map((event) => [
        [dateOf(event.event), h("span", { class: "hint" }, `${event.title}: ${fallsOf(event.assets)}`)],
        [outcomeOf(event, states, currency)],
        [roomOf(event.scale)],
      ]),
    ),
    h(
      "p",
      { class: "hint" },
      "Prices go as they did then, hour by hour, and nobody adds margin or closes a position. “Survives up to” is in multiples of the event’s moves: below 1× it liquidates.",
      assets.some(({ basis }) => basis === "median") &&
        " * No prices then: by the median of all coins but BTC and ETH; a small one may well have fallen further.",
      assets.some(({ basis }) => basis === "bound") && " ≥: known is only that it fell no further.",
      assets.some(({ basis }) => basis === "bound" || basis === "worst") &&
        " Of October 2025 only the falls to the low are known.",
    ),
    pools.length > 1 &&
      h(
        "details",
        { open },
        h("summary", {}, "Pool by pool"),
        scroll(
          table(
            "stress pools",
            ["Event", "Pool", "Liquidated", "Lowest equity / maintenance", "Survives up to"],
            events.flatMap((event) =>
              event.pools
                .filter((p) => p.liquidated || p.lowestEquityToMaintenance !== null)
                .map((p) => [
                  [dateOf(event.event)],
                  [poolLabel(p.name, currency, states)],
                  [p.hoursToLiquidation === null ? "no" : `after ${hours(p.hoursToLiquidation)}`],
                  [ratioOf(p.lowestEquityToMaintenance)],
                  [roomOf(p.scale)],
                ]),
            ),
          ),
        ),
      ),
  );
}

function scroll(content: HTMLElement): HTMLElement {
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Past crashes, pool by pool" },
    content,
  );
}

/** A table whose last column is figures. */
function table(className: string, headings: string[], rows: (string | HTMLElement)[][][]): HTMLElement {
  const last = headings.length - 1;
  return h(
    "table",
    { class: className },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        ...headings.map((name, i) => h("th", { scope: "col", class: i === last ? "figure" : undefined }, name)),
      ),
    ),
    h(
      "tbody",
      {},
      ...rows.map((cells) =>
        h(
          "tr",
          {},
          ...cells.map((cell, i) =>
            i === 0
              ? h("th", { scope: "row" }, ...cell)
              : h("td", { class: i === last ? "figure" : undefined, "data-label": headings[i] ?? "" }, ...cell),
          ),
        ),
      ),
    ),
  );
}
