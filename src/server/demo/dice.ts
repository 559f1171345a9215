import type { Random } from '../../lib/clock.ts';

/** Pseudo-random numbers from a seed (mulberry32), so that every demo shows the same village. */
export interface Dice extends Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  isLucky(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Picks a key by its weight; the weights may have any sum. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T;
}

/** Dice whose throws follow from `seed`, a 32-bit whole number. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    isLucky: (probability) => next() < probability,
    pick,
    weighted: (weights) => pickByWeight(Object.entries<number>(weights), next()) as keyof typeof weights,
    bytes: (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)),
  };
}

function pickByWeight(weights: readonly (readonly [string, number])[], chance: number): string {
  let rest = chance * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of weights) {
    rest -= weight;
    if (rest < 0) return name;
  }
  return weights.at(-1)?.[0] ?? '';
}
