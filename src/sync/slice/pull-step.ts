import { grantsFor } from '../../domain/access/roles.ts';
import { lineOf } from '../../domain/access/area.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';
import type { Problem } from '../../protocol/problem.ts';
import { sameCursor, type Cursor, type PullPage, type PullQuery } from '../../protocol/pull.ts';
import { verifyDigest } from './digest.ts';
import type { Exchange } from './exchange.ts';
import type { PullDeps, SliceEnd } from './slice-types.ts';

export type PullEnd =
  | { readonly kind: 'level' }
  | { readonly kind: 'spent' }
  | { readonly kind: 'revoked' }
  /** The server's epoch is not the one this phone pushed in: resend what the restored server lost, then pull on. */
  | { readonly kind: 'epoch'; readonly epoch: number }
  | { readonly kind: 'stuck'; readonly problem: Problem['error'] }
  | { readonly kind: 'end'; readonly end: SliceEnd };

/** The villages whose records these grants allow on this phone. */
export function villagesOf(me: Pick<MeResponse, 'grants' | 'areas'>): Uuid[] {
  const areasById = new Map(me.areas.map((area) => [area.id, area]));
  return me.areas
    .filter((area) => area.kind === 'village')
    .map((area) => area.id)
    .filter(
      (id) =>
        grantsFor(
          'syncRecords',
          me.grants,
          lineOf(id, areasById).map((area) => area.id),
        ).length > 0,
    );
}

/**
 * Pulls every village until the server has no more. With nothing new that is one request a village and no write. A
 * refusal for one village does not stop the others.
 */
export async function pullVillages(deps: PullDeps, exchange: Exchange): Promise<PullEnd> {
  deps.onStep?.('receiving');
  const known = await deps.rows.settings.me();
  const first = known && villagesOf(known).length > 0 ? known : await refreshMe(deps, exchange, known);
  if ('kind' in first) return first;
  const todo = villagesOf(first);
  const seen = new Set<Uuid>();
  let me = first;
  let refreshed = first !== known;
  let trouble: PullEnd | undefined;
  while (todo.length > 0) {
    const village = todo.shift()!;
    if (seen.has(village)) continue;
    seen.add(village);
    const end = await pullVillage(deps, exchange, village);
    if (end.kind === 'spent' || end.kind === 'end' || end.kind === 'revoked' || end.kind === 'epoch') return end;
    if (end.kind === 'stuck' && end.problem === 'update') return end;
    const forbidden = end.kind === 'stuck' && (end.problem === 'forbidden' || end.problem === 'notFound');
    const outdated = forbidden || (end.kind === 'level' && end.tag !== me.tag);
    if (outdated && !refreshed) {
      const fresh = await refreshMe(deps, exchange, me);
      if ('kind' in fresh) return fresh;
      refreshed = true;
      me = fresh;
      const allowed = villagesOf(fresh);
      todo.splice(0, Infinity, ...allowed);
      if (forbidden && !allowed.includes(village)) continue; // no right any more, and its rows are deleted: no trouble
    }
    if (end.kind === 'stuck') trouble = end;
  }
  return trouble ?? { kind: 'level' };
}

/** Fetches `me`; rows of villages that are no longer allowed are deleted before the new grants are stored. */
async function refreshMe(
  deps: PullDeps,
  exchange: Exchange,
  known: MeResponse | undefined,
): Promise<MeResponse | PullEnd> {
  if (exchange.spent()) return { kind: 'spent' };
  const answer = await exchange.ask((device) => deps.transport.me(device));
  if (answer.kind === 'end') return answer;
  if (answer.kind === 'problem')
    return answer.problem.error === 'revoked' ? { kind: 'revoked' } : { kind: 'stuck', problem: answer.problem.error };
  const me = answer.value;
  if (await isForeignEpoch(deps, me.epoch)) return { kind: 'epoch', epoch: me.epoch };
  if (known?.tag === me.tag) return known;
  const allowed = new Set(villagesOf(me));
  for (const village of known ? villagesOf(known) : []) {
    if (allowed.has(village)) continue;
    await deps.handIn?.(village); // the server quarantines it for that village's lead
    await deps.rows.confirmed.reset(village);
  }
  await deps.rows.settings.saveMe(me);
  return me;
}

type VillageEnd = Exclude<PullEnd, { kind: 'level' }> | { readonly kind: 'level'; readonly tag: string };

// Retry limit; each retry lost a race to another tab that pulls the same village without a lock.
const maxOvertaken = 5;

async function pullVillage(deps: PullDeps, exchange: Exchange, village: Uuid): Promise<VillageEnd> {
  for (let overtaken = 0; ;) {
    if (exchange.spent()) return { kind: 'spent' };
    const cursor = await deps.rows.confirmed.cursor(village);
    const { lastSeq } = exchange.tally;
    const answer = await exchange.ask((device) =>
      deps.transport.pull(
        {
          ...queryOf(village, cursor, !deps.memory.compared.has(village)),
          ...(lastSeq === undefined ? {} : { seq: lastSeq }),
        },
        device,
      ),
    );
    if (answer.kind === 'end') return answer;
    if (answer.kind === 'problem')
      return answer.problem.error === 'revoked'
        ? { kind: 'revoked' }
        : { kind: 'stuck', problem: answer.problem.error };
    const page = answer.value;
    if (await isForeignEpoch(deps, page.cursor.epoch)) return { kind: 'epoch', epoch: page.cursor.epoch };
    const idle = isIdle(cursor, page);
    if (!idle) {
      if (!(await deps.rows.confirmed.applyPage(village, cursor, page))) {
        if (++overtaken > maxOvertaken) return { kind: 'end', end: exchange.later('busy') };
        continue;
      }
      deps.memory.failures = 0;
      exchange.tally.rows += page.rows.length;
    }
    if (page.more) {
      // A server that answers "more" without moving the cursor would cause an endless loop.
      if (idle) return { kind: 'stuck', problem: 'unreadable' };
      continue;
    }
    const verdict = await verifyDigest(deps, exchange, village, page);
    if (page.backedUp !== undefined) await deps.rows.confirmed.backedUp(page.backedUp);
    if (verdict === 'right') return { kind: 'level', tag: page.me };
  }
}

// The cursor id after every record of a version, and the id just before it, which no record has.
const end = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const justBeforeEnd = 'ffffffff-ffff-ffff-ffff-fffffffffffe';

/**
 * A server sends no digest to a phone that is up to date, which has had that digest. But the page may have died between
 * applying and comparing, or the disk may have lost a row since. So a page's first pull of a village starts one step
 * before the end: it fetches no row twice, only the digest.
 */
function queryOf(village: Uuid, cursor: Cursor | undefined, withDigest: boolean): PullQuery {
  if (!cursor) return { village, version: 0, id: '', held: 0 };
  return { village, ...cursor, id: withDigest && cursor.id === end ? justBeforeEnd : cursor.id };
}

/**
 * True when this phone has pushed in another epoch than the server's: the operations the restored server lost must be
 * sent again. A phone that has never pushed has nothing to resend and takes the epoch over.
 */
async function isForeignEpoch(deps: PullDeps, epoch: number): Promise<boolean> {
  const known = await deps.rows.settings.get('epoch');
  if (known === epoch) return false;
  if (known !== undefined) return true;
  await deps.rows.settings.set('epoch', epoch);
  return false;
}

/** Whether a page brings nothing and leaves the cursor: then nothing is written. */
function isIdle(cursor: Cursor | undefined, page: PullPage): boolean {
  // Whether `collected` is new is known to the store, which writes nothing if it is not.
  return (
    sameCursor(cursor, page.cursor) &&
    !page.restart &&
    page.rows.length === 0 &&
    page.outcomes.length === 0 &&
    page.collected === undefined
  );
}
