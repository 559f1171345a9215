import type { VillageProgress } from '../../../protocol/progress.ts';

/**
 * none: no household was ever asked · sent: no phone reported forms left · unsent: some did · stale: some did, and the
 * oldest is days old, so the figures lag behind the team's work.
 */
export type VillageStatus =
  | { readonly kind: 'none' | 'sent' }
  | { readonly kind: 'unsent'; readonly forms: number }
  | { readonly kind: 'stale'; readonly days: number };

const dayLength = 24 * 60 * 60 * 1000;
// Teams survey in the evenings: three days without contact are more than one bad evening.
const staleAfterDays = 3;

/** @param now Unix ms */
export function villageStatus(
  { coverage, unsent }: Pick<VillageProgress, 'coverage' | 'unsent'>,
  now: number,
): VillageStatus {
  const days = unsent.oldest === undefined ? 0 : Math.floor((now - unsent.oldest) / dayLength);
  if (unsent.forms > 0)
    return days >= staleAfterDays ? { kind: 'stale', days } : { kind: 'unsent', forms: unsent.forms };
  return { kind: coverage.surveyed === 0 ? 'none' : 'sent' };
}

/** Age from which stored figures are shown as old, ms. */
export const isOld = (at: number, now: number): boolean => now - at > dayLength;
