import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '../../../src/lib/day.ts';
import { createDexiePhone, type DexiePhone } from './dexie-phone.ts';
import {
  createTestClock,
  cursorAt,
  draftOf,
  newId,
  pageOf,
  recordId,
  setHousehold,
  start,
  village,
  fullRow,
} from './phone.ts';
import { Told } from './summaries-suite.ts';

const name = 'Nguyễn Thị Thử Nghiệm';
const address = 'Ngõ Không Có Thật 17';

const request = <T>(of: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    of.onsuccess = () => resolve(of.result);
    of.onerror = () => reject(of.error ?? new Error('request failed'));
  });

/** Every record of a database as IndexedDB has it. */
async function dump(database: string): Promise<Record<string, unknown[]>> {
  const db = await request(indexedDB.open(database));
  const tables = [...db.objectStoreNames];
  const tx = db.transaction(tables);
  const rows = await Promise.all(
    tables.map((table) => request(tx.objectStore(table).getAll() as IDBRequest<unknown[]>)),
  );
  db.close();
  return Object.fromEntries(tables.map((table, i) => [table, rows[i]!]));
}

/** All text in a value: strings as they are, bytes read as Latin-1, UTF-8 and UTF-16. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array)
    return [
      new TextDecoder('latin1').decode(value),
      new TextDecoder().decode(value),
      new TextDecoder('utf-16le').decode(value),
    ];
  if (value instanceof CryptoKey) return [String(value.extractable)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)])
    : [String(value)];
}

describe('what lies on the disk', () => {
  let phone: DexiePhone;
  beforeEach(async () => {
    phone = await createDexiePhone(createTestClock());
  });
  afterEach(() => phone.dispose());

  const today = dayOf(start);

  const writeEverywhere = async () => {
    const store = await phone.openTab();
    await store.drafts.save(draftOf(recordId(1), 1, { headName: name }));
    const [op] = await store.records.submit([setHousehold(recordId(1), { headName: name })]);
    await store.records.submit([setHousehold(recordId(2), { address })]);
    await store.confirmed.applyPage(
      village,
      undefined,
      pageOf({
        rows: [{ id: recordId(1), version: 3 }, fullRow(recordId(3), 2, { headName: name, address })],
        outcomes: [[op!, 'applied', 3]],
        cursor: cursorAt(3),
      }),
    );
    await store.settings.saveMe({ account: newId(), name, grants: [], areas: [], epoch: 1, tag: 't', now: start });
    await store.settings.seal('reports', {
      reports: [
        {
          village,
          period: { from: today, until: today },
          asOf: today,
          counts: { coverage: { households: 0, surveyed: 0, residents: 0, adults: 0 }, figures: {} },
          targets: [],
          signed: { name, at: start },
        },
      ],
      now: start,
    });
    await phone.registry.setLabel(phone.enrolment, name);
    const told = new Told(store.summaries(village));
    await told.listen();
    await told.reader.keep(1);
    return store;
  };

  test('names nobody: not in rows, operations, drafts, settings or keys', async () => {
    const store = await writeEverywhere();
    expect((await store.records.list(village)).map(({ fields }) => fields['headName'] ?? fields['address'])).toEqual(
      expect.arrayContaining([name, address]),
    );
    const databases = (await indexedDB.databases()).map((one) => one.name!);
    expect(databases).toEqual(expect.arrayContaining(['thonso-device', `thonso-${phone.enrolment}`]));
    for (const database of databases) {
      const all = await dump(database);
      const texts = Object.values(all).flat().flatMap(textsIn).join('\n');
      for (const secret of [name, 'Thử Nghiệm', address, 'headName', 'address', 'answers'])
        expect(texts).not.toContain(secret);
    }
  });

  test('has only the agreed columns in the clear', async () => {
    await writeEverywhere();
    const tables = await dump(`thonso-${phone.enrolment}`);
    const columns = (table: string) => [...new Set(tables[table]!.flatMap((row) => Object.keys(row as object)))].sort();
    expect(columns('rows')).toEqual(['ciphertext', 'id', 'kind', 'localRev', 'nonce', 'version', 'village']);
    expect(columns('ops')).toEqual([
      'ackVersion',
      'bytes',
      'ciphertext',
      'fork',
      'group',
      'keptSince',
      'nonce',
      'opId',
      'outcome',
      'sealedBy',
      'seq',
      'state',
      'village',
    ]);
    expect(columns('drafts')).toEqual(['ciphertext', 'id', 'nonce', 'rev', 'savedAt', 'startedAt', 'village']);
    expect(columns('heads')).toEqual(['clearedAt', 'cursor', 'rev', 'village']);
    expect(columns('chunks')).toEqual(['ciphertext', 'edition', 'no', 'nonce', 'of', 'upTo', 'village']);
    expect(columns('meta')).toEqual(['ciphertext', 'key', 'nonce', 'value']);
  });

  test('keeps acknowledged operations out of the reach of the outbox key', async () => {
    await writeEverywhere();
    const ops = (await dump(`thonso-${phone.enrolment}`))['ops'] as { state: string; sealedBy: string }[];
    expect(ops.map(({ state, sealedBy }) => [state, sealedBy]).sort()).toEqual([
      ['retained', 'data'],
      ['unsent', 'outbox'],
    ]);
  });

  test('a row whose bytes were damaged or swapped is not shown and not vouched for', async () => {
    const store = await writeEverywhere();
    const rows = (await dump(`thonso-${phone.enrolment}`))['rows'] as {
      id: string;
      nonce: Uint8Array;
      ciphertext: Uint8Array;
    }[];
    const [one, two] = rows;
    const db = await request(indexedDB.open(`thonso-${phone.enrolment}`));
    const tx = db.transaction('rows', 'readwrite');
    await request(tx.objectStore('rows').put({ ...one, nonce: two!.nonce, ciphertext: two!.ciphertext }));
    db.close();
    store.close();
    const reopened = await phone.openTab();
    expect((await reopened.records.list(village)).map(({ id }) => id)).not.toContain(one!.id);
    expect((await reopened.confirmed.versions(village)).map(({ id }) => id)).toEqual([two!.id]);
  });
});
