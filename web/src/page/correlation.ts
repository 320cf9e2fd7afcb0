import type { Json } from "./path";
import { type Draft, isObject } from "./scenario";

/** A correlation matrix being edited: entries may be text. */
export interface DraftCorrelation {
  assets: string[];
  matrix: Json[][];
}

/** Returns the draft's correlation, or undefined if it has none of the right form. */
export function correlationOf(draft: { market: Draft["market"] }): DraftCorrelation | undefined {
  const found = draft.market["correlation"];
  if (!isObject(found) || !Array.isArray(found["assets"]) || !Array.isArray(found["matrix"])) return undefined;
  const square = found["matrix"].length === found["assets"].length && found["matrix"].every(Array.isArray);
  return square ? (found as unknown as DraftCorrelation) : undefined;
}

/** Returns the entry for two assets, or undefined if the matrix does not cover them. */
export function entry(correlation: DraftCorrelation | undefined, a: string, b: string): Json | undefined {
  const i = correlation?.assets.indexOf(a) ?? -1;
  const j = correlation?.assets.indexOf(b) ?? -1;
  return i < 0 || j < 0 ? undefined : correlation?.matrix[i]?.[j];
}

/** Appends an asset with the given entries against the assets that are there. */
export function appendAsset(correlation: DraftCorrelation, asset: string, entries: readonly Json[]): void {
  correlation.matrix.forEach((row, i) => row.push(entries[i] ?? 0));
  correlation.matrix.push([...entries, 1]);
  correlation.assets.push(asset);
}

/** Removes an asset's row and column, if it has one. */
export function dropAsset(correlation: DraftCorrelation, asset: string): void {
  const i = correlation.assets.indexOf(asset);
  if (i < 0) return;
  correlation.assets.splice(i, 1);
  correlation.matrix.splice(i, 1);
  for (const row of correlation.matrix) row.splice(i, 1);
}
