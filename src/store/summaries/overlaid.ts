import { isDeleted } from '../../domain/record/record.ts';
import { mergedInto, pointers } from '../../domain/record/redirect.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Cipher } from '../cipher/cipher.ts';
import type { ReadTx, StorageEngine, StoredHead, StoredOp, StoredRow } from '../engine/engine.ts';
import type { OpBodies } from '../operations/op-bodies.ts';
import { recordOf, withOverlays } from '../operations/overlay.ts';
import type { DerivedChanges, PhoneRecord, Shown } from '../phone-store.ts';
import { mergedView, mayInvolveMerge } from '../rows/merged-view.ts';
import { inBatches, openRow } from '../rows/sealed-row.ts';
import { overlaysOf, type Overlays } from '../rows/village-view.ts';
import type { Derivation, Derived } from './derivation.ts';
import { report, sameShown, type Gathered } from './shown-changes.ts';

/** What a reader has told of a village. */
export interface Reported<S> {
  readonly confirmed: Map<Uuid, S>;
  /** The last reported values of records with overlays; undefined: reported as not shown. */
  readonly overlaid: Map<Uuid, Shown<S> | undefined>;
}

/** Tells of what own operations are shown over. */
export function createOverlaid<S extends Derived>(
  engine: StorageEngine,
  bodies: OpBodies,
  village: Uuid,
  derive: Derivation<S>['of'],
) {
  /**
   * The result of `rows`, or undefined if the village's `rev` changed since `head` was read. A second read is needed
   * because only opened operations tell which records they are about.
   */
  function rowsAsOf<R>(head: StoredHead | undefined, rows: (tx: ReadTx) => Promise<R>): Promise<R | undefined> {
    return engine.transaction('read', ['heads', 'rows'], async (tx) =>
      (await tx.get('heads', [village]))?.rev === head?.rev ? rows(tx) : undefined,
    );
  }

  /**
   * The changed summaries of records with overlays, and the confirmed ones of records whose overlays are gone.
   * Undefined if the revision changed; the caller reads again, because confirmed rows must be reported before overlays
   * go.
   */
  async function overlaid(
    cipher: Cipher,
    of: Reported<S>,
    head: StoredHead | undefined,
    ops: readonly StoredOp[],
  ): Promise<DerivedChanges<S> | undefined> {
    const records = [...new Set((await bodies.read(ops)).flatMap((body) => (body ? [body.record] : [])))];
    const stored =
      records.length === 0
        ? []
        : await rowsAsOf(head, (tx) =>
            tx.getMany(
              'rows',
              records.map((id) => [village, id]),
            ),
          );
    if (!stored) return undefined;
    const rows = new Map<Uuid, StoredRow>(stored.flatMap((row) => (row ? [[row.id, row]] : [])));
    const overlays = await overlaysOf(bodies, ops, head, (id) => rows.get(id)?.version);
    // While an own merge is unconfirmed, what is shown of any record may depend on it.
    if (mayInvolveMerge(undefined, overlays)) return underMerges(cipher, of, head, overlays);
    const confirmed = new Map<Uuid, PhoneRecord>();
    const open = async (row: StoredRow): Promise<void> => {
      const opened = await openRow(cipher, row);
      if (opened) confirmed.set(row.id, recordOf(opened));
    };
    await inBatches([...rows.values()], open);
    const plain = new Map<Uuid, PhoneRecord>();
    for (const [id, own] of overlays) plain.set(id, withOverlays(confirmed.get(id), own));
    // An own operation on a record that was merged meanwhile, or that points at one, is shown in the one that stays.
    const looked = new Set(plain.keys());
    for (;;) {
      const asked = [...new Set([...plain.values()].flatMap(pointedAt))].filter((id) => !looked.has(id));
      if (asked.length === 0) break;
      const found = await rowsAsOf(head, (tx) =>
        tx.getMany(
          'rows',
          asked.map((id) => [village, id]),
        ),
      );
      if (!found) return undefined;
      await inBatches(found, async (row) => row && open(row));
      for (const id of asked) looked.add(id);
      for (const [id, record] of confirmed)
        if (mergedInto(record) !== undefined && !plain.has(id)) plain.set(id, record);
    }
    for (const target of [...plain.values()].map(mergedInto)) {
      const stays = target === undefined || plain.has(target) ? undefined : confirmed.get(target);
      if (stays) plain.set(stays.id, stays);
    }
    return told(of, plain, confirmed);
  }

  /** As `overlaid`, while an own merge is unconfirmed: every row is opened, because records depend on others. */
  async function underMerges(
    cipher: Cipher,
    of: Reported<S>,
    head: StoredHead | undefined,
    overlays: Overlays,
  ): Promise<DerivedChanges<S> | undefined> {
    const stored = await rowsAsOf(head, (tx) => tx.range('rows', { prefix: [village] }));
    if (!stored) return undefined;
    const rows = await inBatches(stored, (row) => openRow(cipher, row));
    const plain = new Map(rows.flatMap((row) => (row ? [[row.id, recordOf(row)] as const] : [])));
    const confirmed = new Map(plain);
    for (const [id, own] of overlays) plain.set(id, withOverlays(plain.get(id), own));
    return told(of, plain, confirmed);
  }

  /** What is to be reported of these records, and of those whose overlays are gone. @param plain before merges */
  function told(
    of: Reported<S>,
    plain: ReadonlyMap<Uuid, PhoneRecord>,
    confirmed: ReadonlyMap<Uuid, PhoneRecord>,
  ): DerivedChanges<S> {
    const view = mergedView(plain);
    const changes: Gathered<S> = { set: [], gone: [] };
    const touched = new Set<Uuid>();
    for (const [id, before] of plain) {
      // A confirmed merge leaves a deleted row behind.
      const record = view.get(id) ?? (isDeleted(before) ? before : undefined);
      if (record === confirmed.get(id)) continue;
      touched.add(id);
      const summary = record && derive(record);
      const shown = summary && { summary, onlyHere: record.onlyHere };
      if (of.overlaid.has(id) && sameShown(of.overlaid.get(id), shown)) continue;
      report(changes, id, summary, record?.onlyHere ?? false);
      of.overlaid.set(id, shown);
    }
    for (const id of of.overlaid.keys()) {
      if (touched.has(id)) continue;
      report(changes, id, of.confirmed.get(id), false);
      of.overlaid.delete(id);
    }
    return changes;
  }

  return overlaid;
}

/** The records that this one is of, or was merged into. */
const pointedAt = (record: PhoneRecord): Uuid[] => [
  ...pointers.flatMap((field) => (typeof record.fields[field] === 'string' ? [record.fields[field]] : [])),
  ...(mergedInto(record) === undefined ? [] : [mergedInto(record)!]),
];
