import type { Uuid } from '../../lib/ids.ts';
import { grantsFor } from '../../domain/roles.ts';
import type { EraseRequest, EraseResponse } from '../../protocol/erase.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { SyncContext, SyncDeps } from './deps.ts';
import { eraseRecords } from './erase-records.ts';
import { targetOf } from './follow.ts';
import type { PushTx } from './storage.ts';
import { Workspace } from './workspace.ts';

/** Erases homes or people for good. Lead and head may; one transaction, locks in the order of a push. */
export function handleErase(deps: SyncDeps, context: SyncContext, { village, records }: EraseRequest): Promise<EraseResponse | Problem> {
  return deps.storage.transaction(async (tx): Promise<EraseResponse | Problem> => {
    const grants = await tx.lockGrants(context.account);
    if (grantsFor('erase', grants, [village]).length === 0) return { error: 'notFound' };
    // A phone that has not heard of a merge still names the record that went: both are the same people.
    const meant = [...new Set([...records, ...(await mergedTargets(tx, village, records))])];
    const fresh = await present(tx, village, meant);
    if (fresh.length > 0) await eraseIn(tx, deps, village, fresh);
    return { erased: (await tx.erasedAmong(records)).filter((one) => one.village === village).map(({ id }) => id), now: deps.clock.now() };
  });
}

/**
 * Of these, what the village has to erase: an id that never was in it is nobody's to erase from here, and what has gone to
 * another village is for the lead there, who alone can erase all of it.
 */
async function present(tx: PushTx, village: Uuid, wanted: readonly Uuid[]): Promise<Uuid[]> {
  const gone = new Set((await tx.movedAmong(wanted)).filter((one) => one.village === village).map(({ id }) => id));
  const ids = wanted.filter((id) => !gone.has(id));
  const there = (await tx.records(village, ids)).filter(({ kind }) => kind === 'household' || kind === 'person').map(({ id }) => id);
  const waiting = (await tx.opsAbout(ids)).filter((op) => op.village === village && op.outcome !== 'erased').flatMap((op) => op.record ?? []);
  const elsewhere = new Set((await tx.records(village, waiting)).filter(({ kind }) => kind !== 'household' && kind !== 'person').map(({ id }) => id));
  return ids.filter((id) => there.includes(id) || (waiting.includes(id) && !elsewhere.has(id)));
}

/** Everything that these were merged into. */
async function mergedTargets(tx: PushTx, village: Uuid, ids: readonly Uuid[]): Promise<Uuid[]> {
  const found = new Set<Uuid>();
  for (let todo = ids; todo.length > 0; ) {
    todo = (await tx.records(village, todo)).flatMap((record) => targetOf(record) ?? []).filter((id) => !found.has(id));
    for (const id of todo) found.add(id);
  }
  return [...found];
}

async function eraseIn(tx: PushTx, deps: SyncDeps, village: Uuid, ids: readonly Uuid[]): Promise<void> {
  const turn = (await tx.nextVersions([village])).get(village);
  if (!turn) return;
  const work = new Workspace(tx, village, turn);
  await eraseRecords(tx, deps, work, ids);
  await work.write();
}

/**
 * Erases again what was erased before a backup was restored. For whoever restores: keep the list of erased ids
 * (`erased_record`: village and id) outside of the backups, for a backup made before an erasure still holds the
 * people, and hand the whole list to this before the restored server answers its first phone. Ids that the backup
 * knows to be erased change nothing, so it may be run again. One transaction a village.
 *
 * @throws what the database throws; then it has to be run again
 */
export async function eraseAgain(deps: SyncDeps, erased: readonly { readonly village: Uuid; readonly id: Uuid }[]): Promise<void> {
  const villages = [...new Set(erased.map(({ village }) => village))];
  for (const village of villages) {
    const ids = erased.filter((one) => one.village === village).map(({ id }) => id);
    await deps.storage.transaction(async (tx) => {
      const known = new Set((await tx.erasedAmong(ids)).map(({ id }) => id));
      const forgotten = ids.filter((id) => !known.has(id));
      if (forgotten.length > 0) await eraseIn(tx, deps, village, forgotten);
    });
  }
}
