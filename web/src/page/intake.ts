import type { Engine } from "../engine";
import { EngineError, type FieldError } from "../engine/errors";
import { parsePath } from "./path";
import { coinsOf, type Draft, draftFrom } from "./scenario";
import { sentence } from "./words";

/** Why a document from outside cannot become the draft: one sentence for each fault. */
export class Refusal extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join(" "));
  }
}

/**
 * Makes a draft of a document from outside. The engine reads its bytes first: whatever it faults that no input of the
 * page could mend (containers of another type, duplicate keys, unknown fields, fields the page does not show) rejects
 * with Refusal, so that nothing is repaired unsaid. Wrong values of inputs are let in, to be mended there. If the engine
 * cannot be reached, only the containers are judged.
 */
export async function admit(engine: Pick<Engine, "assess">, bytes: Uint8Array): Promise<Draft> {
  const fields = await faultsOf(engine, bytes);
  const draft = tryDraft(bytes);
  if (fields.every((field) => isMendable(field, draft instanceof Error ? [] : coinsOf(draft)))) {
    if (draft instanceof Error) throw new Refusal([draft.message]);
    return draft;
  }
  throw new Refusal(fields.map((field) => `${field.path} ${sentence(field)}`));
}

const decimalKeys = new Set(
  (
    "size entryPrice markPrice leverage margin accruedCosts priceImpact reportedLiquidationPrice amount quantum " +
    "maintenanceMarginFraction fallbackMaintenanceMarginFraction initialMarginFraction debtMaintenanceMarginFraction " +
    "maintenanceShare priceImpactFloor rate ratio liquidationThreshold loanToValue factor " +
    "minNotional maxNotional maintenanceMarginRate maxLeverage maintenanceAmount minQuantity maxQuantity"
  ).split(" "),
);

/** Parses JSON and keeps decimals that were written as numbers as the text they were, where the browser still knows it. */
export function parse(json: string): unknown {
  const reviver = (key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === "number" && decimalKeys.has(key) ? (context?.source ?? String(value)) : value;
  return JSON.parse(json, reviver);
}

/** Returns the draft in the bytes of a document, or the error that says why there is none. */
export function tryDraft(bytes: Uint8Array): Draft | Error {
  try {
    return draftFrom(parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function faultsOf(engine: Pick<Engine, "assess">, bytes: Uint8Array): Promise<readonly FieldError[]> {
  try {
    await engine.assess(bytes);
    return [];
  } catch (error) {
    return error instanceof EngineError && error.kind === "input" ? error.fields : [];
  }
}

const holding = String.raw`(balances|debts)\[\d+\](\.(asset|amount))?`;
const position = String.raw`positions\[\d+\](\.(symbol|size|entryPrice|markPrice|leverage|margin|marginMode|accruedCosts|priceImpact))?`;
const rule = String.raw`asOf|(fallbackM|m)aintenanceMarginFraction|efficiencyMode|(markets|contractSizes)[.[].*`;
const inputs = new RegExp(
  String.raw`^account\.(venue|positionMode|rules\.(${rule})|(pools\[\d+\]\.)?(${holding}|${position})|pools\[\d+\]\.name)$` +
    String.raw`|^market\.(prices|volatility|model)[.[]|^market\.correlation\.matrix(\[\d+\]\[\d+\])?$` +
    String.raw`|^simulation\.(horizonHours|paths|targetStdErr|seed|monitoring(\.everyHours)?)$`,
);

/** Reports whether an input of the page can mend what is wrong. */
function isMendable({ path, got, want }: FieldError, coins: readonly string[]): boolean {
  if (want === "an object" || want === "an array") return false;
  if (got === "an unknown field" || got === "the field a second time") return false;
  const [root, map, coin] = parsePath(path);
  if (root === "market" && (map === "prices" || map === "volatility")) return coins.includes(String(coin));
  return inputs.test(path);
}
