import type { VillageProgress } from '../../protocol/progress.ts';

/**
 * none: nothing was ever asked there · sent: no phone reported forms left · unsent: some did · stale: some did, and the
 * oldest is days old, so the figures lag behind what the team has done.
 */
export type VillageStatus =
  | { readonly kind: 'none' | 'sent' }
  | { readonly kind: 'unsent'; readonly forms: number }
  | { readonly kind: 'stale'; readonly days: number };

const dayLength = 24 * 60 * 60 * 1000;
// A team meets people in the evenings: three days without a network is no longer one bad evening.
const staleAfterDays = 3;

/** @param now Unix ms */
export function villageStatus({ coverage, unsent }: Pick<VillageProgress, 'coverage' | 'unsent'>, now: number): VillageStatus {
  const days = unsent.oldest === undefined ? 0 : Math.floor((now - unsent.oldest) / dayLength);
  if (unsent.forms > 0) return days >= staleAfterDays ? { kind: 'stale', days } : { kind: 'unsent', forms: unsent.forms };
  return { kind: coverage.surveyed === 0 ? 'none' : 'sent' };
}

/** Figures kept on the device for longer than this are said to be old. */
export const isOld = (at: number, now: number): boolean => now - at > dayLength;
