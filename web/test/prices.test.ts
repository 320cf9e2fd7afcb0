import { describe, expect, test } from "vitest";
import { requestOf } from "../src/calibrate/request";
import { applyCalibration, list } from "../src/page/prices/apply";
import { placeOf, refusalOf } from "../src/page/prices/fault";
import { coinOfFile, nameFaults } from "../src/page/prices/name";
import { EngineError } from "../src/engine/errors";
import { type Draft, draftFrom } from "../src/page/scenario";
import type { Calibration } from "../src/wire.gen";

describe("the coin of a file", () => {
  test.each([
    ["BTC.csv", "BTC"],
    ["prices/eth.csv.gz", "ETH"],
    ["BTCUSDT_1h.csv", "BTC"],
    ["Binance_SOLUSDT_d.csv", "SOL"],
    ["wif-usd-max.csv", "WIF"],
    ["btc-eth.csv", "BTC"],
    ["2024-01 DOGE.csv", "DOGE"],
    ["kPEPE.csv", "kPEPE"],
    ["1INCH.csv", "1INCH"],
    ["usdt.csv", "USDT"],
    [".csv", ""],
  ])("%s is of %s", (name, coin) => {
    expect(coinOfFile(name, ["ETH", "BTC", "SOL", "WIF", "kPEPE"])).toBe(coin);
  });

  test("each has a name of letters and digits, once", () => {
    expect([...nameFaults(["BTC", "B T C", "", "BTC", "ETH"]).keys()]).toEqual([1, 2, 3]);
    expect(nameFaults(["BTC", "ETH"]).size).toBe(0);
  });
});

test("a request is one line of JSON and the bytes of the files", () => {
  const files = [
    { asset: "A", name: "a\n.csv", bytes: new Uint8Array([1, 10, 2]) },
    { asset: "B", name: "b.csv", bytes: new Uint8Array([3]) },
  ];
  const request = requestOf(files, { fits: false });
  const end = request.indexOf(10);
  expect(JSON.parse(new TextDecoder().decode(request.subarray(0, end)))).toEqual({
    files: [
      { asset: "A", name: "a\n.csv", bytes: 3 },
      { asset: "B", name: "b.csv", bytes: 1 },
    ],
    fits: false,
  });
  expect([...request.subarray(end + 1)]).toEqual([1, 10, 2, 3]);
});

describe("faults", () => {
  test("are said by file, line and column", () => {
    expect(placeOf("my file.csv:12 close")).toBe("my file.csv, line 12, close:");
    expect(placeOf("BTC.csv.gz:1")).toBe("BTC.csv.gz, line 1:");
    expect(placeOf("BTC.csv")).toBe("BTC.csv:");
    const fields = [{ path: "BTC.csv:3 close", got: "-2", want: "a positive number" }];
    expect(refusalOf(new EngineError("input", "", fields)).faults).toEqual([
      "BTC.csv, line 3, close: needs a positive number, not -2.",
    ]);
    expect(refusalOf(new EngineError("load", "no such file")).retry).toBe(true);
  });
});

/** A calibration of some assets with a volatility of .1, .2 and so on and correlations of .9. */
function calibrated(assets: string[], more: Partial<Calibration["market"]> = {}): Calibration {
  const of = <T>(value: (i: number) => T): Record<string, T> =>
    Object.fromEntries(assets.map((asset, i) => [asset, value(i)]));
  const matrix = assets.map((_, i) => assets.map((_, j) => (i === j ? 1 : 0.9)));
  return {
    market: {
      asOf: "2026-02-01T00:00:00Z",
      prices: of((i) => String(100 + i)),
      volatility: of((i) => (i + 1) / 10),
      volatilityStdErr: of(() => 0.01),
      ...(assets.length > 1 && { correlation: { assets, matrix } }),
      model: { kind: "gbm" },
      ...more,
    },
    diagnostics: {
      window: { from: "2025-02-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
      volatility: "close",
      assets: assets.map((asset) => ({ asset, file: `${asset}.csv` })),
      warnings: [],
    },
  } as unknown as Calibration;
}

function draft(market: object = {}): Draft {
  const symbols = ["BTC/USDT:USDT", "ETH/USDT:USDT", "SOL/USDT:USDT"];
  return draftFrom({
    account: { currency: "USDT", positions: symbols.map((symbol) => ({ symbol })) },
    market: {
      asOf: "2025-01-01T00:00:00Z",
      prices: { BTC: "1", ETH: "2", SOL: "" },
      volatility: { BTC: 0.5, ETH: 0.6, SOL: 0.7 },
      drift: { BTC: 0.1 },
      correlation: { assets: ["SOL", "BTC", "ETH"], matrix: [[1, 0.1, 0.2], [0.1, 1, 0.3], [0.2, 0.3, 1]] }, // prettier-ignore
      model: { kind: "gbm" },
      ...market,
    },
  });
}

describe("applying", () => {
  test("all coins: volatilities, correlations and their time; prices only where there was none", () => {
    const d = draft();
    const said = applyCalibration(d, calibrated(["ETH", "BTC", "SOL"]), false);
    expect(said).toEqual(["Took the figures of BTC, ETH and SOL: volatility and correlation."]);
    expect(d.market.volatility).toEqual({ BTC: 0.2, ETH: 0.1, SOL: 0.3 });
    expect(d.market.prices).toEqual({ BTC: "1", ETH: "2", SOL: "102" });
    expect(d.market["correlation"]).toEqual({ assets: ["SOL", "BTC", "ETH"], matrix: [[1, 0.9, 0.9], [0.9, 1, 0.9], [0.9, 0.9, 1]] }); // prettier-ignore
    expect(d.market["asOf"]).toBe("2026-02-01T00:00:00Z");
    expect(d.market["drift"]).toEqual({ BTC: 0.1 });
    expect(String((d["notes"] as string[])[0])).toMatch(/BTC, ETH and SOL.*2025-02-01 to 2026-02-01/);
    applyCalibration(d, calibrated(["ETH", "BTC", "SOL"]), true);
    expect(d.market.prices).toEqual({ BTC: "101", ETH: "100", SOL: "102" });
    expect(d["notes"]).toHaveLength(1);
  });

  test("some coins: the others keep theirs, and the time stays that of the oldest", () => {
    const d = draft({ volatilityTerm: { SOL: { fast: 1, long: 1 }, BTC: { fast: 2, long: 2 } } });
    const said = applyCalibration(d, calibrated(["ETH", "BTC", "DOGE"]), false);
    expect(said[1]).toMatch(/^Those of SOL are as they were/);
    expect(d.market.volatility).toEqual({ BTC: 0.2, ETH: 0.1, SOL: 0.7 });
    expect(d.market["volatilityTerm"]).toEqual({ SOL: { fast: 1, long: 1 } });
    expect(d.market["correlation"]).toEqual({ assets: ["SOL", "BTC", "ETH"], matrix: [[1, 0.1, 0.2], [0.1, 1, 0.9], [0.2, 0.9, 1]] }); // prettier-ignore
    expect(d.market["asOf"]).toBe("2025-01-01T00:00:00Z");
    expect(d.market.prices).not.toHaveProperty("DOGE");
  });

  test("a term and its model, and what else the model had", () => {
    const d = draft({ model: { kind: "vol-mixture", multiplierSd: 0.5, driftOf: "logPrice" } });
    const term = { fast: 0.4, long: 0.5, weight: 0.99, decayPerDay: 0.865, scale: 1.25 };
    const more = { volatilityTerm: { BTC: term }, model: { kind: "vol-mixture", multiplierSd: 1 } } as const;
    applyCalibration(d, calibrated(["BTC"], more), false);
    expect(d.market["volatilityTerm"]).toEqual({ BTC: term });
    expect(d.market["model"]).toEqual({ kind: "vol-mixture", multiplierSd: 1, driftOf: "logPrice" });
    applyCalibration(d, calibrated(["BTC"]), false);
    expect(d.market["model"]).toEqual({ kind: "gbm" });
    expect(d.market).not.toHaveProperty("volatilityTerm");
  });

  test("a coin that the correlation lacked", () => {
    const d = draft({ correlation: { assets: ["SOL"], matrix: [[1]] } });
    expect(applyCalibration(d, calibrated(["BTC", "ETH"]), false)[1]).toMatch(
      /^The correlation of BTC with SOL and ETH with SOL was missing/,
    );
    expect(d.market["correlation"]).toEqual({ assets: ["SOL", "BTC", "ETH"], matrix: [[1, 0.6, 0.6], [0.6, 1, 0.9], [0.6, 0.9, 1]] }); // prettier-ignore
    const without = draft({ correlation: undefined });
    applyCalibration(without, calibrated(["BTC", "ETH"]), false);
    expect(without.market["correlation"]).toEqual({ assets: ["BTC", "ETH"], matrix: [[1, 0.9], [0.9, 1]] }); // prettier-ignore
  });
});

test("names in a sentence", () => {
  expect([[], ["A"], ["A", "B"], ["A", "B", "C"]].map(list)).toEqual(["", "A", "A and B", "A, B and C"]);
});
