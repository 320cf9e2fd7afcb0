/** A JSON document. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Splits a field path of the engine, `account.positions[2].size`, into its keys and indices. */
export function parsePath(path: string): (string | number)[] {
  const parts: (string | number)[] = [];
  for (const match of path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|[^.[\]]+/g)) {
    if (match[1] !== undefined) parts.push(Number(match[1]));
    else if (match[2] !== undefined) parts.push(JSON.parse(`"${match[2]}"`) as string);
    else parts.push(match[0]);
  }
  return parts;
}

/** Returns the path of a member whose key is any text. */
export function member(path: string, key: string): string {
  return /^[^.[\]"]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** Returns the value at path, or undefined where there is none. */
export function getAt(root: Json, path: string): Json | undefined {
  let value: Json | undefined = root;
  for (const part of parsePath(path)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string | number, Json | undefined>)[part];
  }
  return value;
}

/** Sets the value at path in place, making the objects on the way; undefined removes it. */
export function setAt(root: Json, path: string, value: Json | undefined): void {
  const parts = parsePath(path);
  const last = parts.pop();
  if (last === undefined) throw new Error("setAt: empty path");
  let node = root as Record<string | number, Json>;
  for (const part of parts) {
    const next = node[part];
    node = (typeof next === "object" && next !== null ? next : (node[part] = {})) as Record<string | number, Json>;
  }
  if (value !== undefined) node[last] = value;
  else if (Array.isArray(node)) node.splice(Number(last), 1);
  else delete node[last];
}

/** Returns path or its nearest ancestor for which known is true: where an error about path can be shown. */
export function nearest(path: string, known: (path: string) => boolean): string | undefined {
  for (let at = path; at !== ""; at = parent(at)) if (known(at)) return at;
  return undefined;
}

function parent(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("."), path.lastIndexOf("["), 0));
}
