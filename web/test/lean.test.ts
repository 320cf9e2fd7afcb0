import { describe, expect, it } from "vitest";

import { dropDescriptions, merged } from "../scripts/lean.mjs";

/** A module with one page of memory, exported as "m", and data at these addresses, all below 64 or written in two bytes. */
function moduleWith(data: [address: number[], bytes: number[]][]): Uint8Array {
  const contents = data.flatMap(([address, bytes]) => [0, 0x41, ...address, 0x0b, bytes.length, ...bytes]);
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[5, 3, 1, 0, 1], // a memory of one page
    ...[7, 5, 1, 1, 0x6d, 2, 0], // exported as "m"
    ...[11, 1 + contents.length, data.length, ...contents],
    ...[0, 3, 1, 0x78, 9], // a section of another kind after it
  ]);
}

async function memoryOf(module: Uint8Array): Promise<Uint8Array> {
  const { instance } = await WebAssembly.instantiate(new Uint8Array(module));
  return new Uint8Array((instance.exports["m"] as WebAssembly.Memory).buffer);
}

describe("merged", () => {
  const near: [number[], number[]][] = [
    [[8], [1, 2, 3]],
    [[20], [4]],
    [
      [0xd0, 0],
      [5, 6],
    ], // 80
  ];
  it("makes one segment of near ones and keeps the memory", async () => {
    const before = moduleWith(near);
    const after = merged(before);
    expect([...after.subarray(20, 30)]).toEqual([11, 80, 1, 0, 0x41, 8, 0x0b, 74, 1, 2]);
    expect(await memoryOf(after)).toEqual(await memoryOf(before));
    expect([...after.subarray(-5)]).toEqual([0, 3, 1, 0x78, 9]);
  });
  it("leaves far ones apart", async () => {
    const before = moduleWith([...near, [[0x80, 0x04], [7]]]); // 512
    const after = merged(before);
    expect(after[22]).toBe(2);
    expect(await memoryOf(after)).toEqual(await memoryOf(before));
  });
  it("refuses what it cannot place", () => {
    const passive = moduleWith(near);
    passive[23] = 1;
    expect(() => merged(passive)).toThrow("constant address");
  });
});

describe("dropDescriptions", () => {
  it("blanks what tags say of a field, and nothing else", () => {
    const bytes = new TextEncoder().encode(
      String.raw`json:"a" need:"true" doc:"Of \"b\" \\" enum:"x|y" document doc:"c"`,
    );
    dropDescriptions(bytes);
    expect(new TextDecoder().decode(bytes)).toBe(
      `json:"a" need:"true" doc:"${" ".repeat(11)}" enum:"x|y" document doc:" "`,
    );
  });
});
