import type { Uuid } from '../lib/ids.ts';
import { summaryEdition, summaryOf, type RecordSummary } from '../domain/record-summary.ts';
import { place, type Cipher } from './cipher.ts';
import { unlocked, type StoreContext } from './context.ts';
import type { ReadTx, StoredChunk, StoredHead, StoredOp, StoredRow } from './engine.ts';
import type { OpBodies } from './op-bodies.ts';
import { mergedView, speaksOfMerging } from './merged-view.ts';
import { recordOf, withOverlays } from './overlay.ts';
import type { ShownSummary, SummaryChanges, SummaryReader } from './phone-store.ts';
import { inBatches, openRow } from './sealed-row.ts';
import { chunkText, groupByHome, summariesIn } from './summary-text.ts';
import { overlaysOf, type Overlays } from './village-view.ts';

// So much is opened between two pauses: a few milliseconds of a cheap phone.
const rowsAtOnce = 200;
const homesAChunk = 200;
// Fewer changes than this are opened again next time rather than written.
const worthKeeping = 100;

interface Known {
  /** The village's `rev` that the confirmed summaries are of. */
  rev: number;
  readonly confirmed: Map<Uuid, RecordSummary>;
  /** Changed since the chunks on disk were written. */
  unkept: number;
  /** What was last told of records that own operations lie over; undefined: that there is nothing to show. */
  readonly overlaid: Map<Uuid, ShownSummary | undefined>;
}

/**
 * Reads a village through its summary chunks. They are only a shortcut: made from the rows, written after them and
 * never instead of them, good for the `rev` they name. What was written later is opened from the rows; where chunks
 * are missing, of another edition or not whole, everything is.
 */
export function createSummaryReader(context: StoreContext, bodies: OpBodies, village: Uuid): SummaryReader {
  const { engine } = context;
  let known: Known | undefined;

  const startOf = (rev: number): Known => ({ rev, confirmed: new Map(), unkept: 0, overlaid: new Map() });

  async function* read(): AsyncGenerator<SummaryChanges> {
    const cipher = unlocked(context);
    const head = await engine.transaction('read', ['heads'], (tx) => tx.get('heads', [village]));
    if (!known || known.rev < (head?.clearedAt ?? 0)) {
      const chunks = await wholeChunks(head);
      known = startOf(chunks?.upTo ?? 0);
      yield { cleared: true, set: [], gone: [] };
      if (chunks) yield* openChunks(cipher, chunks.rows, known);
      else yield* openAllRows(cipher, known, head?.rev ?? 0);
    }
    yield* openChanged(cipher, known);
  }

  /** The chunks of one writing, or undefined when there is no such thing. */
  async function wholeChunks(head: StoredHead | undefined): Promise<{ readonly upTo: number; readonly rows: readonly StoredChunk[] } | undefined> {
    const rows = await engine.transaction('read', ['chunks'], (tx) => tx.range('chunks', { prefix: [village] }));
    const first = rows[0];
    if (!first || first.edition !== summaryEdition || first.upTo < (head?.clearedAt ?? 0)) return undefined;
    return rows.length === first.of && rows.every(({ upTo }) => upTo === first.upTo) ? { upTo: first.upTo, rows } : undefined;
  }

  async function* openChunks(cipher: Cipher, chunks: readonly StoredChunk[], into: Known): AsyncGenerator<SummaryChanges> {
    for (const chunk of chunks) {
      const text = await cipher.open(chunk, chunkPlace(chunk));
      if (text === undefined) {
        // Damaged: the rows have it all.
        into.confirmed.clear();
        yield { cleared: true, set: [], gone: [] };
        yield* openAllRows(cipher, into, into.rev);
        return;
      }
      const summaries = summariesIn(text);
      for (const summary of summaries) into.confirmed.set(summary.id, summary);
      yield { set: summaries.map(confirmedOnly), gone: [] };
    }
  }

  /** In portions by id; what changes meanwhile has a later `rev` than `from` and is opened after it. */
  async function* openAllRows(cipher: Cipher, into: Known, from: number): AsyncGenerator<SummaryChanges> {
    into.rev = from;
    let after: Uuid | undefined = '';
    while (after !== undefined) {
      const above: Uuid = after;
      const rows: StoredRow[] = await engine.transaction('read', ['rows'], (tx) => tx.range('rows', { prefix: [village], above, limit: rowsAtOnce }));
      yield await take(cipher, rows, into);
      after = rows.length < rowsAtOnce ? undefined : rows[rows.length - 1]!.id;
    }
  }

  async function take(cipher: Cipher, rows: readonly StoredRow[], into: Known): Promise<SummaryChanges> {
    const opened = await inBatches(rows, (row) => openRow(cipher, row));
    const changes: { set: ShownSummary[]; gone: Uuid[] } = { set: [], gone: [] };
    rows.forEach(({ id }, i) => {
      const row = opened[i];
      tell(changes, id, row && summaryOf(row), false, into.confirmed);
      into.overlaid.delete(id); // told as confirmed now: what lies over it is to be told again
    });
    into.unkept += rows.length;
    return changes;
  }

  async function* openChanged(cipher: Cipher, of: Known): AsyncGenerator<SummaryChanges> {
    for (let told: SummaryChanges | undefined; !told; ) {
      const { head, changed, ops } = await engine.transaction('read', ['heads', 'rows', 'ops'], async (tx) => {
        const head = await tx.get('heads', [village]);
        const changed = await tx.range('rows', { index: 'byRev', prefix: [village], above: of.rev });
        const unsent = await tx.range('ops', { index: 'byVillage', prefix: [village, 'unsent'] });
        const overlaid = await tx.range('ops', { index: 'byVillage', prefix: [village, 'overlaid'] });
        return { head, changed, ops: [...unsent, ...overlaid] };
      });
      if (of.rev < (head?.clearedAt ?? 0)) {
        yield* read();
        return;
      }
      for (let at = 0; at < changed.length; at += rowsAtOnce) yield await take(cipher, changed.slice(at, at + rowsAtOnce), of);
      of.rev = head?.rev ?? 0;
      told = await overlaid(cipher, of, head, ops);
      if (told) yield told;
    }
  }

  /** Rows as of the same `rev` as `head`, or undefined: which records own operations are on is known only after a first look. */
  function rowsAsOf<R>(head: StoredHead | undefined, rows: (tx: ReadTx) => Promise<R>): Promise<R | undefined> {
    return engine.transaction('read', ['heads', 'rows'], async (tx) => ((await tx.get('heads', [village]))?.rev === head?.rev ? rows(tx) : undefined));
  }

  // Undefined when a page came in meanwhile: what it confirms must be told before what lay over it is taken away.
  /** Own operations over the rows they are on; and those that no longer have any, as confirmed. */
  async function overlaid(cipher: Cipher, of: Known, head: StoredHead | undefined, ops: readonly StoredOp[]): Promise<SummaryChanges | undefined> {
    const records = [...new Set((await bodies.read(ops)).flatMap((body) => (body ? [body.record] : [])))];
    const stored = records.length === 0 ? [] : await rowsAsOf(head, (tx) => tx.getMany('rows', records.map((id) => [village, id])));
    if (!stored) return undefined;
    const rows = new Map<Uuid, StoredRow>(stored.flatMap((row) => (row ? [[row.id, row]] : [])));
    const overlays = await overlaysOf(bodies, ops, head, (id) => rows.get(id)?.version);
    const changes: { set: ShownSummary[]; gone: Uuid[] } = { set: [], gone: [] };
    if (speaksOfMerging(undefined, overlays)) return underMerges(cipher, of, head, overlays);
    await inBatches([...overlays], async ([id, own]) => {
      const row = rows.get(id);
      const confirmed = row && (await openRow(cipher, row));
      const record = withOverlays(confirmed && recordOf(confirmed), own);
      const summary = summaryOf(record);
      const shown = summary && { summary, onlyHere: record.onlyHere };
      if (of.overlaid.has(id) && sameShown(of.overlaid.get(id), shown)) return;
      tell(changes, id, summary, record.onlyHere);
      of.overlaid.set(id, shown);
    });
    for (const id of of.overlaid.keys()) {
      if (overlays.has(id)) continue;
      tell(changes, id, of.confirmed.get(id), false);
      of.overlaid.delete(id);
    }
    return changes;
  }

  /** While a merge of this phone's own is on its way, what is shown of a record follows from others: all are opened. */
  async function underMerges(cipher: Cipher, of: Known, head: StoredHead | undefined, overlays: Overlays): Promise<SummaryChanges | undefined> {
    const stored = await rowsAsOf(head, (tx) => tx.range('rows', { prefix: [village] }));
    if (!stored) return undefined;
    const rows = await inBatches(stored, (row) => openRow(cipher, row));
    const plain = new Map(rows.flatMap((row) => (row ? [[row.id, recordOf(row)] as const] : [])));
    const confirmed = new Map(plain);
    for (const [id, own] of overlays) plain.set(id, withOverlays(plain.get(id), own));
    const view = mergedView(plain);
    const changes: { set: ShownSummary[]; gone: Uuid[] } = { set: [], gone: [] };
    const touched = new Set<Uuid>();
    for (const id of plain.keys()) {
      const record = view.get(id);
      if (record === confirmed.get(id)) continue;
      touched.add(id);
      const summary = record && summaryOf(record);
      const shown = summary && { summary, onlyHere: record.onlyHere };
      if (of.overlaid.has(id) && sameShown(of.overlaid.get(id), shown)) continue;
      tell(changes, id, summary, record?.onlyHere ?? false);
      of.overlaid.set(id, shown);
    }
    for (const id of of.overlaid.keys()) {
      if (touched.has(id)) continue;
      tell(changes, id, of.confirmed.get(id), false);
      of.overlaid.delete(id);
    }
    return changes;
  }

  async function keep(least: number): Promise<void> {
    if (!known || known.unkept < least) return;
    const { rev, confirmed } = known;
    const cipher = unlocked(context);
    const groups = groupByHome(confirmed.values());
    const texts = Array.from({ length: Math.ceil(groups.length / homesAChunk) }, (_, no) => groups.slice(no * homesAChunk, (no + 1) * homesAChunk));
    const rows: StoredChunk[] = [];
    for (const [no, part] of texts.entries()) {
      const clear = { village, no, of: texts.length, upTo: rev, edition: summaryEdition };
      rows.push({ ...clear, ...(await cipher.seal(chunkText(part), chunkPlace(clear))) });
    }
    const written = await engine.transaction('relaxed', ['heads', 'chunks'], async (tx) => {
      // Somebody may have been erased since these summaries were read: then they must not come back by this.
      const head = await tx.get('heads', [village]);
      if (head?.rev !== rev) return false;
      await tx.deleteRange('chunks', { prefix: [village] });
      await tx.put('chunks', rows);
      return true;
    });
    if (written && known.rev === rev) known.unkept = 0;
  }

  // One reading at a time, and no keeping of what is half read.
  let queue: Promise<unknown> = Promise.resolve();
  async function* inTurn(): AsyncGenerator<SummaryChanges> {
    const before = queue;
    let done = (): void => undefined;
    queue = new Promise<void>((resolve) => (done = resolve));
    let whole = false;
    try {
      await before.catch(() => undefined); // its own reader hears of it
      yield* read();
      whole = true;
    } finally {
      // Left or failed half way: the next reading begins anew.
      if (!whole) known = undefined;
      done();
    }
  }

  return {
    read: inTurn,
    keep: (least = worthKeeping) => {
      const turn = queue.then(() => keep(least));
      queue = turn;
      return turn;
    },
  };
}

const chunkPlace = ({ village, no, upTo }: Pick<StoredChunk, 'village' | 'no' | 'upTo'>): string => place('chunks', village, String(no), upTo);

// Both were made by `summaryOf`, so what is the same has the same text.
const sameShown = (a: ShownSummary | undefined, b: ShownSummary | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const confirmedOnly = (summary: RecordSummary): ShownSummary => ({ summary, onlyHere: false });

function tell(changes: { set: ShownSummary[]; gone: Uuid[] }, id: Uuid, summary: RecordSummary | undefined, onlyHere: boolean, into?: Map<Uuid, RecordSummary>): void {
  if (summary) {
    changes.set.push({ summary, onlyHere });
    into?.set(id, summary);
  } else {
    changes.gone.push(id);
    into?.delete(id);
  }
}
