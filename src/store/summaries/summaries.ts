import type { Uuid } from '../../lib/ids.ts';
import { isDeleted } from '../../domain/record/record.ts';
import { mergedInto, pointers } from '../../domain/record/redirect.ts';
import { associatedData, type Cipher } from '../cipher/cipher.ts';
import { unlocked, type StoreContext } from '../engine/context.ts';
import type { ReadTx, StoredChunk, StoredHead, StoredOp, StoredRow } from '../engine/engine.ts';
import type { OpBodies } from '../operations/op-bodies.ts';
import { mergedView, mayInvolveMerge } from '../rows/merged-view.ts';
import { recordOf, withOverlays } from '../operations/overlay.ts';
import type { DerivedChanges, DerivedReader, PhoneRecord, Shown } from '../phone-store.ts';
import { inBatches, nextTask, openRow } from '../rows/sealed-row.ts';
import type { Derivation, Derived } from './derivation.ts';
import { confirmedOnly, report, sameShown } from './shown-changes.ts';
import { overlaysOf, type Overlays } from '../rows/village-view.ts';

// Rows opened between two pauses: a few milliseconds on a cheap phone.
const rowsAtOnce = 200;
// Values put with their household between two pauses.
const groupedAtOnce = 5000;
// With fewer changes than this the chunks are not rewritten: the rows are opened again at the next start.
const worthKeeping = 100;

interface Known<S> {
  /** The village's `rev` the confirmed values were made from. */
  rev: number;
  readonly confirmed: Map<Uuid, S>;
  /** How many rows have changed since the chunks on disk were written. */
  unkept: number;
  /** The last reported values of records with overlays; undefined: reported as not shown. */
  readonly overlaid: Map<Uuid, Shown<S> | undefined>;
}

/** Changes while they are gathered. */
interface Gathered<S> {
  readonly set: Shown<S>[];
  readonly gone: Uuid[];
}

/**
 * Reads a village through a derivation's chunks. Chunks are only a cache, made from the rows and valid for the `rev` they
 * name: rows written later are opened themselves, and where chunks are missing, of another edition or incomplete, every
 * row is opened.
 */
export function createDerivedReader<S extends Derived>(
  context: StoreContext,
  bodies: OpBodies,
  village: Uuid,
  derivation: Derivation<S>,
): DerivedReader<S> {
  const { engine } = context;
  const { edition, of: derive, householdOf } = derivation;
  const ownChunks = { prefix: [village], above: derivation.chunks.from - 1, below: derivation.chunks.below };
  let known: Known<S> | undefined;

  const startOf = (rev: number): Known<S> => ({ rev, confirmed: new Map(), unkept: 0, overlaid: new Map() });

  async function* read(): AsyncGenerator<DerivedChanges<S>> {
    const cipher = unlocked(context);
    const head = await engine.transaction('read', ['heads'], (tx) => tx.get('heads', [village]));
    if (!known || known.rev < (head?.clearedAt ?? 0)) {
      const chunks = await wholeChunks(head);
      known = startOf(chunks?.upTo ?? 0);
      yield { cleared: true, set: [], gone: [] };
      if (chunks) {
        // What is newer than the chunks first: a household out of a chunk then has all its records.
        const newer = yield* openChanged(cipher, known);
        if (newer === 'begunAnew') return;
        yield* openChunks(cipher, chunks.rows, known, newer);
      } else yield* openAllRows(cipher, known, head?.rev ?? 0);
    }
    yield* openChanged(cipher, known);
  }

  /** All chunks that were written together; undefined when some are missing or they are out of date. */
  async function wholeChunks(
    head: StoredHead | undefined,
  ): Promise<{ readonly upTo: number; readonly rows: readonly StoredChunk[] } | undefined> {
    const rows = await engine.transaction('read', ['chunks'], (tx) => tx.range('chunks', ownChunks));
    const first = rows[0];
    if (!first || first.edition !== edition || first.upTo < (head?.clearedAt ?? 0)) return undefined;
    return rows.length === first.of && rows.every(({ upTo }) => upTo === first.upTo)
      ? { upTo: first.upTo, rows }
      : undefined;
  }

  async function* openChunks(
    cipher: Cipher,
    chunks: readonly StoredChunk[],
    into: Known<S>,
    newer: ReadonlySet<Uuid>,
  ): AsyncGenerator<DerivedChanges<S>> {
    for (const chunk of chunks) {
      const text = await cipher.open(chunk, chunkAssociatedData(chunk));
      if (text === undefined) {
        // A damaged chunk: all rows are opened instead.
        into.confirmed.clear();
        into.overlaid.clear();
        yield { cleared: true, set: [], gone: [] };
        yield* openAllRows(cipher, into, into.rev);
        return;
      }
      const all = derivation.valuesIn(text);
      const whole = [...new Set(all.map(householdOf))];
      const summaries = all.filter(({ id }) => !newer.has(id));
      for (const summary of summaries) into.confirmed.set(summary.id, summary);
      const set = summaries.filter(({ id }) => !into.overlaid.has(id)).map(confirmedOnly);
      yield { set, gone: [], whole };
    }
  }

  /**
   * Opens all rows in portions by id. Rows written meanwhile have a later `rev` than `from` and are opened
   * afterwards.
   */
  async function* openAllRows(cipher: Cipher, into: Known<S>, from: number): AsyncGenerator<DerivedChanges<S>> {
    into.rev = from;
    let after: Uuid | undefined = '';
    while (after !== undefined) {
      const above: Uuid = after;
      const rows: StoredRow[] = await engine.transaction('read', ['rows'], (tx) =>
        tx.range('rows', { prefix: [village], above, limit: rowsAtOnce }),
      );
      yield await take(cipher, rows, into);
      after = rows.length < rowsAtOnce ? undefined : rows[rows.length - 1]!.id;
    }
  }

  async function take(cipher: Cipher, rows: readonly StoredRow[], into: Known<S>): Promise<DerivedChanges<S>> {
    const opened = await inBatches(rows, (row) => openRow(cipher, row));
    const changes: Gathered<S> = { set: [], gone: [] };
    rows.forEach(({ id }, i) => {
      const row = opened[i];
      report(changes, id, row && derive(row), false, into.confirmed);
      into.overlaid.delete(id); // reported as confirmed, so its overlay has to be reported again
    });
    into.unkept += rows.length;
    return changes;
  }

  /** @returns the records whose rows have changed; `begunAnew`: the village has, and all of it was reported */
  async function* openChanged(
    cipher: Cipher,
    of: Known<S>,
  ): AsyncGenerator<DerivedChanges<S>, ReadonlySet<Uuid> | 'begunAnew'> {
    const ids = new Set<Uuid>();
    for (let reported: DerivedChanges<S> | undefined; !reported;) {
      const { head, changed, ops } = await engine.transaction('read', ['heads', 'rows', 'ops'], async (tx) => {
        const head = await tx.get('heads', [village]);
        const changed = await tx.range('rows', { index: 'byRev', prefix: [village], above: of.rev });
        const unsent = await tx.range('ops', { index: 'byVillage', prefix: [village, 'unsent'] });
        const overlaid = await tx.range('ops', { index: 'byVillage', prefix: [village, 'overlaid'] });
        return { head, changed, ops: [...unsent, ...overlaid] };
      });
      if (of.rev < (head?.clearedAt ?? 0)) {
        yield* read();
        return 'begunAnew';
      }
      for (const { id } of changed) ids.add(id);
      for (let at = 0; at < changed.length; at += rowsAtOnce)
        yield await take(cipher, changed.slice(at, at + rowsAtOnce), of);
      of.rev = head?.rev ?? 0;
      reported = await overlaid(cipher, of, head, ops);
      if (reported) yield reported;
    }
    return ids;
  }

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
    of: Known<S>,
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
    of: Known<S>,
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
    of: Known<S>,
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

  async function keep(least: number): Promise<void> {
    if (!known || known.unkept < least) return;
    const { rev, confirmed } = known;
    const cipher = unlocked(context);
    const { from, households } = derivation.chunks;
    const groups = [...(await byHousehold(confirmed.values())).values()];
    const of = Math.ceil(groups.length / households);
    const rows: StoredChunk[] = [];
    for (let at = 0; at < of; at++) {
      const text = derivation.textOf(groups.slice(at * households, (at + 1) * households).flat());
      const clear = { village, no: from + at, of, upTo: rev, edition };
      rows.push({ ...clear, ...(await cipher.seal(text, chunkAssociatedData(clear))) });
      await nextTask();
    }
    const written = await engine.transaction('relaxed', ['heads', 'chunks'], async (tx) => {
      // Somebody may have been erased since these values were read: their names must not be written again.
      const head = await tx.get('heads', [village]);
      if (head?.rev !== rev) return false;
      await tx.deleteRange('chunks', ownChunks);
      await tx.put('chunks', rows);
      return true;
    });
    if (written && known.rev === rev) known.unkept = 0;
  }

  async function byHousehold(values: Iterable<S>): Promise<ReadonlyMap<Uuid, readonly S[]>> {
    const groups = new Map<Uuid, S[]>();
    let grouped = 0;
    for (const value of values) {
      const group = groups.get(householdOf(value));
      if (group) group.push(value);
      else groups.set(householdOf(value), [value]);
      if (++grouped % groupedAtOnce === 0) await nextTask();
    }
    return groups;
  }

  // One read at a time, and no write of chunks from a half-read village.
  let queue: Promise<unknown> = Promise.resolve();
  async function* serialRead(): AsyncGenerator<DerivedChanges<S>> {
    const before = queue;
    let done = (): void => undefined;
    queue = new Promise<void>((resolve) => (done = resolve));
    let whole = false;
    try {
      await before.catch(() => undefined); // its own caller gets the error
      yield* read();
      whole = true;
    } finally {
      // Abandoned or failed half way: the next read starts from the beginning.
      if (!whole) known = undefined;
      done();
    }
  }

  return {
    read: serialRead,
    keep: (least = worthKeeping) => {
      const turn = queue.then(() => keep(least));
      queue = turn;
      return turn;
    },
  };
}

const chunkAssociatedData = ({ village, no, upTo }: Pick<StoredChunk, 'village' | 'no' | 'upTo'>): string =>
  associatedData('chunks', village, String(no), upTo);

/** The records that this one is of, or was merged into. */
const pointedAt = (record: PhoneRecord): Uuid[] => [
  ...pointers.flatMap((field) => (typeof record.fields[field] === 'string' ? [record.fields[field]] : [])),
  ...(mergedInto(record) === undefined ? [] : [mergedInto(record)!]),
];
