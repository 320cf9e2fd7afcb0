import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";

// An independent validator holds the schema against what the engine reads and writes.
const schema = import.meta.glob<object>("../../internal/wire/schema.gen.json", { eager: true, import: "default" });
const scenarios = import.meta.glob<object>("../../examples/*.json", { eager: true, import: "default" });
const answers = import.meta.glob<object>("../../examples/golden/*.json", { eager: true, import: "default" });

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
ajv.addSchema(Object.values(schema)[0] ?? {}, "plimsoll");

function faults(definition: string, document: unknown): unknown {
  const validate = ajv.getSchema(`plimsoll#/$defs/${definition}`);
  if (!validate) throw new Error(`no definition ${definition}`);
  return validate(document) ? [] : validate.errors;
}

test("there are documents", () => {
  expect(Object.keys(scenarios).length).toBeGreaterThan(10);
  expect(Object.keys(answers).length).toBeGreaterThanOrEqual(3 * Object.keys(scenarios).length);
});

test.each(Object.entries(scenarios))("%s is a scenario", (_, scenario) => {
  expect(faults("Scenario", scenario)).toEqual([]);
});

test.each(Object.entries(answers))("%s is what the schema says", (path, answer) => {
  const definition = "modes" in answer ? "Comparison" : "liquidation" in answer ? "Report" : "Assessment";
  expect(definition === "Assessment").toBe(path.endsWith(".assess.json"));
  expect(faults(definition, answer)).toEqual([]);
});

test.each([
  ["an unknown field", { extra: 1 }],
  ["another version", { version: 2 }],
  ["null for an object", { market: null }],
  ["no such position mode", { account: { currency: "USDT", positionMode: "both" } }],
  ["a debt without an amount", { account: { currency: "USDT", debts: [{ asset: "USDT" }] } }],
])("%s is no scenario", (_, change) => {
  const sound = Object.entries(scenarios).find(([path]) => path.endsWith("/aave-loan.json"))?.[1];
  expect(faults("Scenario", sound)).toEqual([]);
  expect(faults("Scenario", { ...sound, ...change })).not.toEqual([]);
});
