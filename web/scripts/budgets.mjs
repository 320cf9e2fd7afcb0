// The scenarios that the interactive budget names: a report of seven days, continuous, with every standard error of a pool's
// probability and that of any at most 2e-4, in one worker.

/** Milliseconds, median after a warm-up: five positions in one cross pool; three isolated beside two cross. Paths: the fewest, as a power of two, that
 * keep the standard errors. */
export const budgets = [
  { name: "five-cross", isolated: 0, budget: 16, paths: 2048 },
  { name: "three-isolated-two-cross", isolated: 3, budget: 50, paths: 8192 },
].map(({ name, isolated, budget, paths }) => ({ name, budget, scenario: portfolio(isolated, paths), paths }));

/** The five longs of the tests' reference book under a flat maintenance of half a per cent, the last few isolated at 10x. @param {number} isolated @param {number} paths */
function portfolio(isolated, paths) {
  const assets = ["BTC", "ETH", "SOL", "PEPE", "WIF"];
  const sizes = ["300", "250", "200", "150", "100"];
  const cross = isolated === 0 ? "150" : "40";
  return {
    version: 1,
    account: {
      venue: "generic",
      rules: { asOf: "2026-01-01" },
      currency: "USDT",
      balances: [{ asset: "USDT", amount: cross }],
      positions: assets.map((asset, i) => ({
        symbol: `${asset}/USDT:USDT`,
        size: sizes[i],
        entryPrice: "1",
        marginMode: i < assets.length - isolated ? "cross" : "isolated",
        leverage: "10",
      })),
    },
    market: {
      asOf: "2025-01-01T00:00:00Z",
      prices: Object.fromEntries(assets.map((asset) => [asset, "1"])),
      volatility: { BTC: 0.5, ETH: 0.65, SOL: 0.85, PEPE: 1.2, WIF: 1.3 },
      correlation: {
        assets,
        matrix: [
          [1, 0.85, 0.75, 0.6, 0.55],
          [0.85, 1, 0.75, 0.62, 0.57],
          [0.75, 0.75, 1, 0.6, 0.6],
          [0.6, 0.62, 0.6, 1, 0.7],
          [0.55, 0.57, 0.6, 0.7, 1],
        ],
      },
      model: { kind: "gbm" },
    },
    simulation: { horizonHours: 168, monitoring: "continuous", paths, seed: "1" },
  };
}

/** @param {number[]} list */
export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

/**
 * A line in the form of `go test -bench`, with the largest standard error of a pool's probability and that of any.
 * @param {string} where
 * @param {typeof budgets[number]} b
 * @param {number[]} times
 * @param {Uint8Array} reply
 */
export function line(where, b, times, reply) {
  const { any, pools } = JSON.parse(new TextDecoder().decode(reply)).liquidation;
  const own = Math.max(...pools.map((/** @type {any} */ p) => p.probability.stdErr));
  return (
    `BenchmarkEngineBudget/${where}/${b.name}/paths=${b.paths} \t${times.length}\t${median(times).toFixed(2)} ms/op\t` +
    `${b.budget} ms/budget\t${own.toExponential(1)} stdErr(pool)\t${any.stdErr.toExponential(1)} stdErr(any)`
  );
}
