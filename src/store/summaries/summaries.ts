import type { Uuid } from '../../lib/ids.ts';
import type { Cipher } from '../cipher/cipher.ts';
import { unlocked, type StoreContext } from '../engine/context.ts';
import type { ReadTx, StoredChunk, StoredHead, StoredRow } from '../engine/engine.ts';
import type { OpBodies } from '../operations/op-bodies.ts';
import type { DerivedChanges, DerivedReader, ShownAs } from '../phone-store.ts';
import { nextTask } from '../../lib/next-task.ts';
import { inBatches, openRow } from '../rows/sealed-row.ts';
import { chunkAssociatedData } from './chunk-data.ts';
import type { Derivation, Derived } from './derivation.ts';
import { readShown, shownAs, shownTables } from './list-note.ts';
import { createOverlaid, type Reported } from './overlaid.ts';
import { confirmedOnly, report, type Gathered } from './shown-changes.ts';

// Rows opened between two pauses: a few milliseconds on a cheap phone.
const rowsAtOnce = 100;
// Values put with their household between two pauses.
const groupedAtOnce = 5000;
// With fewer changes than this the chunks are not rewritten: the rows are opened again at the next start.
const worthKeeping = 100;

interface Known<S> extends Reported<S> {
  /** The village's `rev` the confirmed values were made from. */
  rev: number;
  /** How many rows have changed since the chunks on disk were written. */
  unkept: number;
  /** As `DerivedReader.shownAs`. */
  shownAs: ShownAs | undefined;
}

/**
 * Reads a village through a derivation's chunks. Chunks are only a cache, made from the rows and valid for the `rev`
 * they name: rows written later are opened themselves, and where chunks are missing, of another edition or incomplete,
 * every row is opened.
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
  const overlaid = createOverlaid(engine, bodies, village, derive);
  let known: Known<S> | undefined;

  const startOf = (rev: number): Known<S> => ({
    rev,
    confirmed: new Map(),
    unkept: 0,
    shownAs: undefined,
    overlaid: new Map(),
  });

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
      const { shown, changed } = await engine.transaction('read', [...shownTables, 'rows'], (tx) =>
        readChanged(tx, village, of.rev),
      );
      const { head, ops } = shown;
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
      of.shownAs = shownAs(shown);
    }
    return ids;
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
    shownAs: () => known?.shownAs,
    keep: (least = worthKeeping) => {
      const turn = queue.then(() => keep(least));
      queue = turn;
      return turn;
    },
  };
}

async function readChanged(tx: ReadTx, village: Uuid, above: number) {
  const shown = await readShown(tx, village);
  return { shown, changed: await tx.range('rows', { index: 'byRev', prefix: [village], above }) };
}
