// Makes what Go links smaller to download, without a change to any instruction or any value the program computes with:
//
// - Data. Go writes a segment for every run of bytes between zeros, some 70,000 of them. They become a few: the zeros
//   between compress better than the segments' headers.
// - Line tables. The runtime's table of functions says to which file and line an instruction belongs and what
//   arguments a function has, for the traces of a crash alone. Without them a trace names functions only.
// - Descriptions. The tags of fields say what each is for, which only the generator of the schema reads.

/**
 * Returns the module with fewer bytes to download.
 * @param {Uint8Array} module
 */
export function lean(module) {
  const memory = image(segments(module));
  dropLines(memory);
  dropDescriptions(memory.bytes);
  return repack(module, memory);
}

/**
 * The module with its data in few segments.
 * @param {Uint8Array} module
 */
export function merged(module) {
  return repack(module, image(segments(module)));
}

const DATA = 11;

/** Segments with at most this many bytes between them become one. */
const GAP = 128;

/** A reader of the numbers of a module. */
class Reader {
  /** @param {Uint8Array} bytes @param {number} at */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    const b = this.bytes[this.at++];
    if (b === undefined) throw new Error("the module ends too early");
    return b;
  }

  unsigned() {
    for (let sum = 0, unit = 1; ; unit *= 128) {
      const b = this.byte();
      sum += (b & 127) * unit;
      if (b < 128) return sum;
    }
  }
}

/**
 * Calls visit on every section: its number, its start, its contents' start, its end.
 * @param {Uint8Array} module
 * @param {(id: number, start: number, contents: number, end: number) => void} visit
 */
function sections(module, visit) {
  for (const r = new Reader(module, 8); r.at < module.length;) {
    const start = r.at;
    const id = r.byte();
    const size = r.unsigned();
    visit(id, start, r.at, r.at + size);
    r.at += size;
  }
}

/**
 * The data segments: where each goes, and its bytes.
 * @param {Uint8Array} module
 */
function segments(module) {
  /** @type {{at: number, bytes: Uint8Array}[]} */
  const all = [];
  sections(module, (id, _start, contents) => {
    if (id !== DATA) return;
    const r = new Reader(module, contents);
    for (let n = r.unsigned(); n > 0; n--) {
      // Active, in memory 0, at an i32.const. Addresses of Go are far below 2^31, so that the sign bit is never set.
      if (r.byte() !== 0 || r.byte() !== 0x41) throw new Error("a data segment that is not at a constant address");
      const at = r.unsigned();
      if (r.byte() !== 0x0b) throw new Error("a data segment whose address is not a constant");
      const size = r.unsigned();
      all.push({ at, bytes: module.subarray(r.at, r.at + size) });
      r.at += size;
    }
  });
  return all.sort((a, b) => a.at - b.at);
}

/**
 * The memory that segments make, and the runs of it that are to be written.
 * @param {{at: number, bytes: Uint8Array}[]} all in ascending order
 */
function image(all) {
  const last = all.at(-1);
  const bytes = new Uint8Array(last ? last.at + last.bytes.length : 0);
  /** @type {{from: number, to: number}[]} */
  const runs = [];
  for (const s of all) {
    bytes.set(s.bytes, s.at);
    const run = runs.at(-1);
    if (run && s.at - run.to <= GAP) run.to = s.at + s.bytes.length;
    else runs.push({ from: s.at, to: s.at + s.bytes.length });
  }
  return { bytes, runs };
}

/**
 * The module with the memory as its data.
 * @param {Uint8Array} module
 * @param {ReturnType<typeof image>} memory
 */
function repack(module, memory) {
  const data = [Buffer.from(unsigned(memory.runs.length))];
  for (const { from, to } of memory.runs) {
    data.push(Buffer.from([0, 0x41, ...signed(from), 0x0b, ...unsigned(to - from)]));
    data.push(Buffer.from(memory.bytes.subarray(from, to)));
  }
  const contents = Buffer.concat(data);
  const out = [module.subarray(0, 8)];
  sections(module, (id, start, _contents, end) => {
    if (id === DATA) out.push(Buffer.from([DATA, ...unsigned(contents.length)]), contents);
    else out.push(module.subarray(start, end));
  });
  return Buffer.concat(out);
}

/** @param {number} n */
function unsigned(n) {
  const out = [];
  for (; n >= 128; n = Math.floor(n / 128)) out.push((n % 128) | 128);
  return [...out, n];
}

/** A number that is not negative, with room for the sign. @param {number} n */
function signed(n) {
  const out = [];
  for (; n >= 64; n = Math.floor(n / 128)) out.push((n % 128) | 128);
  return [...out, n];
}

// The table of functions, as runtime/symtab.go and runtime2.go of Go 1.26 (pcHeader, _func) lay it out.
const HEADER = { functions: 8, tables: 56, structs: 64 };
const FUNC = { stack: 16, file: 20, line: 24, tables: 28, unit: 32, start: 36, data: 43, end: 44 };
const ARGUMENTS_LIVE = 3; // a table
const ARGUMENTS = [5, 6]; // data

/**
 * Clears what only traces use.
 * @param {{bytes: Uint8Array}} memory
 */
function dropLines({ bytes }) {
  const view = new DataView(bytes.buffer);
  /** @param {number} at */
  const word = (at) => view.getUint32(at, true);
  const header = find(view);
  const tables = header + word(header + HEADER.tables);
  const structs = header + word(header + HEADER.structs);
  const used = new Uint8Array(structs - tables);
  used[0] = 1; // no table begins here
  /** @param {number} offset */
  const keep = (offset) => {
    if (offset === 0) return;
    if (offset >= used.length) throw new Error("a table of a function lies outside of the tables");
    const r = new Reader(bytes, tables + offset);
    // Pairs of differences, of values and of addresses, up to a value that does not differ.
    for (let first = true; r.unsigned() !== 0 || first; first = false) r.unsigned();
    used.fill(1, offset, r.at - tables);
  };
  for (let i = 0, n = word(header + HEADER.functions); i < n; i++) {
    const f = structs + word(structs + 8 * i + 4);
    const count = word(f + FUNC.tables);
    const data = bytes[f + FUNC.data] ?? 0;
    if (count > 5 || data > 8) throw new Error("the table of functions is not laid out as in Go 1.26");
    keep(word(f + FUNC.stack));
    for (const field of [FUNC.file, FUNC.line, FUNC.unit, FUNC.start]) view.setUint32(f + field, 0, true);
    for (let k = 0; k < count; k++) {
      const at = f + FUNC.end + 4 * k;
      if (k === ARGUMENTS_LIVE) view.setUint32(at, 0, true);
      else keep(word(at));
    }
    for (const k of ARGUMENTS) if (k < data) view.setUint32(f + FUNC.end + 4 * (count + k), 0xffffffff, true);
  }
  for (let i = 0; i < used.length; i++) if (used[i] === 0) bytes[tables + i] = 0;
}

const DESCRIPTION = Buffer.from('doc:"');

/**
 * Writes spaces over the descriptions in the tags of fields: doc:"...". Tags keep their length, and what stands before and after.
 * @param {Uint8Array} bytes
 */
export function dropDescriptions(bytes) {
  const memory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = memory.indexOf(DESCRIPTION); at >= 0; at = memory.indexOf(DESCRIPTION, at)) {
    at += DESCRIPTION.length;
    for (; at < bytes.length && bytes[at] !== QUOTE; at++) {
      if (bytes[at] === BACKSLASH) bytes[at++] = SPACE;
      bytes[at] = SPACE;
    }
  }
}

const [QUOTE, BACKSLASH, SPACE] = [0x22, 0x5c, 0x20];

/**
 * Where the table of functions begins: there is one place with its first eight bytes.
 * @param {DataView} view
 */
function find(view) {
  const found = [];
  for (let at = 0; at + 8 <= view.byteLength; at += 8) {
    if (view.getUint32(at, true) === 0xfffffff1 && view.getUint32(at + 4, true) === 0x08010000) found.push(at);
  }
  const [header] = found;
  if (header === undefined || found.length > 1) throw new Error(`${found.length} tables of functions, want one`);
  return header;
}
