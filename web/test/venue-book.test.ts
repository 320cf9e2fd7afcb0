import { expect, test } from "vitest";
import { EngineError } from "../src/engine/errors";
import { spellAsset } from "../src/page/holdings";
import { draftFrom } from "../src/page/scenario";
import { VenueBook } from "../src/page/venue-book";
import type { VenueName } from "../src/wire.gen";
import { venueWith } from "./venue";

/** An engine with one venue that has no table before 2026. What it was asked is kept. */
function engine(): ConstructorParameters<typeof VenueBook>[0] & { asked: string[] } {
  const asked: string[] = [];
  const { name, label, asOf, dates, source, pools } = venueWith({});
  const listed: VenueName = { name, label, asOf, dates, source, pools, symbols: 0, markets: 0, collateral: 0 };
  return {
    asked,
    venues: () => Promise.resolve({ version: 1, venues: [listed] }),
    venue: (question) => {
      asked.push(question);
      if (question.includes("2020")) return Promise.reject(new EngineError("input", "no table", []));
      return Promise.resolve(venueWith({ asOf: question.split(" ")[1] ?? asOf }));
    },
  };
}

const draft = (venue: string, asOf?: string): ReturnType<typeof draftFrom> =>
  draftFrom({ account: { venue, ...(asOf === undefined ? {} : { rules: { asOf } }) } });

test("a venue is asked for once for each date", async () => {
  const source = engine();
  const book = new VenueBook(source);
  expect(book.of(draft("test"))).toBeUndefined();
  expect(await book.learn(draft("test"))).toBe(true);
  expect(await book.learn(draft("test"))).toBe(false);
  expect(await book.learn(draft("test", "2026-01-01"))).toBe(true);
  expect(source.asked).toEqual(["test", "test 2026-01-01"]);
  expect(book.of(draft("test", "2026-01-01"))?.asOf).toBe("2026-01-01");
});

test("a date without a table has the newest in view", async () => {
  const book = new VenueBook(engine());
  await book.learn(draft("test", "2020-01-01"));
  expect(book.of(draft("test", "2020-01-01"))?.name).toBe("test");
});

test("a venue that does not exist is not asked for", async () => {
  const source = engine();
  const book = new VenueBook(source);
  await book.learn(draft("none"));
  await book.learn(draft(""));
  expect(source.asked).toEqual([]);
});

test.each([
  { typed: "wsteth", want: "wstETH" },
  { typed: " usdc ", want: "USDC" },
  { typed: "doge", want: "DOGE" },
])("$typed is spelt $want", ({ typed, want }) => {
  expect(spellAsset(typed, [{ asset: "wstETH" }, { asset: "USDC" }])).toBe(want);
});
