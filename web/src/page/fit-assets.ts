import type { Venue } from "../wire.gen";
import type { Misfit } from "./fit";
import { fillMarket } from "./market-data";
import type { Preset } from "./presets";
import { rulesOf } from "./rules";
import { type Draft, objects, text } from "./scenario";
import { dropUnused } from "./unused";

/** What the coin is called where it is collateral in a wrapped form. */
const wrapped: Record<string, string> = { ETH: "WETH", BTC: "WBTC" };

/** Returns which balances the venue does not take as collateral. */
export function assetMisfits(draft: Draft, { collateral = [] }: Venue, presets: readonly Preset[]): Misfit[] {
  if (collateral.length === 0 || rulesOf(draft)["collateral"] !== undefined) return [];
  const known = new Set(collateral.map(({ asset }) => asset));
  const pools = [draft.account, ...objects(draft.account["pools"])];
  const held = pools.flatMap((pool) => objects(pool["balances"]));
  const strange = [...new Set(held.map(({ asset }) => text(asset)))].filter((name) => name !== "" && !known.has(name));
  const renamed = strange.filter((name) => known.has(wrapped[name] ?? ""));
  const found: Misfit[] = [];
  if (renamed.length > 0) {
    const to = renamed.map((name) => wrapped[name]).join(" and ");
    const mend = (d: Draft): void => {
      for (const pool of [d.account, ...objects(d.account["pools"])])
        for (const holding of objects(pool["balances"]))
          if (renamed.includes(text(holding["asset"]))) holding["asset"] = wrapped[text(holding["asset"])] ?? "";
      fillMarket(d, presets);
      dropUnused(d);
    };
    found.push({ says: `It takes ${renamed.join(" and ")} in the form of ${to}.`, offer: `Hold ${to}`, mend });
  }
  const rest = strange.filter((name) => !renamed.includes(name));
  if (rest.length > 0)
    found.push({ says: `It does not take ${rest.join(", ")} as collateral: it takes ${[...known].join(", ")}.` });
  return found;
}
