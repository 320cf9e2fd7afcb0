import type { Comparison, Difference, Estimate } from "../../wire.gen";
import { isExactTie } from "../format";

/** Arrangements of one comparison that come out exactly alike, as given first. */
export interface Arm {
  modes: string[];
  label: string;
  any: Estimate;
}

const names: Record<string, string> = { asGiven: "As given", cross: "All cross", isolated: "All isolated" };

/** Returns the arms of a comparison: arrangements that tie exactly are one. */
export function armsOf({ modes, differences }: Comparison): Arm[] {
  const arms: Arm[] = [];
  for (const mode of ["asGiven", "cross", "isolated"] as const) {
    const any = modes[mode]?.any;
    if (any === undefined) continue;
    const alike = arms.find((arm) => arm.modes.some((other) => tied(differences, mode, other)));
    if (alike) alike.modes.push(mode);
    else arms.push({ modes: [mode], label: "", any });
  }
  for (const arm of arms)
    arm.label = arm.modes.map((mode, i) => (i === 0 ? named(mode) : lower(named(mode)))).join(" = ");
  return arms;
}

/** Returns one difference between each two arms, of the modes that stand for them. */
export function differencesOf(
  arms: readonly Arm[],
  differences: readonly Difference[],
): (Difference & { words: string })[] {
  const armOf = (mode: string): Arm | undefined => arms.find((arm) => arm.modes.includes(mode));
  return differences.flatMap((difference) => {
    const [a, b] = [armOf(difference.a), armOf(difference.b)];
    if (!a || !b || a === b || a.modes[0] !== difference.a || b.modes[0] !== difference.b) return [];
    return [{ ...difference, words: `${named(difference.a)} minus ${lower(named(difference.b))}` }];
  });
}

/** Says which arm is least likely to be liquidated, or that it makes no difference. */
export function verdictOf(arms: readonly Arm[], best: string): string {
  if (arms.length < 2) return "The arrangements come out exactly alike: it makes no difference.";
  const arm = arms.find(({ modes }) => modes.includes(best));
  return `Least likely to be liquidated: ${(arm?.modes ?? [best]).map((mode) => lower(named(mode))).join(" and ")}.`;
}

function tied(differences: readonly Difference[], a: string, b: string): boolean {
  return differences.some((d) => ((d.a === a && d.b === b) || (d.a === b && d.b === a)) && isExactTie(d.any));
}

function named(mode: string): string {
  return names[mode] ?? mode;
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
