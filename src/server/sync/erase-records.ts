import type { Uuid } from '../../lib/ids.ts';
import type { Day } from '../../domain/day.ts';
import { countLive } from '../../domain/indicator/count.ts';
import { indicators } from '../../domain/indicator/current.ts';
import { addResidue, residueOf } from '../../domain/indicator/residue.ts';
import { changeDays } from '../../domain/indicator/timeline.ts';
import { householdsOf, type CountedRecord } from '../../domain/village.ts';
import { hmac } from '../hash.ts';
import { homesIn, toCounted } from '../rollup/update-rollup.ts';
import type { SyncDeps } from './deps.ts';
import { replayParked } from './replay-parked.ts';
import { SERVER_DEVICE } from './server-device.ts';
import type { PushTx, StoredRecord } from './storage.ts';
import type { Workspace } from './workspace.ts';

/**
 * Erases records of one village and everything about them. What stays: the ids, each operation's id, place and a
 * keyed hash of its text, a marker by which phones drop what they hold, and what they counted for, added to the
 * village's residue where nobody can be told from another.
 *
 * @param ids need not be there (any more): what phones send of them later is erased as it comes
 */
export async function eraseRecords(tx: PushTx, deps: SyncDeps, work: Workspace, ids: readonly Uuid[]): Promise<void> {
  const now = deps.clock.now();
  const { records, ops } = await everythingAbout(tx, work.village, ids);
  const live = records.filter((record) => record.kind !== 'erased');
  await keepResidue(tx, deps, work, live, now);
  for (const { id } of live) work.put({ village: work.village, id, kind: 'erased', version: work.version, states: {}, echo: undefined });
  const conflicts = new Set(records.filter(({ kind }) => kind === 'conflict').map(({ id }) => id));
  const named = [...new Set([...ids, ...records.map(({ id }) => id), ...ops.flatMap((op) => op.record ?? [])])].filter((id) => !conflicts.has(id));
  await tx.rememberErased(work.village, named, now);
  const key = await tx.secret();
  for (const op of ops) await tx.eraseOp(op.opId, hmac(key, op.body), op.village === work.village ? work.version : op.version);
  // Operations on other records waited behind these: nothing holds them up any more.
  await replayParked(tx, deps, new Map([[work.village, work]]), ops.map((op) => op.opId));
}

/** The records, whatever points at them, and all operations on either, also those that wait. */
async function everythingAbout(tx: PushTx, village: Uuid, ids: readonly Uuid[]) {
  const known = new Set<Uuid>();
  const records: StoredRecord[] = [];
  const ops = new Map<Uuid, Awaited<ReturnType<PushTx['opsAbout']>>[number]>();
  for (let todo = [...new Set(ids)]; todo.length > 0; ) {
    for (const id of todo) known.add(id);
    records.push(...(await tx.records(village, todo)));
    const pointing = await tx.recordsAbout(village, todo);
    const about = await tx.opsAbout(todo);
    for (const op of about) ops.set(op.opId, op);
    todo = [...new Set([...pointing, ...about.flatMap((op) => op.record ?? [])])].filter((id) => !known.has(id));
  }
  return { records, ops: [...ops.values()] };
}

/** Adds what the erased counted for to the village's residue, so that its figures stay as they are. */
async function keepResidue(tx: PushTx, deps: SyncDeps, work: Workspace, erased: readonly StoredRecord[], now: number): Promise<void> {
  const before = (await tx.homes(work.village, homesIn(erased))).map(toCounted);
  const gone = new Set(erased.map(({ id }) => id));
  const after = before.filter(({ id }) => !gone.has(id));
  const residue = residueOf(before, after, (records, on) => countLive(records, indicators, on), daysOf(before));
  if (residue.size === 0) return;
  const id = deps.nameOf(`residue ${work.village}`);
  await work.load([id]);
  const states = Object.entries(work.get(id)?.states ?? {});
  const fields = addResidue(Object.fromEntries(states.map(([name, { value }]) => [name, value])), residue);
  work.put({
    village: work.village,
    id,
    kind: 'residue',
    version: work.version,
    states: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, version: work.version, device: SERVER_DEVICE, op: id, time: now }])),
    echo: undefined,
  });
}

/** Every day on which one of these homes changes what it counts for. */
const daysOf = (records: readonly CountedRecord[]): Day[] => [...new Set(householdsOf(records).flatMap(changeDays))].sort();
