// Checks what the documents promise: a test that is named exists, a linked file exists, a marked snippet stands word for
// word in the tested file that its marker names (<!-- snippet: path -->, then a fence; leading blanks do not count). A file of
// docs/ that is only mentioned, here or in a program or script, must exist too.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const documents = ["README.md", "SECURITY.md", "CHANGELOG.md", ...readdirSync(join(root, "docs")).filter((n) => n.endsWith(".md")).map((n) => `docs/${n}`)];
const skipped = new Set(["node_modules", ".git", "build", "dist"]);
const problems = [];

const tests = new Set();
for (const file of walk(root)) {
  if (file.endsWith("_test.go")) {
    for (const [, name] of readFileSync(file, "utf8").matchAll(/^func ((?:Test|Fuzz|Benchmark|Example)\w*)\(/gm)) tests.add(name);
  }
  if (/\.(?:go|mjs|ts|sh)$|Makefile$/.test(file)) {
    for (const target of mentioned(readFileSync(file, "utf8"))) {
      if (!existsSync(join(root, target))) problems.push(`${relative(root, file)}: ${target} is mentioned and does not exist`);
    }
  }
}

for (const name of documents) {
  const text = readFileSync(join(root, name), "utf8");
  const prose = text.replace(/^```[\s\S]*?^```/gm, "");
  for (const [word] of prose.matchAll(/\b(?:Test|Fuzz|Benchmark|Example)[A-Z]\w*/g)) {
    if (!tests.has(word)) problems.push(`${name}: ${word} is not a test of this repository`);
  }
  for (const [, target] of prose.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
    if (!/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(name), target))) problems.push(`${name}: ${target} does not exist`);
  }
  for (const target of mentioned(text)) {
    if (!existsSync(join(root, target))) problems.push(`${name}: ${target} is mentioned and does not exist`);
  }
  for (const [, target] of prose.matchAll(/(?<![\w/.-])([A-Z][A-Z_]+\.md)\b/g)) {
    if (![root, join(root, dirname(name))].some((folder) => existsSync(join(folder, target)))) problems.push(`${name}: ${target} is mentioned and does not exist`);
  }
  for (const [, file, code] of text.matchAll(/<!-- snippet: (\S+) -->\s*^```\w*\n([\s\S]*?)^```/gm)) {
    if (!existsSync(join(root, file))) problems.push(`${name}: the snippet's ${file} does not exist`);
    else if (!flat(readFileSync(join(root, file), "utf8")).includes(flat(code))) problems.push(`${name}: the snippet differs from ${file}`);
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** The files of docs/ that a text names. @param {string} text */
function mentioned(text) {
  return new Set([...text.matchAll(/(?<![\w/])docs\/[A-Z][\w-]*\.md\b/g)].map(([target]) => target));
}

/** @param {string} text */
function flat(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** @param {string} folder @returns {Generator<string>} */
function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* walk(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}
