import { beforeEach, describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { PushRequest } from '../../../src/protocol/push.ts';
import type { PullPage } from '../../../src/protocol/pull.ts';
import { candidatesOf } from '../../../src/server/sync/apply/conflict-row.ts';
import { sliceWhileLocked } from '../../../src/sync/slice/sync-slice.ts';
import { Phone } from './phone.ts';
import { createTime, type VirtualTime } from './virtual-time.ts';
import { refusal, unreachable, VillageServer, type Fault } from './village-server.ts';

let time: VirtualTime;
let server: VillageServer;
let village: Uuid;
let phone: Phone;
let grant: Uuid;

beforeEach(() => {
  time = createTime();
  server = new VillageServer(time);
  village = server.addVillage();
  const account = server.addPerson();
  grant = server.grant(account, village);
  phone = new Phone(server, account);
});

const recordsOn = (of: VillageServer): Uuid[] =>
  [...of.storage.state.records.values()].map((record) => record.id).sort();
const outcomes = (of: VillageServer) => [...of.storage.state.ops.values()].map((op) => op.outcome).sort();

/** A server that chokes on operations of this record as long as they are objects. */
const chokesOn =
  (...records: Uuid[]): Fault =>
  ({ route, message }) => {
    const entries = route === 'push' ? (message as PushRequest).entries : [];
    const bad = entries.some(
      (entry) =>
        typeof entry === 'object' && entry !== null && 'record' in entry && records.includes(entry.record as Uuid),
    );
    return bad ? refusal({ error: 'unreadable' }) : undefined;
  };

describe('a push the server cannot read', () => {
  it.each([0, 1, 63, 98, 99])(
    'is bisected: the culprit at %i of 100 goes out as a string, the others as they are',
    async (place) => {
      const records: Uuid[] = [];
      for (let i = 0; i < 100; i++) records.push(await phone.survey(village));
      server.faults = [chokesOn(records[place]!)];
      expect(await phone.slice()).toMatchObject({ kind: 'done', sentForms: 100, sentOperations: 100 });
      expect(recordsOn(server)).toEqual(records.filter((_, i) => i !== place).sort());
      expect(outcomes(server).filter((outcome) => outcome === 'quarantined')).toHaveLength(1);
      expect(server.pushes().length).toBeLessThanOrEqual(18); // 2 · log2(100) + the string + the rest
      const strings = server
        .pushes()
        .flatMap((push) => push.entries)
        .filter((entry) => typeof entry === 'string');
      expect(strings).toHaveLength(1);
      expect(JSON.parse(strings[0]!)).toMatchObject({ record: records[place] });
      expect(await phone.store.outbox.ledger()).toMatchObject({ unsent: 0 });
      expect(await phone.store.outbox.outcomes()).toMatchObject([{ outcome: 'quarantined' }]);
    },
  );

  it('finds every one of several culprits', async () => {
    const records: Uuid[] = [];
    for (let i = 0; i < 40; i++) records.push(await phone.survey(village));
    server.faults = [chokesOn(records[3]!, records[4]!, records[31]!)];
    expect(await phone.slice()).toMatchObject({ kind: 'done', sentForms: 40 });
    expect(outcomes(server).filter((outcome) => outcome === 'quarantined')).toHaveLength(3);
  });

  it('sets a whole form aside and never half of it', async () => {
    await phone.survey(village);
    const together = await phone.surveyTogether(village, 4);
    await phone.survey(village);
    server.faults = [chokesOn(together[2]!)];
    expect(await phone.slice()).toMatchObject({ kind: 'done', sentForms: 3 });
    expect(recordsOn(server).some((record) => together.includes(record))).toBe(false);
    expect(outcomes(server)).toEqual([
      'applied',
      'applied',
      'quarantined',
      'quarantined',
      'quarantined',
      'quarantined',
    ]);
  });

  it('goes on with the search in the next slice, and starts it anew in a new page', async () => {
    const records: Uuid[] = [];
    for (let i = 0; i < 30; i++) records.push(await phone.survey(village));
    server.faults = [chokesOn(records[17]!)];
    server.roundTrip = 8_000;
    for (let i = 0; i < 3; i++) expect(await phone.slice()).toMatchObject({ kind: 'more' });
    phone.open();
    expect(await phone.sync()).toMatchObject({ kind: 'done' });
    expect(recordsOn(server)).toHaveLength(29);
  });

  it('is kept and reported when not even strings go through; pulling continues', async () => {
    const other = new Phone(server, phone.account, 2);
    await other.survey(village);
    await other.sync();
    await phone.survey(village);
    server.refuse('push', refusal({ error: 'unreadable' }), Infinity);
    expect(await phone.slice()).toMatchObject({ kind: 'refused', problem: 'unreadable', receivedRows: 1 });
    expect(await phone.store.outbox.ledger()).toMatchObject({ unsent: 1 });
    server.log.length = 0;
    await phone.slice();
    expect(server.pushes()).toHaveLength(1); // no search from the start
  });

  it('sends what this phone cannot open any more as the sealed text it is', async () => {
    await phone.survey(village);
    const { outbox } = phone.store;
    const sealedOnly = {
      ...phone.store,
      outbox: {
        ...outbox,
        pending: async (bounds: Parameters<typeof outbox.pending>[0]) =>
          (await outbox.pending(bounds)).map((entry) => ({ ...entry, operation: undefined })),
      },
    };
    expect(await phone.slice({ store: sealedOnly })).toMatchObject({ kind: 'done', sentForms: 1 });
    expect(server.pushes()[0]!.entries).toEqual([expect.any(String)]);
    expect(outcomes(server)).toEqual(['quarantined']);
    expect(await outbox.ledger()).toMatchObject({ unsent: 0 });
  });
});

describe('a push that is too large', () => {
  const takesAtMost =
    (most: number): Fault =>
    ({ route, message }) =>
      route === 'push' && (message as PushRequest).entries.length > most ? refusal({ error: 'tooLarge' }) : undefined;

  it('is halved until it fits, and grows again', async () => {
    for (let i = 0; i < 120; i++) await phone.survey(village);
    server.faults = [takesAtMost(40)];
    expect(await phone.slice()).toMatchObject({ kind: 'done', sentForms: 120 });
    expect(
      server
        .pushes()
        .slice(0, 3)
        .map((push) => push.entries.length),
    ).toEqual([120, 60, 30]);
    server.faults = [];
    for (let i = 0; i < 60; i++) await phone.survey(village);
    await phone.slice();
    expect(server.pushes().at(-1)!.entries.length).toBeGreaterThan(30);
  });

  it('is kept and reported when a single operation is too large', async () => {
    await phone.survey(village);
    server.faults = [takesAtMost(0)];
    expect(await phone.slice()).toMatchObject({ kind: 'refused', problem: 'tooLarge' });
    expect(await phone.store.outbox.ledger()).toMatchObject({ unsent: 1 });
  });

  it('is made smaller when a slow link lets it starve', async () => {
    for (let i = 0; i < 100; i++) await phone.survey(village);
    server.faults = [
      ({ route, message }) => {
        if (route !== 'push' || (message as PushRequest).entries.length <= 20) return undefined;
        time.jump(18_000);
        return { kind: 'unreachable', sent: 60_000, received: 0 };
      },
    ];
    let slices = 0;
    while ((await phone.slice()).kind !== 'done') expect(++slices).toBeLessThan(20);
    expect(recordsOn(server)).toHaveLength(100);
  });
});

describe('the sequence', () => {
  it('goes back to where the server’s gap is', async () => {
    await phone.survey(village);
    await phone.sync();
    await phone.survey(village);
    const device = server.storage.state.devices.get(phone.device)!;
    server.storage.state.devices.set(phone.device, { ...device, lastSeq: 0 });
    server.storage.state.ops.clear();
    expect(await phone.sync()).toMatchObject({ kind: 'done', sentForms: 2 });
    expect([...server.storage.state.ops.values()].map((op) => op.seq)).toEqual([1, 2]);
  });

  it('closes a gap that this phone itself cannot fill', async () => {
    await phone.survey(village);
    server.refuse('push', refusal({ error: 'expect', seq: 1 }));
    await phone.store.outbox.renumberAfter(40);
    expect(await phone.sync()).toMatchObject({ kind: 'done', sentForms: 1 });
    expect([...server.storage.state.ops.values()].map((op) => op.seq)).toEqual([1]);
  });

  it('continues under a new device when this one lives on another phone too', async () => {
    await phone.survey(village);
    await phone.sync();
    const duplicate = phone.copy(5);
    const [mine, theirs] = [await phone.survey(village), await duplicate.survey(village)];
    expect(await phone.sync()).toMatchObject({ kind: 'done', sentForms: 1 });
    server.refuse('newDevice', unreachable);
    expect(await duplicate.slice()).toMatchObject({ kind: 'offline' });
    server.faults.push((asked) =>
      asked.route === 'newDevice' && server.asked('newDevice').length === 2 ? 'responseLost' : undefined,
    );
    expect(await duplicate.slice()).toMatchObject({ kind: 'offline' });
    expect(await duplicate.sync()).toMatchObject({ kind: 'done', sentForms: 1 });
    const device = await duplicate.store.settings.get('device');
    expect(
      new Set(server.asked('newDevice').map(({ message }) => (message as { device: string }).device)),
      'however often it asks',
    ).toEqual(new Set([device]));
    expect(server.storage.state.devices.get(device!)).toMatchObject({
      account: phone.account,
      former: [phone.device],
      lastSeq: 1,
    });
    expect(await phone.store.settings.get('device')).toBeUndefined();
    expect(recordsOn(server)).toEqual(expect.arrayContaining([mine, theirs]));
    expect(server.storage.state.ops.size).toBe(3);
    for (const one of [phone, duplicate, phone, duplicate]) {
      await one.survey(village);
      expect(await one.sync()).toMatchObject({ kind: 'done', sentForms: 1 });
    }
    expect(server.asked('newDevice')).toHaveLength(3);
    await phone.sync();
    expect(await phone.households(village)).toEqual(await duplicate.households(village));
  });

  it('hands in once what both phones held when it was copied', async () => {
    await phone.survey(village);
    const duplicate = phone.copy(5);
    await phone.survey(village);
    await phone.sync();
    await duplicate.survey(village);
    expect(await duplicate.sync()).toMatchObject({ kind: 'done', sentForms: 2 });
    expect(server.storage.state.ops.size).toBe(3);
    expect(recordsOn(server)).toHaveLength(3);
  });

  it('copied before its new device was in force, is found out under that one too', async () => {
    const household = await phone.survey(village);
    await phone.sync();
    const duplicate = phone.copy(5);
    for (const one of [phone, phone, duplicate]) await one.survey(village);
    await phone.sync();
    server.faults.push(({ route }) =>
      route === 'newDevice' && server.asked('newDevice').length === 1 ? 'responseLost' : undefined,
    );
    expect(await duplicate.slice()).toMatchObject({ kind: 'offline' });
    const third = duplicate.copy(6);
    for (const [one, headName] of [
      [duplicate, 'Một'],
      [third, 'Hai'],
    ] as const) {
      const { bases } = (await one.store.records.get(village, household))!;
      await one.store.records.submit([{ record: household, village, kind: 'household', set: { headName }, bases }]);
    }
    for (const one of [duplicate, third]) expect(await one.sync()).toMatchObject({ kind: 'done' });
    expect(await third.store.settings.get('device')).not.toBe(await duplicate.store.settings.get('device'));
    const conflicts = [...server.storage.state.records.values()].filter(({ kind }) => kind === 'conflict');
    expect(
      conflicts.flatMap((row) => Object.values(candidatesOf(row)).map(({ value }) => value)).sort(),
      'two people wrote it',
    ).toEqual(['Hai', 'Một']);
  });

  it('copied twice, is found out although all it sends again is known: another copy handed that in', async () => {
    const household = await phone.survey(village);
    await phone.sync();
    const rename = async (one: Phone, headName: string): Promise<void> => {
      const { bases } = (await one.store.records.get(village, household))!;
      await one.store.records.submit([{ record: household, village, kind: 'household', set: { headName }, bases }]);
    };
    const duplicate = phone.copy(5);
    await duplicate.survey(village);
    const third = duplicate.copy(6);
    await rename(phone, 'Một');
    await rename(third, 'Hai');
    for (const one of [phone, duplicate, third]) expect(await one.sync()).toMatchObject({ kind: 'done' });
    const devices = await Promise.all([duplicate, third].map((one) => one.store.settings.get('device')));
    expect(new Set([undefined, ...devices]).size, 'each has its own').toBe(3);
    const conflicts = [...server.storage.state.records.values()].filter(({ kind }) => kind === 'conflict');
    expect(conflicts.flatMap((row) => Object.values(candidatesOf(row)).map(({ value }) => value)).sort()).toEqual([
      'Hai',
      'Một',
    ]);
  });

  it('gets the outcomes of operations that waited under the old device under its new one', async () => {
    server.withdraw(grant);
    await phone.survey(village);
    await phone.sync();
    grant = server.grant(phone.account, village);
    const duplicate = phone.copy(5);
    for (const one of [phone, duplicate]) await one.survey(village);
    for (const one of [phone, duplicate]) await one.sync();
    const [waiting] = await duplicate.store.outbox.outcomes();
    expect(waiting).toMatchObject({ outcome: 'quarantined' });
    const lead = server.addPerson();
    server.grant(lead, village, 'lead');
    await server.release(lead, [waiting!.opId]);
    await duplicate.sync();
    expect(await duplicate.store.outbox.outcomes()).toEqual([]);
    expect(await duplicate.households(village)).toHaveLength(3);
  });

  it('revoked meanwhile, gets a device to hand in by what it has, and nothing else', async () => {
    await phone.survey(village);
    const duplicate = phone.copy(5);
    for (const one of [phone, duplicate]) await one.survey(village);
    await phone.sync();
    server.setRevoked(phone.device, true);
    expect(await duplicate.sync()).toMatchObject({ kind: 'revoked', erased: true, sentForms: 2 });
    expect([...server.storage.state.ops.values()].map(({ outcome }) => outcome)).toEqual([
      'applied',
      'applied',
      'quarantined',
    ]);
  });

  it('gives up for now when repairs do not help', async () => {
    await phone.survey(village);
    server.refuse('push', refusal({ error: 'expect', seq: 1 }), Infinity);
    expect(await phone.slice()).toMatchObject({ kind: 'refused', problem: 'expect' });
    expect(server.pushes().length).toBeLessThan(10);
  });

  it.each([
    ['unreachable', { kind: 'unreachable', sent: 1, received: 0 } as const, 'offline'],
    ['forbidden', refusal({ error: 'forbidden' }), 'refused'],
    ['revoked', refusal({ error: 'revoked' }), 'more'], // the server does not repeat it: taken back
  ] as const)('keeps everything when a new device cannot be had: %s', async (_name, reply, kind) => {
    await phone.survey(village);
    server.refuse('push', refusal({ error: 'forked' }), 1);
    server.refuse('newDevice', reply);
    expect(await phone.slice()).toMatchObject({ kind });
    expect(await phone.sync()).toMatchObject({ kind: 'done' });
    expect(recordsOn(server)).toHaveLength(1);
  });
});

describe('a server restored from a backup', () => {
  it('gets again what it lost, with the next push', async () => {
    const before = await phone.survey(village);
    await phone.sync();
    const restore = server.backup();
    const lost = await phone.survey(village);
    await phone.sync();
    restore();
    expect(recordsOn(server)).toEqual([before]);
    const fresh = await phone.survey(village);
    expect(await phone.sync()).toMatchObject({ kind: 'done', sentForms: 3 });
    expect(recordsOn(server)).toEqual([before, lost, fresh].sort());
    expect(await phone.households(village)).toEqual([before, lost, fresh].sort());
    expect(await phone.store.settings.get('epoch')).toBe(2);
  });

  it('gets it again from a phone that has nothing new to send', async () => {
    await phone.survey(village);
    await phone.sync();
    const restore = server.backup();
    await phone.survey(village);
    await phone.sync();
    restore();
    expect(await phone.sync(), 'what it has still is not stored twice').toMatchObject({ kind: 'done', sentForms: 2 });
    expect(recordsOn(server)).toHaveLength(2);
    server.log.length = 0;
    expect(await phone.sync()).toMatchObject({ kind: 'done', sentForms: 0 });
    expect(server.log.map((asked) => asked.route)).toEqual(['pull']);
  });

  it.each(['before', 'after'] as const)(
    'gets it from both phones of which one is a copy, and tells them apart: backed up %s one has sent',
    async (when) => {
      const household = await phone.survey(village);
      await phone.sync();
      const duplicate = phone.copy(5);
      for (const [one, headName] of [
        [phone, 'Một'],
        [duplicate, 'Hai'],
      ] as const) {
        const { bases } = (await one.store.records.get(village, household))!;
        await one.store.records.submit([{ record: household, village, kind: 'household', set: { headName }, bases }]);
      }
      if (when === 'after') await duplicate.sync();
      server.backup()();
      for (const one of [phone, duplicate]) expect(await one.sync()).toMatchObject({ kind: 'done' });
      expect(await duplicate.store.settings.get('device')).not.toBe(await phone.store.settings.get('device'));
      const conflicts = [...server.storage.state.records.values()].filter(({ kind }) => kind === 'conflict');
      expect(conflicts.flatMap((row) => Object.values(candidatesOf(row)).map(({ value }) => value)).sort()).toEqual([
        'Hai',
        'Một',
      ]);
    },
  );

  it('takes nothing from a phone that never pushed', async () => {
    await phone.sync();
    server.backup()();
    expect(await phone.sync()).toMatchObject({ kind: 'done' });
    expect(await phone.store.settings.get('epoch')).toBe(2);
  });

  it.each(['before', 'while'] as const)(
    'gets again what another tab’s late answer acknowledges: met %s it is noted',
    async (when) => {
      await phone.survey(village);
      await phone.sync();
      const restore = server.backup();
      await phone.survey(village);
      const deps = phone.deps();
      const { transport, store } = deps;
      // The other tab learns of the restore, and dies before it has sent anything.
      const meanwhile = async () => {
        restore();
        server.faults = [() => (server.pushes().length === 4 ? unreachable : undefined)];
        expect(await phone.slice()).toMatchObject({ kind: 'offline', sentForms: 0 });
        server.faults = [];
      };
      const late = {
        transport: {
          ...transport,
          push: async (request: PushRequest) => {
            const reply = await transport.push(request);
            if (when === 'before' && server.pushes().length === 2) await meanwhile();
            return reply;
          },
        },
        store: {
          ...store,
          outbox: {
            ...store.outbox,
            acknowledge: async (...word: Parameters<typeof store.outbox.acknowledge>) => {
              if (when === 'while' && server.pushes().length === 2) await meanwhile();
              return store.outbox.acknowledge(...word);
            },
          },
        },
      };
      await phone.slice(late);
      expect(await phone.sync()).toMatchObject({ kind: 'done' });
      expect(recordsOn(server)).toHaveLength(2);
      expect(await phone.store.settings.get('epoch')).toBe(2);
    },
  );

  it('leaves the resending to the page when the worker finds out', async () => {
    await phone.survey(village);
    await phone.sync();
    const restore = server.backup();
    await phone.survey(village);
    await phone.sync();
    restore();
    await phone.survey(village);
    phone.open({ locked: true });
    const { rows: _rows, ...locked } = phone.deps();
    const { syncSlice } = await import('../../../src/sync/slice/sync-slice.ts');
    expect(await syncSlice(locked, { millis: 20_000 })).toMatchObject({
      kind: 'refused',
      problem: 'epoch',
      sentForms: 0,
    });
    phone.open();
    expect(await phone.sync()).toMatchObject({ kind: 'done' });
    expect(recordsOn(server)).toHaveLength(3);
  });
});

describe('a revoked phone', () => {
  it('sends what is left, then erases itself', async () => {
    await phone.survey(village);
    await phone.sync();
    await phone.survey(village);
    server.setRevoked(phone.device, true);
    expect(await phone.slice()).toEqual(expect.objectContaining({ kind: 'revoked', erased: true, sentForms: 1 }));
    expect(phone.erased).toEqual(['revoked']);
    expect(outcomes(server)).toEqual(['applied', 'quarantined']);
  });

  it('waits with erasing until everything is sent', async () => {
    await phone.sync();
    server.setRevoked(phone.device, true);
    expect(
      await phone
        .slice({ eraseSelf: () => Promise.reject(new Error('not yet')) })
        .catch((error: Error) => error.message),
    ).toBe('not yet');
    await phone.survey(village);
    server.refuse('push', { kind: 'unreachable', sent: 1, received: 0 });
    expect(await phone.slice()).toMatchObject({
      kind: 'revoked',
      erased: false,
      retryAt: expect.any(Number) as number,
    });
    server.log.length = 0;
    expect(await phone.slice()).toMatchObject({ kind: 'revoked', erased: true, sentForms: 1 });
    expect(server.log.map((asked) => asked.route)).toEqual(['push', 'me']); // never pulls
  });

  it('hands in what is under way once the server has said it twice, and only then erases itself', async () => {
    await phone.sync();
    server.setRevoked(phone.device, true);
    let underWay = 1;
    const asked: string[] = [];
    const handIn = async (of: Uuid | undefined): Promise<void> => {
      expect(of).toBeUndefined();
      asked.push(...server.log.map(({ route }) => route));
      if (underWay-- > 0) await phone.survey(village);
    };
    server.log.length = 0;
    expect(await phone.slice({ handIn })).toMatchObject({ kind: 'revoked', erased: false, retryAt: server.time.now() });
    expect(asked, 'between the two, whether it was restored from a backup').toEqual(['pull', 'push', 'me']);
    expect(await phone.slice({ handIn })).toMatchObject({ kind: 'revoked', erased: true, sentForms: 1 });
    expect(outcomes(server)).toEqual(['quarantined']);
  });

  it('is revoked while its store is locked: it sends its outbox and erases itself without pulling', async () => {
    const sliceLocked = (mayPush: boolean) => {
      phone.open({ locked: true });
      const { rows: _rows, ...locked } = phone.deps();
      return sliceWhileLocked(locked, { millis: 20_000 }, mayPush);
    };
    await phone.sync();
    await phone.survey(village);
    server.log.length = 0;
    expect(await sliceLocked(false)).toMatchObject({ kind: 'done', sentForms: 0 });
    expect(await sliceLocked(true)).toMatchObject({ kind: 'done', sentForms: 1 });
    phone.open();
    await phone.survey(village);
    server.setRevoked(phone.device, true);
    expect(await sliceLocked(false)).toMatchObject({ kind: 'revoked', erased: true, sentForms: 1 });
    expect(server.log.map(({ route }) => route)).not.toContain('pull');
    expect(outcomes(server)).toEqual(['applied', 'quarantined']);
    expect(phone.erased).toEqual(['revoked']);
  });

  it('stays when the server takes it back in time', async () => {
    await phone.sync();
    server.setRevoked(phone.device, true);
    server.refuse('me', { kind: 'unreachable', sent: 1, received: 0 });
    expect(await phone.slice()).toMatchObject({ kind: 'revoked', erased: false });
    server.setRevoked(phone.device, false);
    await phone.survey(village);
    expect(await phone.sync()).toMatchObject({ kind: 'done' });
    expect(phone.erased).toEqual([]);
    expect(await phone.store.settings.get('revoked')).toBe(false);
  });

  it.each(['forbidden', 'notFound'] as const)('does not take "%s" for "revoked"', async (error) => {
    await phone.store.settings.set('revoked', true);
    server.refuse('me', refusal({ error }));
    expect(await phone.slice()).toMatchObject({ kind: 'revoked', erased: false });
  });

  it('sends again what a server restored from a backup has lost, with nothing new and no right to pull', async () => {
    await phone.survey(village);
    await phone.sync();
    const restore = server.backup();
    await phone.survey(village);
    await phone.sync();
    restore();
    server.setRevoked(phone.device, true);
    expect(await phone.slice()).toMatchObject({ kind: 'revoked', erased: true, sentForms: 2 });
    expect([...server.storage.state.ops.values()].map(({ outcome }) => outcome)).toEqual(['applied', 'quarantined']);
  });

  it('keeps what the server refuses for another reason than having enough, and tries again later', async () => {
    await phone.survey(village);
    server.setRevoked(phone.device, true);
    const refused = { ...refusal({ error: 'tooLarge' }) };
    server.refuse('push', refused, 3);
    expect(await phone.slice()).toMatchObject({
      kind: 'revoked',
      erased: false,
      retryAt: expect.any(Number) as number,
    });
    expect(phone.erased).toEqual([]);
    for (let tries = 0; tries < 5 && phone.erased.length === 0; tries++) await phone.slice();
    expect(phone.erased).toEqual(['revoked']);
    expect(server.storage.state.ops.size).toBe(1);
  });

  it('erases itself when the server takes no more', async () => {
    await phone.survey(village);
    await phone.store.settings.set('revoked', true);
    server.refuse('push', refusal({ error: 'revoked' }), Infinity);
    server.refuse('me', refusal({ error: 'revoked' }), Infinity);
    expect(await phone.slice()).toMatchObject({ kind: 'revoked', erased: true, sentForms: 0 });
  });
});

describe('rights', () => {
  it('that come bring their village in the same slice', async () => {
    await phone.sync();
    const second = server.addVillage();
    const other = new Phone(server, server.addPerson(), 3);
    server.grant(other.account, second);
    const there = await other.survey(second);
    await other.sync();
    server.grant(phone.account, second);
    expect(await phone.slice()).toMatchObject({ kind: 'done', receivedRows: 1 });
    expect(await phone.households(second)).toEqual([there]);
  });

  it('that go take the village off the phone; what was not sent stays to be sent', async () => {
    const second = server.addVillage();
    const grant = server.grant(phone.account, second);
    await phone.survey(second);
    await phone.sync();
    server.withdraw(grant);
    await phone.survey(second);
    expect(await phone.sync()).toMatchObject({ kind: 'done', sentForms: 1 });
    expect(await phone.store.confirmed.versions(second)).toEqual([]);
    expect(await phone.store.confirmed.cursor(second)).toBeUndefined();
    expect((await phone.store.settings.me())?.areas.map((area) => area.id)).toEqual([village]);
    server.log.length = 0;
    await phone.slice();
    expect(server.log.map((asked) => asked.route)).toEqual(['pull']);
  });

  it('that go have the forms under way about that village handed in before its rows go', async () => {
    const second = server.addVillage();
    const grant = server.grant(phone.account, second);
    const household = await phone.survey(second);
    await phone.sync();
    server.withdraw(grant);
    const asked: unknown[] = [];
    const handIn = async (of: Uuid | undefined): Promise<void> => {
      asked.push([of, (await phone.households(second)).includes(household)]);
      await phone.survey(second);
    };
    expect(await phone.slice({ handIn })).toMatchObject({ kind: 'done' });
    expect(asked).toEqual([[second, true]]);
    expect(await phone.slice({ handIn })).toMatchObject({ kind: 'done', sentForms: 1 });
    expect(outcomes(server)).toEqual(['applied', 'quarantined']);
  });

  it('are asked for each time by who has no village: officers see no records', async () => {
    const officer = new Phone(server, server.addPerson(), 4);
    server.grant(officer.account, server.addCommune(), 'officer');
    expect(await officer.slice()).toMatchObject({ kind: 'done' });
    expect(await officer.slice()).toMatchObject({ kind: 'done' });
    expect(server.log.map((asked) => asked.route)).toEqual(['me', 'me']);
    expect(await officer.writesDuring(() => officer.slice())).toEqual(['put meta']);
  });

  it('of one village missing does not keep the others waiting', async () => {
    const second = server.addVillage();
    server.grant(phone.account, second);
    await phone.sync();
    server.faults = [
      ({ route, message }) =>
        route === 'pull' && (message as { village: Uuid }).village === village
          ? refusal({ error: 'forbidden' })
          : undefined,
    ];
    expect(await phone.slice()).toMatchObject({ kind: 'refused', problem: 'forbidden' });
    expect(server.asked('pull').some((asked) => (asked.message as { village: Uuid }).village === second)).toBe(true);
  });
});

describe('the digest', () => {
  /** A phone that lost a row by a fault of its disk. */
  async function loseRow(): Promise<void> {
    const engine = phone.engine;
    await engine.transaction('write', ['rows'], async (tx) => {
      const [row] = await tx.range('rows', { prefix: [village] });
      await tx.delete('rows', [[row!.village, row!.id]]);
    });
  }

  async function surveyedTwice(): Promise<Phone> {
    const other = new Phone(server, phone.account, 2);
    await other.survey(village);
    await other.survey(village);
    await other.sync();
    await phone.sync();
    return other;
  }

  it('that does not match has the village fetched again', async () => {
    const other = await surveyedTwice();
    await loseRow();
    await other.survey(village);
    await other.sync();
    expect(await phone.slice()).toMatchObject({ kind: 'done', refetched: [village], mismatched: [] });
    expect(await phone.households(village)).toEqual(recordsOn(server));
  });

  it('fetches again at most once a slice and once in six hours', async () => {
    const other = await surveyedTwice();
    const wrong = (page: PullPage): PullPage =>
      page.digest ? { ...page, digest: { count: page.digest.count, hash: 'f'.repeat(32) } } : page;
    const lying = () => {
      const deps = phone.deps();
      const { transport } = deps;
      return {
        transport: {
          ...transport,
          pull: async (query: Parameters<typeof transport.pull>[0]) => {
            const reply = await transport.pull(query);
            return reply.kind === 'ok' ? { ...reply, value: wrong(reply.value) } : reply;
          },
        },
      };
    };
    await other.survey(village);
    await other.sync();
    expect(await phone.slice(lying())).toMatchObject({ kind: 'done', refetched: [village], mismatched: [village] });
    await other.survey(village);
    await other.sync();
    expect(await phone.slice(lying())).toMatchObject({ kind: 'done', refetched: [], mismatched: [village] });
    time.jump(7 * 60 * 60_000);
    await other.survey(village);
    await other.sync();
    expect(await phone.slice(lying())).toMatchObject({ refetched: [village] });
    expect(await phone.households(village)).toEqual(recordsOn(server));
  });

  it('says nothing about rows that another tab has moved on meanwhile', async () => {
    const other = await surveyedTwice();
    await other.survey(village);
    await other.sync();
    const { store } = phone;
    const overtaken = {
      ...store,
      confirmed: {
        ...store.confirmed,
        versions: async (of: Uuid) => {
          await other.survey(village);
          await other.sync();
          await phone.slice({ rows: store });
          return store.confirmed.versions(of);
        },
      },
    };
    expect(await phone.slice({ rows: overtaken })).toMatchObject({ kind: 'done', refetched: [] });
  });
});

describe('two tabs without a lock', () => {
  it('send and fetch the same and lose nothing', async () => {
    const other = new Phone(server, phone.account, 2);
    for (let i = 0; i < 5; i++) await other.survey(village);
    await other.sync();
    for (let i = 0; i < 5; i++) await phone.survey(village);
    const results = await Promise.all([phone.slice(), phone.slice(), phone.slice()]);
    expect(results.map((result) => result.kind)).toEqual(['done', 'done', 'done']);
    expect(server.storage.state.ops.size).toBe(10);
    expect(await phone.households(village)).toEqual(recordsOn(server));
  });
});
