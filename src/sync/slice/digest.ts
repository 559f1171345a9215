import type { Uuid } from '../../lib/ids.ts';
import { digestText, sameCursor, type PullPage } from '../../protocol/pull.ts';
import type { Exchange } from './exchange.ts';
import type { PullDeps } from './slice-types.ts';

// Limit on refetching: a digest that never matches is a bug on one side.
const refetchAgainAfter = 6 * 60 * 60_000;

/**
 * Compares the village's rows with the last page's digest (count, and the first 32 hex characters of the SHA-256 of
 * `digestText`). On a mismatch the village's rows are deleted and fetched from 0, at most once in six hours.
 * @returns 'refetch' when the village starts at 0 again
 */
export async function verifyDigest(
  deps: PullDeps,
  exchange: Exchange,
  village: Uuid,
  page: PullPage,
): Promise<'right' | 'refetch'> {
  if (!page.digest) return 'right';
  const { memory, rows, clock } = deps;
  const compared = <T>(verdict: T): T => {
    memory.compared.add(village);
    return verdict;
  };
  const expected = `${page.digest.count}:${page.digest.hash}`;
  const versions = await rows.confirmed.versions(village);
  const found = `${versions.length}:${(await deps.sha256(digestText(versions))).slice(0, 32)}`;
  if (found === expected) {
    await rows.settings.set('compared', { village, records: versions.length, at: clock.now() });
    return compared('right');
  }
  // Another tab may have applied a newer page meanwhile: then this digest does not apply to these rows.
  if (!sameCursor(await rows.confirmed.cursor(village), page.cursor)) return 'right';
  if (within(clock.now(), memory.refetchedAt.get(village))) {
    exchange.tally.mismatched.push(village);
    return compared('right');
  }
  exchange.tally.refetched.push(village);
  memory.refetchedAt.set(village, clock.now());
  await rows.confirmed.reset(village);
  return 'refetch';
}

const within = (now: number, then: number | undefined): boolean =>
  then !== undefined && Math.abs(now - then) < refetchAgainAfter;
