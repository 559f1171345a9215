import { beforeEach, describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { PushRequest } from '../../../src/protocol/push.ts';
import { StorageFullError } from '../../../src/store/engine/errors.ts';
import { Phone } from './phone.ts';
import { createTime, startOfTests, type VirtualTime } from './virtual-time.ts';
import { refusal, unreachable, VillageServer } from './village-server.ts';

let time: VirtualTime;
let server: VillageServer;
let village: Uuid;
let phone: Phone;

beforeEach(() => {
  time = createTime();
  server = new VillageServer(time);
  village = server.addVillage();
  phone = newPhone();
});

function newPhone(seed = 1): Phone {
  const account = server.addPerson();
  server.grant(account, village);
  return new Phone(server, account, seed);
}

const storedOn = (of: VillageServer): Uuid[] =>
  [...of.storage.state.records.values()].map((record) => record.id).sort();

describe('a slice', () => {
  it('sends what was surveyed and fetches what others sent', async () => {
    const other = newPhone(2);
    const mine = await phone.survey(village);
    const theirs = await other.survey(village);
    expect(await other.slice()).toMatchObject({ kind: 'done', sentForms: 1, sentOperations: 1 });
    expect(await phone.slice()).toMatchObject({ kind: 'done', sentForms: 1, sentOperations: 1, receivedRows: 2 });
    expect(await phone.households(village)).toEqual([mine, theirs].sort());
    expect(await phone.store.outbox.ledger()).toMatchObject({ unsent: 0, forms: 0 });
    expect((await phone.store.records.list(village)).some((record) => record.onlyHere)).toBe(false);
  });

  it('with nothing to do asks once a village and writes nothing but the contact', async () => {
    const second = server.addVillage();
    server.grant(phone.account, second);
    await phone.survey(village);
    await phone.survey(second);
    await phone.sync();
    server.log.length = 0;
    const writes = await phone.writesDuring(() => phone.slice());
    expect(server.log.map((asked) => asked.route)).toEqual(['pull', 'pull']);
    expect(writes).toEqual(['put meta']);
    expect(await phone.store.settings.get('lastContact')).toBe(time.now());
  });

  it('counts the bytes of idle looks together, once they are worth a write', async () => {
    await phone.sync();
    const before = (await phone.store.settings.get('dataUsed'))?.bytes ?? 0;
    for (let i = 0; i < 40; i++) await phone.slice();
    const after = (await phone.store.settings.get('dataUsed'))!.bytes;
    expect(after).toBeGreaterThan(before);
    expect(phone.memory.uncounted).toBeLessThanOrEqual(4_096);
  });

  it('begins a new month at zero', async () => {
    await phone.store.settings.set('dataUsed', { month: '2026-10', bytes: 9_000_000 });
    await phone.survey(village);
    await phone.slice();
    const used = (await phone.store.settings.get('dataUsed'))!;
    expect(used.month).toBe('2026-11');
    expect(used.bytes).toBeLessThan(10_000);
  });

  it('keeps to the bounds of a push, and a form stays in one', async () => {
    for (let i = 0; i < 90; i++) await phone.surveyTogether(village, 5);
    expect(await phone.slice()).toMatchObject({ kind: 'done', sentForms: 90, sentOperations: 450 });
    expect(server.pushes().map((push) => push.entries.length)).toEqual([200, 200, 50]);
  });

  it('tells with each push what this phone still holds afterwards', async () => {
    for (let i = 0; i < 250; i++) await phone.survey(village);
    await phone.store.drafts.save({
      id: server.newId(),
      village,
      rev: 1,
      startedAt: startOfTests,
      savedAt: startOfTests,
      content: {},
    });
    await phone.slice();
    expect(server.pushes().map((push) => push.ledger)).toEqual([
      expect.objectContaining({ unsent: 50, drafts: 1, oldest: expect.any(Number) as number }),
      expect.objectContaining({ unsent: 0, drafts: 1 }),
    ]);
    const [draft] = await phone.store.drafts.list();
    await phone.store.drafts.remove(draft!.id);
    await phone.survey(village);
    await phone.slice();
    expect(server.pushes().at(-1)!.ledger).toEqual({ unsent: 0, forms: 0, drafts: 0 });
  });

  it('stops at its budget and goes on with the next', async () => {
    for (let i = 0; i < 450; i++) await phone.survey(village);
    server.roundTrip = 9_000;
    expect(await phone.slice()).toMatchObject({ kind: 'more', sentOperations: 450 });
    expect(await phone.sync()).toMatchObject({ kind: 'done' });
    const small = newPhone(3);
    await small.survey(village);
    expect(await small.slice({}, { millis: 20_000, bytes: 1 })).toMatchObject({ kind: 'more', sentOperations: 1 });
    expect(server.asked('push').filter((asked) => (asked.message as PushRequest).entries.length === 1)).toHaveLength(1);
  });

  it('learns how far the phone’s clock is off, by half a round trip', async () => {
    server.roundTrip = 400;
    server.clockAhead = 3_600_000;
    await phone.slice();
    expect(await phone.store.settings.get('clockOffset')).toBe(3_600_000);
    server.clockAhead += 300;
    await phone.slice();
    expect(await phone.store.settings.get('clockOffset')).toBe(3_600_000); // within what can be known
    server.clockAhead -= 10_000;
    await phone.slice();
    expect(await phone.store.settings.get('clockOffset')).toBe(3_590_300);
  });

  it('measures forms and kilobytes', async () => {
    await phone.surveyTogether(village, 3);
    await phone.survey(village);
    const result = await phone.slice();
    expect(result).toMatchObject({ sentForms: 2, sentOperations: 4 });
    expect(result.kilobytes).toBeGreaterThan(1);
    expect(result.kilobytes).toBeLessThan(20);
  });

  it('pushes only, where the store is locked', async () => {
    await phone.survey(village);
    phone.open({ locked: true });
    const { rows: _rows, ...deps } = phone.deps();
    const { syncSlice } = await import('../../../src/sync/slice/sync-slice.ts');
    expect(await syncSlice(deps, { millis: 20_000 })).toMatchObject({ kind: 'done', sentForms: 1 });
    expect(server.log.map((asked) => asked.route)).toEqual(['push']);
  });
});

describe('a slice whose requests fail', () => {
  it.each([
    ['no answer', unreachable, 'offline'],
    ['429', refusal({ error: 'slowDown' }), 'busy'],
    ['503', refusal({ error: 'retry' }), 'busy'],
  ] as const)('keeps everything on %s and waits longer each time', async (_name, reply, kind) => {
    await phone.survey(village);
    server.refuse('push', reply, 3);
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) {
      const result = await phone.slice();
      expect(result).toMatchObject({ kind, sentForms: 0 });
      waits.push('retryAt' in result ? result.retryAt - time.now() : 0);
    }
    expect(waits[0]).toBeGreaterThanOrEqual(1_000);
    expect(waits[0]).toBeLessThanOrEqual(2_000);
    expect(waits[2]).toBeGreaterThanOrEqual(4_000);
    expect(waits[2]).toBeLessThanOrEqual(8_000);
    expect(await phone.slice()).toMatchObject({ kind: 'done', sentForms: 1 });
    expect(phone.memory.failures).toBe(0);
  });

  it('waits as long as the server asks', async () => {
    await phone.survey(village);
    server.refuse('push', refusal({ error: 'retry' }, 120));
    const result = await phone.slice();
    expect('retryAt' in result && result.retryAt - time.now()).toBeGreaterThanOrEqual(120_000);
  });

  it('tells the contact of a refusal, but not of silence', async () => {
    server.refuse('me', unreachable);
    await phone.slice();
    expect(await phone.store.settings.get('lastContact')).toBeUndefined();
    server.refuse('me', refusal({ error: 'retry' }));
    await phone.slice();
    expect(await phone.store.settings.get('lastContact')).toBe(time.now());
  });

  it('sends again after a lost response, and the server stores it once', async () => {
    await phone.survey(village);
    let lost = 0;
    server.faults.push(({ route }) => (route === 'push' && lost++ === 0 ? 'responseLost' : undefined));
    expect(await phone.slice()).toMatchObject({ kind: 'offline', sentForms: 0 });
    expect(await phone.slice()).toMatchObject({ kind: 'done', sentForms: 1 });
    expect(server.storage.state.ops.size).toBe(1);
    expect(server.pushes()[0]!.entries).toEqual(server.pushes()[1]!.entries);
  });

  it('takes an answer that does not fit its entries for none', async () => {
    await phone.survey(village);
    server.refuse('push', {
      kind: 'ok',
      value: { outcomes: [], lastSeq: 1, now: time.now(), epoch: 1 } as never,
      sent: 1,
      received: 1,
    });
    expect(await phone.slice()).toMatchObject({ kind: 'busy' });
    expect(await phone.store.outbox.ledger()).toMatchObject({ unsent: 1 });
  });

  it('renews the session once, then sends', async () => {
    await phone.survey(village);
    server.refuse('push', refusal({ error: 'signIn', challenge: 'c1' }));
    expect(await phone.slice()).toMatchObject({ kind: 'done', sentForms: 1 });
    expect(server.asked('renew').map((asked) => asked.message)).toEqual(['c1']);
  });

  it('says that somebody must invite again when renewing does not help', async () => {
    await phone.survey(village);
    server.refuse('push', refusal({ error: 'signIn', challenge: 'c1' }), 2);
    expect(await phone.slice()).toMatchObject({ kind: 'signInNeeded' });
    expect(server.asked('renew')).toHaveLength(1);
    server.refuse('push', refusal({ error: 'signIn', challenge: 'c2' }));
    server.refuse('renew', refusal({ error: 'signIn', challenge: 'c3' }));
    expect(await phone.slice()).toMatchObject({ kind: 'signInNeeded' });
    expect(await phone.store.outbox.ledger()).toMatchObject({ unsent: 1 });
  });

  it.each([
    ['no answer', unreachable, 'offline'],
    ['503', refusal({ error: 'retry' }), 'busy'],
  ] as const)('comes back later when renewing meets %s', async (_name, reply, kind) => {
    server.refuse('me', refusal({ error: 'signIn', challenge: 'c1' }));
    server.refuse('renew', reply);
    expect(await phone.slice()).toMatchObject({ kind });
  });

  it('pushes on while the server wants a newer app for pulling', async () => {
    await phone.sync();
    await phone.survey(village);
    server.refuse('pull', refusal({ error: 'update' }));
    expect(await phone.slice()).toMatchObject({ kind: 'updateNeeded', sentForms: 1 });
    expect(await phone.store.outbox.ledger()).toMatchObject({ unsent: 0 });
  });

  it('says when the phone is full, and keeps what it has', async () => {
    const other = newPhone(2);
    for (let i = 0; i < 20; i++) await other.survey(village);
    await other.sync();
    await phone.slice();
    const mine = await phone.survey(village);
    for (let i = 0; i < 20; i++) await other.survey(village);
    await other.sync();
    phone.disk.setQuota(0);
    expect(await phone.slice()).toMatchObject({ kind: 'full' });
    expect((await phone.households(village)).includes(mine)).toBe(true);
    phone.disk.setQuota(Infinity);
    expect(await phone.sync()).toMatchObject({ kind: 'done' });
    expect(await phone.households(village)).toEqual(storedOn(server));
  });

  it('passes other failures of the store on: they are bugs', async () => {
    await phone.survey(village);
    const { store } = phone;
    const broken = { ...store, outbox: { ...store.outbox, pending: () => Promise.reject(new Error('broken')) } };
    await expect(phone.slice({ store: broken })).rejects.toThrow('broken');
    const full = {
      ...store,
      outbox: { ...store.outbox, pending: () => Promise.reject(new StorageFullError('no room')) },
    };
    expect(await phone.slice({ store: full })).toMatchObject({ kind: 'full' });
  });
});
