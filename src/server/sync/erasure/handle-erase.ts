import { dayOf } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { grantsFor } from '../../../domain/access/roles.ts';
import type { EraseRequest, EraseResponse, ErasureReason } from '../../../protocol/erase.ts';
import { limits } from '../../../protocol/limits.ts';
import type { Problem } from '../../../protocol/problem.ts';
import type { SyncContext, SyncDeps } from '../deps.ts';
import type { EraseAct } from './basket.ts';
import { eraseRecords } from './erase-records.ts';
import type { Keeping } from './fill-basket.ts';
import { targetOf } from '../apply/redirect-operation.ts';
import type { SyncTx } from '../storage.ts';
import { Workspace } from '../workspace.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/**
 * Erases households or people. Allowed to lead and head; one transaction, locks in the order of a push. The content can
 * be brought back for a while (bring-back.ts), unless the person asked for the erasure. When one person erases more
 * than a few households of a village in a day, whatever the reason, nothing is erased until a second person confirms it
 * (second-person.ts).
 */
export function handleErase(
  deps: SyncDeps,
  context: SyncContext,
  { village, records, reason = 'other' }: EraseRequest,
): Promise<EraseResponse | Problem> {
  return deps.storage.transaction(async (tx): Promise<EraseResponse | Problem> => {
    const grants = await tx.lockGrants(context.account);
    if (grantsFor('erase', grants, [village]).length === 0) return { error: 'notFound' };
    // What this person erased today is counted under the lock.
    await tx.lockVillage(village);
    const now = deps.clock.now();
    const fresh = await erasable(tx, village, records);
    const households = await householdsAmong(tx, village, fresh);
    const today = new Set([...(await tx.erasedHouseholds(context.account, village, dayOf(now))), ...households]);
    if (fresh.length > 0 && today.size > limits.erasedHouseholds.value) {
      const act = await askSecond(tx, deps, context, { village, records: fresh, reason });
      return { erased: await erasedIn(tx, village, records), waiting: act, now };
    }
    const keep = fresh.length > 0 ? keepFor(reason, context.account, now) : undefined;
    if (fresh.length > 0) await eraseFor(tx, deps, { village, account: context.account }, fresh, households, keep);
    return { erased: await erasedIn(tx, village, records), ...(keep && { until: keep.until }), now };
  });
}

/**
 * Stores the request for a second person. The same request of the same day is the same act until that is settled.
 * @returns its id
 */
async function askSecond(
  tx: SyncTx,
  deps: SyncDeps,
  context: SyncContext,
  asked: Pick<EraseAct, 'village' | 'records' | 'reason'>,
): Promise<Uuid> {
  const at = deps.clock.now();
  const words = [context.account, asked.village, dayOf(at), asked.reason, ...[...asked.records].sort()].join();
  for (let round = 0; ; round++) {
    const id = deps.uuidFromText(`erase ${words} ${round}`);
    const known = await tx.eraseAct(id);
    if (known?.settled) continue;
    if (!known) await tx.addAct({ id, ...asked, ...context, at, until: at + limits.secondDays.value * day });
    return id;
  }
}

/** Undefined: the erasure is final at once. */
export const keepFor = (reason: ErasureReason, account: Uuid, now: number): Keeping | undefined =>
  reason === 'ownWish' ? undefined : { until: now + limits.erasedHours.value * hour, account };

/** Erases, and counts the households as erased by this person today. */
export async function eraseFor(
  tx: SyncTx,
  deps: SyncDeps,
  { village, account }: { readonly village: Uuid; readonly account: Uuid },
  ids: readonly Uuid[],
  households: readonly Uuid[],
  keep: Keeping | undefined,
): Promise<void> {
  await eraseIn(tx, deps, village, ids, keep);
  await tx.noteErasedHouseholds(account, village, dayOf(deps.clock.now()), households);
}

const erasedIn = async (tx: SyncTx, village: Uuid, records: readonly Uuid[]): Promise<Uuid[]> =>
  (await tx.erasedAmong(records)).filter((one) => one.village === village).map(({ id }) => id);

/**
 * The ids that this village may erase, those named and those that they were merged into: a phone that has not pulled a
 * merge still names the merged record.
 */
export async function erasable(tx: SyncTx, village: Uuid, records: readonly Uuid[]): Promise<Uuid[]> {
  return present(tx, village, [...new Set([...records, ...(await mergedTargets(tx, village, records))])]);
}

/** The households that these records are or belong to; what belongs to none counts as one. */
export async function householdsAmong(tx: SyncTx, village: Uuid, ids: readonly Uuid[]): Promise<Uuid[]> {
  const found = new Map((await tx.records(village, ids)).map((record) => [record.id, record]));
  const householdOf = (id: Uuid): Uuid => {
    const household = found.get(id)?.states['household']?.value;
    return typeof household === 'string' ? household : id;
  };
  return [...new Set(ids.map(householdOf))];
}

/**
 * The ids that this village may erase. An id that never was in it is ignored. A record that moved to another village is
 * left to the lead there, who alone can erase all of it.
 */
async function present(tx: SyncTx, village: Uuid, wanted: readonly Uuid[]): Promise<Uuid[]> {
  const gone = new Set((await tx.movedAmong(wanted)).filter((one) => one.village === village).map(({ id }) => id));
  const ids = wanted.filter((id) => !gone.has(id));
  const there = (await tx.records(village, ids))
    .filter(({ kind }) => kind === 'household' || kind === 'person')
    .map(({ id }) => id);
  const waiting = (await tx.opsAbout(ids.map((id) => ({ village, id }))))
    .filter((op) => op.village === village)
    .flatMap((op) => op.record ?? []);
  const elsewhere = new Set(
    (await tx.records(village, waiting))
      .filter(({ kind }) => kind !== 'household' && kind !== 'person')
      .map(({ id }) => id),
  );
  return ids.filter((id) => there.includes(id) || (waiting.includes(id) && !elsewhere.has(id)));
}

/** All records into which these were merged. */
async function mergedTargets(tx: SyncTx, village: Uuid, ids: readonly Uuid[]): Promise<Uuid[]> {
  const found = new Set<Uuid>();
  for (let todo = ids; todo.length > 0;) {
    todo = (await tx.records(village, todo)).flatMap((record) => targetOf(record) ?? []).filter((id) => !found.has(id));
    for (const id of todo) found.add(id);
  }
  return [...found];
}

async function eraseIn(
  tx: SyncTx,
  deps: SyncDeps,
  village: Uuid,
  ids: readonly Uuid[],
  keep: Keeping | undefined,
): Promise<void> {
  const turn = (await tx.nextVersions([village])).get(village);
  if (!turn) return;
  const work = new Workspace(tx, village, turn);
  await eraseRecords(tx, deps, work, ids, keep);
  await work.write();
}

/** An erasure that is repeated; `until`: it can still be brought back before then (Unix ms). */
export interface ErasedAgain {
  readonly village: Uuid;
  readonly id: Uuid;
  readonly until?: number | undefined;
}

/**
 * Repeats erasures after a backup was restored. A backup made before an erasure still holds the people, so the list of
 * erased ids (`erased_record`: village and id) is kept outside of the backups, and all of it is passed to this function
 * before the restored server answers its first phone. Ids that are erased in the backup already change nothing, so it
 * may be run again. What could still be brought back can be, until the same moment. One transaction for each village
 * and moment.
 *
 * @throws what the database throws; then it has to be run again
 */
export async function eraseAgain(deps: SyncDeps, erased: readonly ErasedAgain[]): Promise<void> {
  const now = deps.clock.now();
  const keptUntil = ({ until }: ErasedAgain): number | undefined =>
    until !== undefined && until > now ? until : undefined;
  const batches = new Map<string, ErasedAgain[]>();
  for (const one of erased) {
    const key = `${one.village} ${keptUntil(one) ?? ''}`;
    const batch = batches.get(key);
    if (batch) batch.push(one);
    else batches.set(key, [one]);
  }
  for (const batch of batches.values()) {
    const [first] = batch;
    if (!first) continue;
    const { village } = first;
    const until = keptUntil(first);
    const ids = batch.map(({ id }) => id);
    await deps.storage.transaction(async (tx) => {
      const known = new Set(await erasedIn(tx, village, ids));
      const forgotten = ids.filter((id) => !known.has(id));
      if (forgotten.length > 0)
        await eraseIn(tx, deps, village, forgotten, until === undefined ? undefined : { until });
    });
  }
}
