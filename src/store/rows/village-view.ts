import type { RecordKind } from '../../domain/record/record.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Cipher } from '../cipher/cipher.ts';
import { bySeq, unlocked, type StoreContext } from '../engine/context.ts';
import type { StoredHead, StoredOp, StoredRow } from '../engine/engine.ts';
import type { OpBodies } from '../operations/op-bodies.ts';
import { mergedView, mayInvolveMerge } from './merged-view.ts';
import { isInRow, isPassed, recordOf, withOverlays, type OwnOp } from '../operations/overlay.ts';
import type { PhoneRecord } from '../phone-store.ts';
import { inBatches, openRow } from './sealed-row.ts';

/** Opened rows of villages, cached between calls: a call opens only the rows written since the last one. */
export interface VillageViews {
  /** All records of the village with overlays, deleted ones too. */
  list(village: Uuid): Promise<PhoneRecord[]>;
  get(village: Uuid, id: Uuid): Promise<PhoneRecord | undefined>;
  /** The records that exist of these ids, without opening the rest of the village. */
  getMany(village: Uuid, ids: readonly Uuid[]): Promise<PhoneRecord[]>;
  /** The records of one kind, deleted ones too, without opening any other. */
  ofKind(village: Uuid, kind: RecordKind): Promise<PhoneRecord[]>;
  /** Ids of rows that could not be read. */
  unreadable(village: Uuid): ReadonlySet<Uuid>;
}

interface Confirmed {
  readonly version: number;
  readonly record: PhoneRecord;
}

/** Rows opened so far, as of the village's `rev`. */
interface Opened {
  readonly rev: number;
  readonly rows: Map<Uuid, Confirmed>;
  readonly unreadable: Set<Uuid>;
}

/** Own operations by record, in the order they were made. */
export type Overlays = ReadonlyMap<Uuid, readonly OwnOp[]>;

export function createVillageViews(context: StoreContext, bodies: OpBodies): VillageViews {
  const cache = new Map<Uuid, Opened>();
  const queues = new Map<Uuid, Promise<unknown>>();

  // One refresh at a time for a village: an older snapshot must not overwrite a newer one.
  function enqueue<T>(village: Uuid, work: () => Promise<T>): Promise<T> {
    const turn = (queues.get(village) ?? Promise.resolve()).then(work, work);
    queues.set(village, turn);
    return turn;
  }

  async function refresh(village: Uuid): Promise<{ readonly opened: Opened; readonly overlays: Overlays }> {
    const cipher = unlocked(context);
    const known = cache.get(village);
    const { head, fresh, rows, ops } = await context.engine.transaction(
      'read',
      ['heads', 'rows', 'ops'],
      async (tx) => {
        const head = await tx.get('heads', [village]);
        const fresh = !known || known.rev < (head?.clearedAt ?? 0);
        const rows = await tx.range(
          'rows',
          fresh ? { prefix: [village] } : { index: 'byRev', prefix: [village], above: known.rev },
        );
        const unsent = await tx.range('ops', { index: 'byVillage', prefix: [village, 'unsent'] });
        const overlaid = await tx.range('ops', { index: 'byVillage', prefix: [village, 'overlaid'] });
        return { head, fresh, rows, ops: [...unsent, ...overlaid] };
      },
    );
    const base = fresh ? { rows: new Map<Uuid, Confirmed>(), unreadable: new Set<Uuid>() } : known!;
    await openInto(base, cipher, rows);
    const opened = { ...base, rev: head?.rev ?? 0 };
    cache.set(village, opened);
    return { opened, overlays: await overlaysOf(bodies, ops, head, (id) => opened.rows.get(id)?.version) };
  }

  const listNow = (village: Uuid): Promise<PhoneRecord[]> =>
    enqueue(village, async () => {
      const { opened, overlays } = await refresh(village);
      return [...mergedView(withAllOverlays(opened, overlays)).values()];
    });

  async function ofKind(village: Uuid, kind: RecordKind): Promise<PhoneRecord[]> {
    const cipher = unlocked(context);
    const { head, stored, ops } = await context.engine.transaction('read', ['heads', 'rows', 'ops'], async (tx) => {
      const head = await tx.get('heads', [village]);
      const stored = await tx.range('rows', { index: 'byKind', prefix: [village, kind] });
      const unsent = await tx.range('ops', { index: 'byVillage', prefix: [village, 'unsent'] });
      const overlaid = await tx.range('ops', { index: 'byVillage', prefix: [village, 'overlaid'] });
      return { head, stored, ops: [...unsent, ...overlaid] };
    });
    const rows = await inBatches(stored, (row) => openRow(cipher, row));
    const shown = new Map(rows.flatMap((row) => (row ? [[row.id, recordOf(row)]] : [])));
    const versions = new Map(stored.map(({ id, version }) => [id, version]));
    const overlays = await overlaysOf(bodies, ops, head, (record) => versions.get(record));
    // An operation holds its record's kind at the time it was made; only the row holds the kind now.
    for (const [id, own] of overlays)
      if (versions.has(id) || own[0]!.body.kind === kind) shown.set(id, withOverlays(shown.get(id), own));
    return [...shown.values()];
  }

  async function getMany(village: Uuid, ids: readonly Uuid[]): Promise<PhoneRecord[]> {
    const cipher = unlocked(context);
    const { head, stored, ops } = await context.engine.transaction('read', ['heads', 'rows', 'ops'], async (tx) => {
      const head = await tx.get('heads', [village]);
      const stored = await tx.getMany(
        'rows',
        ids.map((id) => [village, id]),
      );
      const unsent = await tx.range('ops', { index: 'byVillage', prefix: [village, 'unsent'] });
      const overlaid = await tx.range('ops', { index: 'byVillage', prefix: [village, 'overlaid'] });
      return { head, stored, ops: [...unsent, ...overlaid] };
    });
    const rows = await inBatches(stored, (row) => (row ? openRow(cipher, row) : Promise.resolve(undefined)));
    const versions = new Map(rows.flatMap((row) => (row ? [[row.id, row.version]] : [])));
    const overlays = await overlaysOf(bodies, ops, head, (record) => versions.get(record));
    // While an own merge is unconfirmed, what is shown of a record depends on other records.
    if (mayInvolveMerge(undefined, overlays)) return canonicalAmong(await listNow(village), ids);
    return ids.flatMap((id, i) => {
      const row = rows[i];
      return shownOf(row && recordOf(row), overlays.get(id)) ?? [];
    });
  }

  return {
    list: listNow,
    async get(village, id) {
      if (!cache.has(village)) {
        const alone = (await getMany(village, [id]))[0];
        return mayInvolveMerge(alone, new Map()) ? canonicalAmong(await listNow(village), [id])[0] : alone;
      }
      return enqueue(village, async () => {
        const { opened, overlays } = await refresh(village);
        const alone = shownOf(opened.rows.get(id)?.record, overlays.get(id));
        return mayInvolveMerge(alone, overlays)
          ? canonicalAmong([...mergedView(withAllOverlays(opened, overlays)).values()], [id])[0]
          : alone;
      });
    },
    getMany,
    ofKind,
    unreadable: (village) => cache.get(village)?.unreadable ?? new Set(),
  };
}

function withAllOverlays(opened: Opened, overlays: Overlays): Map<Uuid, PhoneRecord> {
  const shown = new Map([...opened.rows].map(([id, { record }]) => [id, record]));
  for (const [id, ops] of overlays) shown.set(id, withOverlays(shown.get(id), ops));
  return shown;
}

/** The records of these ids, or the ones they were merged into, each once. */
function canonicalAmong(records: readonly PhoneRecord[], ids: readonly Uuid[]): PhoneRecord[] {
  const wanted = new Set(ids);
  return records.filter((record) => wanted.has(record.id) || record.merged?.some((gone) => wanted.has(gone.id)));
}

const shownOf = (confirmed: PhoneRecord | undefined, own: readonly OwnOp[] | undefined): PhoneRecord | undefined =>
  own ? withOverlays(confirmed, own) : confirmed;

async function openInto(
  opened: Pick<Opened, 'rows' | 'unreadable'>,
  cipher: Cipher,
  rows: readonly StoredRow[],
): Promise<void> {
  const texts = await inBatches(rows, (row) => openRow(cipher, row));
  texts.forEach((row, i) => {
    const { id } = rows[i]!;
    opened.rows.delete(id);
    opened.unreadable.delete(id);
    if (row) opened.rows.set(id, { version: row.version, record: recordOf(row) });
    else opened.unreadable.add(id);
  });
}

/**
 * Own operations that are still shown over their rows, by record.
 * @param versionOf the version of a record's confirmed row
 */
export async function overlaysOf(
  bodies: OpBodies,
  ops: readonly StoredOp[],
  head: StoredHead | undefined,
  versionOf: (record: Uuid) => number | undefined,
): Promise<Overlays> {
  const sorted = [...ops].sort(bySeq);
  const opened = await bodies.read(sorted);
  const byRecord = new Map<Uuid, OwnOp[]>();
  opened.forEach((body, i) => {
    const stored = sorted[i]!;
    const rowVersion = body && versionOf(body.record);
    if (!body || isPassed(stored, rowVersion, head?.cursor)) return;
    const own = { stored, body, inRow: isInRow(stored, rowVersion) };
    const list = byRecord.get(body.record);
    if (list) list.push(own);
    else byRecord.set(body.record, [own]);
  });
  return byRecord;
}
