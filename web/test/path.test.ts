import { describe, expect, test } from "vitest";
import { getAt, type Json, member, nearest, parsePath, setAt } from "../src/page/path";

test.each([
  { path: "account.venue", want: ["account", "venue"] },
  { path: "account.positions[2].size", want: ["account", "positions", 2, "size"] },
  { path: "market.correlation.matrix[0][12]", want: ["market", "correlation", "matrix", 0, 12] },
  { path: 'market.prices["A.B \\"c\\""]', want: ["market", "prices", 'A.B "c"'] },
])("parsePath $path", ({ path, want }) => expect(parsePath(path)).toEqual(want));

test.each(["BTC", "A.B", 'x"y', "[0]"])("a member named %s is found again", (key) => {
  expect(parsePath(member("market.prices", key))).toEqual(["market", "prices", key]);
});

describe("getAt and setAt", () => {
  const document = (): Json => ({ account: { positions: [{ size: "1" }, { size: "2" }] } });

  test("a value is read and replaced", () => {
    const root = document();
    setAt(root, "account.positions[1].size", "3");
    expect(getAt(root, "account.positions[1].size")).toBe("3");
  });

  test("objects on the way are made", () => {
    const root = document();
    setAt(root, "simulation.seed", "1");
    expect(getAt(root, "simulation")).toEqual({ seed: "1" });
  });

  test("undefined removes a member and a row", () => {
    const root = document();
    setAt(root, "account.positions[0].size", undefined);
    expect(root).toEqual({ account: { positions: [{}, { size: "2" }] } });
    setAt(root, "account.positions[0]", undefined);
    expect(root).toEqual({ account: { positions: [{ size: "2" }] } });
  });

  test("a path that leads nowhere is undefined", () => {
    expect(getAt(document(), "account.positions[5].size")).toBeUndefined();
    expect(getAt(document(), "account.positions[0].size.more")).toBeUndefined();
  });
});

describe("nearest", () => {
  const places = new Set(["account.positions", "account.positions[2]", "account.positions[2].size"]);
  test.each([
    { path: "account.positions[2].size", want: "account.positions[2].size" },
    { path: "account.positions[2].unknown", want: "account.positions[2]" },
    { path: "account.positions[9].size", want: "account.positions" },
    { path: "document", want: undefined },
  ])("$path", ({ path, want }) => expect(nearest(path, (at) => places.has(at))).toBe(want));
});
