import { grantsFor } from '../domain/roles.ts';
import { lineOf } from '../domain/area.ts';
import type { Uuid } from '../lib/ids.ts';
import type { MeResponse } from '../protocol/join.ts';
import type { Problem } from '../protocol/problem.ts';
import type { Cursor, PullPage, PullQuery } from '../protocol/pull.ts';
import { sameCursor } from './cursor.ts';
import { verifyDigest } from './digest.ts';
import type { Exchange } from './exchange.ts';
import type { PullStore, SliceDeps, SliceEnd } from './slice-types.ts';

export type PullEnd =
  | { readonly kind: 'level' }
  | { readonly kind: 'spent' }
  | { readonly kind: 'revoked' }
  /** The server's epoch is not the one this phone pushed in: ask which operations it has, push, then pull on. */
  | { readonly kind: 'epoch'; readonly epoch: number }
  | { readonly kind: 'stuck'; readonly problem: Problem['error'] }
  | { readonly kind: 'end'; readonly end: SliceEnd };

/** The pull part of a slice: who one is, then each village one may sync. */
export interface PullDeps extends SliceDeps {
  readonly rows: PullStore;
}

/** The villages whose records these grants let onto this phone. */
export function villagesOf(me: Pick<MeResponse, 'grants' | 'areas'>): Uuid[] {
  const areasById = new Map(me.areas.map((area) => [area.id, area]));
  return me.areas
    .filter((area) => area.kind === 'village')
    .map((area) => area.id)
    .filter((id) => grantsFor('syncRecords', me.grants, lineOf(id, areasById).map((area) => area.id)).length > 0);
}

/**
 * Pulls every village until the server has no more. With nothing new that is one request a village and no write at all.
 * One village's refusal does not keep the others waiting.
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
      if (forbidden && !allowed.includes(village)) continue; // no right any more: its rows are gone, all is well
    }
    if (end.kind === 'stuck') trouble = end;
  }
  return trouble ?? { kind: 'level' };
}

/** Asks who one is; rows of villages that are not allowed any more leave the phone before the new rights are stored. */
async function refreshMe(deps: PullDeps, exchange: Exchange, known: MeResponse | undefined): Promise<MeResponse | PullEnd> {
  if (exchange.spent()) return { kind: 'spent' };
  const answer = await exchange.ask((device) => deps.transport.me(device));
  if (answer.kind === 'end') return answer;
  if (answer.kind === 'problem') return answer.problem.error === 'revoked' ? { kind: 'revoked' } : { kind: 'stuck', problem: answer.problem.error };
  const me = answer.value;
  if (await isForeignEpoch(deps, me.epoch)) return { kind: 'epoch', epoch: me.epoch };
  if (known?.tag === me.tag) return known;
  const allowed = new Set(villagesOf(me));
  for (const village of known ? villagesOf(known) : []) {
    if (allowed.has(village)) continue;
    await deps.handIn?.(village); // the server sets it aside for that village's lead
    await deps.rows.confirmed.reset(village);
  }
  await deps.rows.settings.saveMe(me);
  return me;
}

type VillageEnd = Exclude<PullEnd, { kind: 'level' }> | { readonly kind: 'level'; readonly tag: string };

// Two tabs pulling the same village without a lock pass each other a few times at most.
const overtakenAtMost = 5;

async function pullVillage(deps: PullDeps, exchange: Exchange, village: Uuid): Promise<VillageEnd> {
  for (let overtaken = 0; ; ) {
    if (exchange.spent()) return { kind: 'spent' };
    const cursor = await deps.rows.confirmed.cursor(village);
    const { lastSeq } = exchange.tally;
    const answer = await exchange.ask((device) => deps.transport.pull({ ...queryOf(village, cursor, !deps.memory.compared.has(village)), ...(lastSeq === undefined ? {} : { seq: lastSeq }) }, device));
    if (answer.kind === 'end') return answer;
    if (answer.kind === 'problem') return answer.problem.error === 'revoked' ? { kind: 'revoked' } : { kind: 'stuck', problem: answer.problem.error };
    const page = answer.value;
    if (await isForeignEpoch(deps, page.cursor.epoch)) return { kind: 'epoch', epoch: page.cursor.epoch };
    const idle = isIdle(cursor, page);
    if (!idle) {
      if (!(await deps.rows.confirmed.applyPage(village, cursor, page))) {
        if (++overtaken > overtakenAtMost) return { kind: 'end', end: exchange.later('busy') };
        continue;
      }
      deps.memory.failures = 0;
      exchange.tally.rows += page.rows.length;
    }
    if (page.more) {
      // A server that says "more" without moving would keep the phone asking for ever.
      if (idle) return { kind: 'stuck', problem: 'unreadable' };
      continue;
    }
    const verdict = await verifyDigest(deps, exchange, village, page);
    if (page.backedUp !== undefined) await deps.rows.confirmed.backedUp(page.backedUp);
    if (verdict === 'right') return { kind: 'level', tag: page.me };
  }
}

// Where a cursor stands that has seen all of its version, and the place just before it, where no record can be.
const end = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const justBeforeEnd = 'ffffffff-ffff-ffff-ffff-fffffffffffe';

/**
 * A server sends no digest to a phone that is level already: it had that one before. A page just opened may have died
 * between applying and comparing, or its disk may have lost a row since, so its first look at a village comes from one
 * step before the end: that brings nothing twice but the digest.
 */
function queryOf(village: Uuid, cursor: Cursor | undefined, withDigest: boolean): PullQuery {
  if (!cursor) return { village, version: 0, id: '', held: 0 };
  return { village, ...cursor, id: withDigest && cursor.id === end ? justBeforeEnd : cursor.id };
}

/**
 * True when this phone has pushed in another epoch than the server's: the operations the restored server lost must be
 * sent again. A phone that has never pushed has nothing to lose and just takes the epoch over.
 */
async function isForeignEpoch(deps: PullDeps, epoch: number): Promise<boolean> {
  const known = await deps.rows.settings.get('epoch');
  if (known === epoch) return false;
  if (known !== undefined) return true;
  await deps.rows.settings.set('epoch', epoch);
  return false;
}

/** Nothing came and nothing moved: then nothing is written either. */
function isIdle(cursor: Cursor | undefined, page: PullPage): boolean {
  // Whether what was collected is news, the store knows: it writes nothing if not.
  return sameCursor(cursor, page.cursor) && !page.restart && page.rows.length === 0 && page.outcomes.length === 0 && page.collected === undefined;
}
