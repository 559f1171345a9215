import type { Uuid } from '../../lib/ids.ts';
import type { OpOutcome } from '../../protocol/outcome.ts';
import type { Entry } from './read-entries.ts';
import type { DeviceState, StoredOp } from './storage.ts';
import type { Workspace } from './workspace.ts';

/** A record filed under another village than it names is found by the one it names, too. */
function mentionsOf({ village, said, record, mentions }: Entry): Pick<StoredOp, 'mentions'> {
  const ids = [...mentions, ...(said !== undefined && record !== undefined ? [record] : [])];
  const named = said ?? village;
  return named === undefined || ids.length === 0 ? {} : { mentions: { village: named, ids } };
}

/** The row of an operation as it is stored, with its outcome. @param push who sent it and when */
export function toStored(
  entry: Entry,
  outcome: OpOutcome['outcome'],
  waitsFor: Uuid | undefined,
  works: ReadonlyMap<Uuid, Workspace>,
  push: { readonly device: DeviceState; readonly now: number; readonly time: number },
): StoredOp {
  const { operation } = entry;
  return {
    opId: entry.opId,
    device: push.device.id,
    seq: entry.seq,
    group: entry.group,
    village: entry.village,
    record: entry.record,
    waitsFor: outcome === 'parked' ? waitsFor : undefined,
    outcome,
    version: (operation && works.get(operation.village)?.version) ?? 0,
    time: push.time,
    receivedAt: push.now,
    body: entry.raw,
    ...mentionsOf(entry),
  };
}
