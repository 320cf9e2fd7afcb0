import type { Json, JsonObject } from "./path";
import { type Draft, isObject } from "./scenario";

/** The rules that the document gives itself. */
export function rulesOf(draft: Draft): JsonObject {
  const rules = draft.account["rules"];
  return isObject(rules) ? rules : {};
}

/** Sets one of the document's own rules, or takes it away; rules that are then empty go, as long as a venue has some. */
export function setRule(draft: Draft, key: string, value: Json | undefined): void {
  const rules = { ...rulesOf(draft) };
  if (value === undefined) delete rules[key];
  else rules[key] = value;
  if (Object.keys(rules).length > 0 || draft.account["venue"] === undefined) draft.account["rules"] = rules;
  else delete draft.account["rules"];
}

/** Takes an entry away from one of the rules that go by symbol, and the rule with its last entry. */
export function dropEntry(draft: Draft, key: string, entry: string): void {
  const found = rulesOf(draft)[key];
  if (!isObject(found)) return;
  const rest = Object.fromEntries(Object.entries(found).filter(([name]) => name !== entry));
  setRule(draft, key, Object.keys(rest).length > 0 ? rest : undefined);
}
