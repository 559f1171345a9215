import type { Uuid } from '../../../lib/ids.ts';
import type { Day } from '../../../lib/day.ts';
import { countLive } from '../../../domain/indicator/count.ts';
import type { Counts } from '../../../domain/indicator/counts.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import { addResidue, residueOf } from '../../../domain/indicator/residue.ts';
import { changeDaysIn } from '../../../domain/indicator/timeline.ts';
import { hmac } from '../../hash.ts';
import { householdsIn, toCounted } from '../../rollup/update-rollup.ts';
import type { SyncDeps } from '../deps.ts';
import { placesIn } from './erased-places.ts';
import { fillBasket, type Keeping } from './fill-basket.ts';
import { replayParked } from '../replay-parked.ts';
import { SERVER_DEVICE } from '../server-device.ts';
import type { SyncTx, StoredOp, StoredRecord } from '../storage.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Erases records of one village and everything about them. Kept are: the ids; each operation's id, place and keyed
 * hash; a marker that makes phones delete their copies; and the counts, added to the village's residue, which does not
 * distinguish people.
 *
 * @param ids need not exist (any more): operations on them that phones send later are erased on arrival
 * @param keep the content is sealed and can be brought back for a while; absent: it is gone at once
 */
export async function eraseRecords(
  tx: SyncTx,
  deps: SyncDeps,
  work: Workspace,
  ids: readonly Uuid[],
  keep?: Keeping,
): Promise<void> {
  const now = deps.clock.now();
  const { records, ops } = await everythingAbout(tx, work.village, ids);
  const live = records.filter((record) => record.kind !== 'erased');
  const residue = await keepResidue(tx, deps, work, live, now);
  for (const { id } of live)
    work.put({ village: work.village, id, kind: 'erased', version: work.version, states: {}, echo: undefined });
  const conflicts = new Set(records.filter(({ kind }) => kind === 'conflict').map(({ id }) => id));
  const named = [...new Set([...ids, ...records.map(({ id }) => id), ...ops.flatMap((op) => op.record ?? [])])].filter(
    (id) => !conflicts.has(id),
  );
  if (keep) await fillBasket(tx, deps, work, { asked: ids, named, records: live, ops, residue }, keep, now);
  await tx.rememberErased(work.village, named, now);
  const key = await tx.secret();
  for (const op of ops)
    await tx.eraseOp(op.opId, hmac(key, op.body), op.village === work.village ? work.version : op.version);
  // Operations on other records that were parked behind these are applied now.
  await replayParked(
    tx,
    deps,
    new Map([[work.village, work]]),
    ops.map((op) => op.opId),
  );
}

/**
 * The records, all records that point at them, and all operations about these, waiting ones included. A record that
 * once pointed at one of them and no longer does is kept, with its operations.
 */
async function everythingAbout(tx: SyncTx, village: Uuid, ids: readonly Uuid[]) {
  const known = new Set<Uuid>();
  const records: StoredRecord[] = [];
  const ops = new Map<Uuid, StoredOp>();
  for (let todo = [...new Set(ids)]; todo.length > 0;) {
    for (const id of todo) known.add(id);
    records.push(...(await tx.records(village, todo)));
    const pointing = await tx.recordsAbout(village, todo);
    const about = (await tx.opsAbout(await placesIn(tx, village, todo))).filter((op) => !ops.has(op.opId));
    const staying = await stayingAmong(tx, village, about, new Set([...known, ...pointing]));
    const goes = about.filter(({ record }) => record === undefined || !staying.has(record));
    for (const op of goes) ops.set(op.opId, op);
    todo = [...new Set([...pointing, ...goes.flatMap((op) => op.record ?? [])])].filter((id) => !known.has(id));
  }
  return { records, ops: [...ops.values()] };
}

/** Records of these operations that exist, here or in another village, and are not being erased. */
async function stayingAmong(
  tx: SyncTx,
  village: Uuid,
  ops: readonly StoredOp[],
  going: ReadonlySet<Uuid>,
): Promise<Set<Uuid>> {
  const others = [
    ...new Set(ops.flatMap(({ record }) => (record !== undefined && !going.has(record) ? [record] : []))),
  ];
  if (others.length === 0) return new Set();
  const there = (await tx.records(village, others)).filter(({ kind }) => kind !== 'erased').map(({ id }) => id);
  const moved = (await tx.movedAmong(others)).filter((one) => one.village === village).map(({ id }) => id);
  return new Set([...there, ...moved]);
}

/** Adds the counts of the erased records to the village's residue, so that its figures do not change. */
async function keepResidue(
  tx: SyncTx,
  deps: SyncDeps,
  work: Workspace,
  erased: readonly StoredRecord[],
  now: number,
): Promise<ReadonlyMap<Day, Counts>> {
  const alone = erased.filter(({ kind }) => kind === 'proposal');
  const before = [...(await tx.households(work.village, householdsIn(erased))), ...alone].map(toCounted);
  const gone = new Set(erased.map(({ id }) => id));
  const after = before.filter(({ id }) => !gone.has(id));
  const residue = residueOf(before, after, (records, on) => countLive(records, indicators, on), changeDaysIn(before));
  if (residue.size === 0) return residue;
  const id = residueId(deps, work.village);
  await work.load([id]);
  const states = Object.entries(work.get(id)?.states ?? {});
  const fields = addResidue(Object.fromEntries(states.map(([name, { value }]) => [name, value])), residue);
  work.put({
    village: work.village,
    id,
    kind: 'residue',
    version: work.version,
    states: Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        { value, version: work.version, device: SERVER_DEVICE, op: id, time: now },
      ]),
    ),
    echo: undefined,
  });
  return residue;
}

/** The record that holds the village's residue. */
export const residueId = ({ uuidFromText }: Pick<SyncDeps, 'uuidFromText'>, village: Uuid): Uuid =>
  uuidFromText(`residue ${village}`);
