import type { PoolState } from "../wire.gen";
import { shortSymbol } from "./symbol";

/** Names a pool for people: the default pool is the cross wallet or the loan, an isolated one goes by its symbol. */
export function poolLabel(name: string, currency: string, pools: readonly PoolState[]): string {
  if (name === "cross") return isLoan(pools.find((pool) => pool.name === name)) ? "Loan" : "Cross wallet";
  return name.includes("/") ? `${shortSymbol(name, currency)} isolated` : name;
}

/** Whether a pool lends: it has debts and no positions. */
export function isLoan(pool: PoolState | undefined): boolean {
  return pool !== undefined && pool.healthFactor !== null;
}
