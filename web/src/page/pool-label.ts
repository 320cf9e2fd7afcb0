import { shortSymbol } from "./symbol";

/** Names a pool for people: the default pool is the cross wallet, an isolated one goes by its symbol. */
export function poolLabel(name: string, currency: string): string {
  if (name === "cross") return "Cross wallet";
  return name.includes("/") ? `${shortSymbol(name, currency)} isolated` : name;
}
