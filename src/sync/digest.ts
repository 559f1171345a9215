import type { Uuid } from '../lib/ids.ts';
import { digestText, type PullPage } from '../protocol/pull.ts';
import { sameCursor } from './cursor.ts';
import type { Exchange } from './exchange.ts';
import type { PullDeps } from './pull-step.ts';

// A digest that never matches is a bug on one side; fetching a village again must not become a habit.
const refetchAgainAfter = 6 * 60 * 60_000;

/**
 * Compares the village's rows with the last page's digest (count, and the first 32 hex characters of the SHA-256 of
 * `digestText`). Wrong rows are forgotten and fetched from 0, at most once in six hours.
 * @returns 'refetch' when the village starts at 0 again
 */
export async function verifyDigest(deps: PullDeps, exchange: Exchange, village: Uuid, page: PullPage): Promise<'right' | 'refetch'> {
  if (!page.digest) return 'right';
  const { memory, rows, clock } = deps;
  const looked = <T>(verdict: T): T => {
    memory.compared.add(village);
    return verdict;
  };
  const expected = `${page.digest.count}:${page.digest.hash}`;
  const versions = await rows.confirmed.versions(village);
  const found = `${versions.length}:${(await deps.sha256(digestText(versions))).slice(0, 32)}`;
  if (found === expected) {
    await rows.settings.set('compared', { village, records: versions.length, at: clock.now() });
    return looked('right');
  }
  // Another tab may have applied a newer page since: then this digest says nothing about these rows.
  if (!sameCursor(await rows.confirmed.cursor(village), page.cursor)) return 'right';
  if (within(clock.now(), memory.refetchedAt.get(village))) {
    exchange.tally.mismatched.push(village);
    return looked('right');
  }
  exchange.tally.refetched.push(village);
  memory.refetchedAt.set(village, clock.now());
  await rows.confirmed.reset(village);
  return 'refetch';
}

const within = (now: number, then: number | undefined): boolean => then !== undefined && Math.abs(now - then) < refetchAgainAfter;
