import type { Uuid } from '../lib/ids.ts';
import type { Cipher } from './cipher.ts';
import { bySeq, unlocked, type StoreContext } from './context.ts';
import type { StoredHead, StoredOp, StoredRow } from './engine.ts';
import type { OpBodies } from './op-bodies.ts';
import { isPassed, recordOf, withOverlays, type OwnOp } from './overlay.ts';
import type { PhoneRecord } from './phone-store.ts';
import { inBatches, openRow } from './sealed-row.ts';

/** Opened rows of villages, kept between calls: a call opens only what was written since the last one. */
export interface VillageViews {
  list(village: Uuid): Promise<PhoneRecord[]>;
  get(village: Uuid, id: Uuid): Promise<PhoneRecord | undefined>;
  /** Rows that were found unreadable. */
  unreadable(village: Uuid): ReadonlySet<Uuid>;
}

interface Cached {
  readonly rev: number;
  readonly records: Map<Uuid, PhoneRecord>;
  readonly unreadable: Set<Uuid>;
}

export function createVillageViews(context: StoreContext, bodies: OpBodies): VillageViews {
  const cache = new Map<Uuid, Cached>();
  const queues = new Map<Uuid, Promise<unknown>>();

  // One refresh at a time a village: an older snapshot must not be written over a newer one.
  function inTurn<T>(village: Uuid, work: () => Promise<T>): Promise<T> {
    const turn = (queues.get(village) ?? Promise.resolve()).then(work, work);
    queues.set(village, turn);
    return turn;
  }

  async function refresh(village: Uuid): Promise<{ cached: Cached; overlays: Map<Uuid, OwnOp[]> }> {
    const cipher = unlocked(context);
    const known = cache.get(village);
    const { head, fresh, rows, ops } = await context.engine.transaction('read', ['heads', 'rows', 'ops'], async (tx) => {
      const head = await tx.get('heads', [village]);
      const fresh = !known || known.rev < (head?.clearedAt ?? 0);
      const rows = await tx.range('rows', fresh ? { prefix: [village] } : { index: 'byRev', prefix: [village], above: known.rev });
      const unsent = await tx.range('ops', { index: 'byVillage', prefix: [village, 'unsent'] });
      const overlaid = await tx.range('ops', { index: 'byVillage', prefix: [village, 'overlaid'] });
      return { head, fresh, rows, ops: [...unsent, ...overlaid] };
    });
    const cached = fresh ? { rev: 0, records: new Map<Uuid, PhoneRecord>(), unreadable: new Set<Uuid>() } : known!;
    await open(cipher, rows, cached);
    const now = { ...cached, rev: head?.rev ?? 0 };
    cache.set(village, now);
    return { cached: now, overlays: await overlaysOf(ops, head) };
  }

  async function open(cipher: Cipher, rows: readonly StoredRow[], into: Cached): Promise<void> {
    const opened = await inBatches(rows, (row) => openRow(cipher, row));
    opened.forEach((row, i) => {
      const { id } = rows[i]!;
      into.records.delete(id);
      into.unreadable.delete(id);
      if (row) into.records.set(id, recordOf(row));
      else into.unreadable.add(id);
    });
  }

  async function overlaysOf(ops: readonly StoredOp[], head: StoredHead | undefined): Promise<Map<Uuid, OwnOp[]>> {
    const sorted = [...ops].sort(bySeq);
    const opened = await bodies.read(sorted);
    const byRecord = new Map<Uuid, OwnOp[]>();
    opened.forEach((body, i) => {
      const stored = sorted[i]!;
      if (!body || isPassed(stored, body.record, head?.cursor, head?.complete ?? false)) return;
      const list = byRecord.get(body.record);
      if (list) list.push({ stored, body });
      else byRecord.set(body.record, [{ stored, body }]);
    });
    return byRecord;
  }

  async function getAlone(village: Uuid, id: Uuid): Promise<PhoneRecord | undefined> {
    const cipher = unlocked(context);
    const { head, stored, ops } = await context.engine.transaction('read', ['heads', 'rows', 'ops'], async (tx) => {
      const head = await tx.get('heads', [village]);
      const stored = await tx.get('rows', [village, id]);
      const unsent = await tx.range('ops', { index: 'byVillage', prefix: [village, 'unsent'] });
      const overlaid = await tx.range('ops', { index: 'byVillage', prefix: [village, 'overlaid'] });
      return { head, stored, ops: [...unsent, ...overlaid] };
    });
    const row = stored && (await openRow(cipher, stored));
    const own = (await overlaysOf(ops, head)).get(id);
    const confirmed = row && recordOf(row);
    return own ? withOverlays(confirmed, own) : confirmed;
  }

  return {
    list: (village) =>
      inTurn(village, async () => {
        const { cached, overlays } = await refresh(village);
        const shown = new Map(cached.records);
        for (const [id, ops] of overlays) shown.set(id, withOverlays(cached.records.get(id), ops));
        return [...shown.values()];
      }),
    async get(village, id) {
      if (!cache.has(village)) return getAlone(village, id);
      return inTurn(village, async () => {
        const { cached, overlays } = await refresh(village);
        const confirmed = cached.records.get(id);
        const own = overlays.get(id);
        return own ? withOverlays(confirmed, own) : confirmed;
      });
    },
    unreadable: (village) => cache.get(village)?.unreadable ?? new Set(),
  };
}
