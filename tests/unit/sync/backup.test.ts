import { webcrypto } from 'node:crypto';
import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import { openBackup, sealBackup, type BackupContent } from '../../../src/store/backup/backup-file.ts';
import type { Draft } from '../../../src/store/phone-store.ts';
import { seeded } from '../../support/seeded.ts';
import { Phone } from './phone.ts';
import { VillageServer } from './village-server.ts';
import { createTime, type VirtualTime } from './virtual-time.ts';

const subtle = webcrypto.subtle as unknown as SubtleCrypto;
const random = seeded(5);

let time: VirtualTime;
let server: VillageServer;
let village: Uuid;

beforeEach(() => {
  time = createTime();
  server = new VillageServer(time);
  village = server.addVillage();
});

function phoneOf(seed: number, account = server.addPerson()): Phone {
  server.grant(account, village);
  return new Phone(server, account, seed);
}

const draftOf = (id: Uuid, savedAt = time.now(), rev = 1): Draft => ({
  id,
  village,
  rev,
  startedAt: savedAt - 60_000,
  savedAt,
  content: { answers: ['Có'] },
});
const stored = () => [...server.storage.state.ops.values()];
const take = (phone: Phone) => phone.store.backups.take('Người thử');

/** Two forms and a draft that nobody but this phone holds. */
async function phoneWithWork(seed = 1): Promise<{ phone: Phone; file: BackupContent; records: Uuid[]; draft: Draft }> {
  const phone = phoneOf(seed);
  const records = [await phone.survey(village), ...(await phone.surveyTogether(village, 2))];
  const draft = draftOf(records[0]!);
  await phone.store.drafts.save(draft);
  return { phone, records, draft, file: await take(phone) };
}

describe('the backup of a phone', () => {
  it('holds what only this phone has: unsent operations with their opIds, and drafts', async () => {
    const phone = phoneOf(1);
    await phone.survey(village);
    await phone.sync();
    const { records, draft, file } = await phoneWithWork(2);
    expect(file.operations.map(({ record }) => record)).toEqual(records);
    expect(file).toMatchObject({ name: 'Người thử', drafts: [draft], sentUpTo: 0, unreadable: 0 });
    expect(await take(phone)).toMatchObject({ operations: [], drafts: [], sentUpTo: 1 });
  });

  it('is written without a write to the phone: a full one can do it', async () => {
    const { phone } = await phoneWithWork();
    expect(await phone.writesDuring(() => take(phone))).toEqual([]);
  });
});

describe('put back', () => {
  it('on another phone of the village: sent from there, each operation stored once, the draft goes on', async () => {
    const { file, records, draft } = await phoneWithWork();
    const other = phoneOf(2);
    expect(await other.store.backups.putBack(file)).toEqual({
      forms: 2,
      operations: 3,
      drafts: 1,
      alreadyHere: 0,
      draftsInTheWay: [],
    });
    expect(await other.households(village)).toEqual([...records].sort());
    expect(await other.store.drafts.list()).toEqual([draft]);
    expect((await other.sync()).kind).toBe('done');
    expect(
      stored()
        .map(({ opId }) => opId)
        .sort(),
    ).toEqual(file.operations.map(({ opId }) => opId).sort());
    expect(await other.store.outbox.ledger()).toMatchObject({ unsent: 0 });
  });

  it('on two phones, while the first sends too: everything is stored once and all show the same', async () => {
    const { phone, file, records } = await phoneWithWork();
    const [second, third] = [phoneOf(2), phoneOf(3)];
    for (const other of [second, third]) await other.store.backups.putBack(file);
    await second.survey(village);
    for (const one of [third, phone, second, third, phone]) expect((await one.sync()).kind).toBe('done');
    expect(stored()).toHaveLength(4);
    expect(new Set(stored().map(({ outcome }) => outcome))).toEqual(new Set(['applied']));
    const shown = await phone.households(village);
    expect(shown).toEqual(expect.arrayContaining(records));
    for (const other of [second, third]) expect(await other.households(village)).toEqual(shown);
    const log = server.log.length;
    await third.sync();
    expect(server.log.slice(log).map(({ route }) => route)).toEqual(['pull']);
  });

  it('on the phone that still holds it, or twice, changes nothing', async () => {
    const { phone, file } = await phoneWithWork();
    const nothing = { forms: 0, operations: 0, drafts: 0, alreadyHere: 4, draftsInTheWay: [] };
    expect(await phone.store.backups.putBack(file)).toEqual(nothing);
    await phone.sync();
    expect(await phone.store.backups.putBack(file)).toEqual(nothing);
    const other = phoneOf(2);
    await other.store.backups.putBack(file);
    expect(await other.store.backups.putBack(file)).toEqual(nothing);
    await other.sync();
    expect(stored()).toHaveLength(3);
  });

  it('of an older state keeps later edits: editing an own unsent household is no conflict afterwards', async () => {
    const { phone, records } = await phoneWithWork();
    const [household] = await phone.store.records.list(village);
    await phone.store.records.submit([
      { record: household!.id, village, kind: 'household', set: { headName: 'Sửa lại' }, bases: household!.bases },
    ]);
    const other = phoneOf(2);
    await other.store.backups.putBack(await take(phone));
    await other.sync();
    expect(new Set(stored().map(({ outcome }) => outcome))).toEqual(new Set(['applied']));
    expect((await other.store.records.get(village, records[0]!))?.fields).toMatchObject({ headName: 'Sửa lại' });
  });

  it('queues behind the new phone’s own unsent work', async () => {
    const { file } = await phoneWithWork();
    const other = phoneOf(2);
    await other.survey(village);
    await other.store.backups.putBack(file);
    await other.survey(village);
    expect((await other.sync()).kind).toBe('done');
    expect(stored()).toHaveLength(5);
    expect(
      stored()
        .map(({ seq }) => seq)
        .sort(),
    ).toEqual([1, 2, 3, 4, 5]);
  });

  it('leaves a draft under way here alone, and says whose it is; the file gives its own later', async () => {
    const { file, records } = await phoneWithWork();
    const other = phoneOf(2);
    const own = draftOf(records[0]!, time.now() + 5);
    await other.store.drafts.save(own);
    expect(await other.store.backups.putBack(file)).toMatchObject({ drafts: 0, draftsInTheWay: [records[0]] });
    expect(await other.store.drafts.list()).toEqual([own]);
    await other.store.drafts.remove(own.id);
    expect(await other.store.backups.putBack(file)).toMatchObject({ drafts: 1, draftsInTheWay: [] });
  });

  it('does not bring back the older half of a form that was finished since', async () => {
    const { phone, file, draft } = await phoneWithWork();
    const finish = (on: Phone) =>
      on.store.records.submit([{ record: draft.id, village, kind: 'household', set: { address: 'Xong' }, bases: {} }], {
        remove: draft.id,
      });
    await time.pass(1000);
    await finish(phone);
    expect(await phone.store.backups.putBack(file)).toMatchObject({ drafts: 0, draftsInTheWay: [] });
    const other = phoneOf(2);
    await other.store.backups.putBack(file);
    await finish(other);
    expect(await other.store.backups.putBack(file)).toMatchObject({ drafts: 0 });
    expect(await other.store.drafts.list()).toEqual([]);
  });

  it('on the same enrolment whose storage was wiped: goes on counting where it was', async () => {
    const phone = phoneOf(1);
    await phone.survey(village);
    await phone.sync();
    await phone.surveyTogether(village, 2);
    const file = await take(phone);
    phone.disk.wipe();
    phone.open();
    await phone.store.backups.putBack(file);
    expect((await phone.sync()).kind).toBe('done');
    expect(stored()).toHaveLength(3);
    expect(phone.device).toBe(file.enrolment); // no new device was needed
  });

  it('on a phone without room says so and changes nothing', async () => {
    const { file } = await phoneWithWork();
    const other = phoneOf(2);
    other.disk.setQuota(0);
    await expect(other.store.backups.putBack(file)).rejects.toThrow();
    other.disk.setQuota(Infinity);
    expect(await other.store.outbox.ledger()).toMatchObject({ unsent: 0, drafts: 0 });
  });
});

describe('the file', () => {
  const secret = 'cà phê rẫy tháng mười';

  it('opens with its passphrase on any keyboard, and says nothing without it', async () => {
    const { file } = await phoneWithWork();
    const text = await sealBackup(subtle, random, secret, file);
    expect(text).not.toMatch(/Người thử|headName/);
    expect(JSON.parse(text)).toMatchObject({
      format: 'thon-so-backup',
      version: 1,
      kdf: { name: 'PBKDF2-SHA-256', iterations: 600_000 },
    });
    expect(await openBackup(subtle, random, secret.normalize('NFD'), text)).toEqual(file);
    expect(await openBackup(subtle, random, `${secret} `, text)).toEqual(file);
  });

  test.each<[string, string, (text: string) => string]>([
    ['wrongPassphrase', 'another', (text) => text],
    ['damaged', secret, (text) => text.slice(0, -40)],
    ['damaged', secret, (text) => text.replace(/("ciphertext":"[^"]{9})[^"]/, (_, head: string) => `${head}!`)],
    [
      'damaged',
      secret,
      (text) =>
        text.replace(/("ciphertext":")(.)/, (_, head: string, first: string) => head + (first === 'A' ? 'B' : 'A')),
    ],
    ['newer', secret, (text) => text.replace('"version":1', '"version":2')],
    ['notBackup', secret, () => '{"some":"json"}'],
    ['notBackup', secret, () => 'ảnh chụp'],
  ])('is told apart: %s', async (problem, passphrase, change) => {
    const { file } = await phoneWithWork();
    const text = await sealBackup(subtle, random, secret, file);
    expect(await openBackup(subtle, random, passphrase, change(text))).toBe(problem);
  });
});
