import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { PushRequest } from '../../../src/protocol/push.ts';
import { Phone } from './phone.ts';
import { createTime } from './virtual-time.ts';
import { refusal, VillageServer } from './village-server.ts';

interface Stage {
  readonly server: VillageServer;
  readonly village: Uuid;
  readonly phone: Phone;
  readonly other: Phone;
}

async function createStage(): Promise<Stage> {
  const server = new VillageServer(createTime());
  const village = server.addVillage();
  const account = server.addPerson();
  server.grant(account, village);
  const phone = new Phone(server, account, 1);
  const other = new Phone(server, account, 2);
  await other.survey(village);
  await other.sync();
  return { server, village, phone, other };
}

/** What is going on when the phone dies. Each prepares the stage just before the slice. */
const stories: Record<string, (stage: Stage) => Promise<void>> = {
  'the first sync of a phone with work': async ({ phone, village }) => {
    await phone.survey(village);
    await phone.surveyTogether(village, 2);
  },
  'a sync like every evening': async ({ phone, other, village }) => {
    await phone.sync();
    await phone.survey(village);
    await other.survey(village);
    await other.sync();
  },
  'a push the server cannot read': async ({ phone, server, village }) => {
    const bad = await phone.survey(village);
    await phone.survey(village);
    server.faults = [
      ({ route, message }) => {
        const entries = route === 'push' ? (message as PushRequest).entries : [];
        return entries.some((entry) => typeof entry === 'object' && (entry as { record: Uuid }).record === bad)
          ? refusal({ error: 'unreadable' })
          : undefined;
      },
    ];
  },
  'a server restored from a backup': async ({ phone, server, village }) => {
    await phone.survey(village);
    await phone.sync();
    const restore = server.backup();
    await phone.survey(village);
    await phone.sync();
    restore();
    await phone.survey(village);
  },
  'a restored server, and nothing new to send': async ({ phone, server, village }) => {
    await phone.survey(village);
    await phone.sync();
    const restore = server.backup();
    await phone.survey(village);
    await phone.sync();
    restore();
  },
  'a device id that lives twice': async ({ phone, other, village }) => {
    await phone.survey(village);
    await phone.sync();
    phone.device = other.device;
    await phone.survey(village);
    await other.survey(village);
    await other.sync();
  },
  'a village withdrawn, another one granted': async ({ phone, server, village }) => {
    const second = server.addVillage();
    const grant = server.grant(phone.account, second);
    await phone.survey(second);
    await phone.sync();
    server.withdraw(grant);
    server.grant(phone.account, server.addVillage());
    await phone.survey(village);
  },
  'a digest that does not match': async ({ phone, other, village }) => {
    await phone.sync();
    await phone.engine.transaction('write', ['rows'], (tx) => tx.deleteRange('rows', { prefix: [village] }));
    await other.survey(village);
    await other.sync();
  },
};

/** Runs one slice that dies before its `at`-th await outside of itself. @returns whether it lived to its end */
async function sliceKilledAt(phone: Phone, at: number): Promise<boolean> {
  let count = 0;
  let die = () => {};
  const died = new Promise<'died'>((resolve) => (die = () => resolve('died')));
  phone.before = () => {
    if (++count < at) return Promise.resolve();
    phone.engine.kill();
    die();
    return new Promise(() => undefined);
  };
  const end = await Promise.race([phone.slice(), died]);
  phone.before = () => Promise.resolve();
  return end !== 'died';
}

/** Everything this phone ever froze is on the server, once; phone and server agree; nothing waits. */
async function expectPeace({ server, phone, village }: Stage): Promise<void> {
  expect(await phone.sync()).toMatchObject({ kind: 'done', mismatched: [] });
  expect(await phone.store.outbox.ledger()).toMatchObject({ unsent: 0, forms: 0 });
  const here = (await phone.store.confirmed.versions(village)).map(({ id, version }) => `${id} ${version}`).sort();
  const there = [...server.storage.state.records.values()]
    .filter((record) => record.village === village)
    .map(({ id, version }) => `${id} ${version}`)
    .sort();
  expect(here).toEqual(there);
  const device = server.storage.state.devices.get(phone.device)!;
  const seqs = [...server.storage.state.ops.values()].filter((op) => op.device === phone.device).map((op) => op.seq);
  expect(new Set(seqs).size).toBe(seqs.length);
  expect(device.lastSeq).toBe(Math.max(0, ...seqs));
}

async function frozenIds(phone: Phone): Promise<Uuid[]> {
  const ops = await phone.engine.transaction('read', ['ops'], (tx) => tx.range('ops', { prefix: [] }));
  return ops.map((op) => op.opId);
}

describe.each(Object.entries(stories))('killed at every await: %s', (_name, prepare) => {
  it.each([
    ['the tab dies', false],
    ['power is cut', true],
  ])(
    '%s',
    async (_how, powerLoss) => {
      for (let at = 1; ; at++) {
        const stage = await createStage();
        await prepare(stage);
        const frozen = await frozenIds(stage.phone);
        const lived = await sliceKilledAt(stage.phone, at);
        if (!lived) {
          if (powerLoss) stage.phone.disk.losePower();
          stage.phone.open();
        }
        await expectPeace(stage);
        expect(
          frozen.filter((opId) => !stage.server.storage.state.ops.has(opId) && !isQuarantined(stage.server, opId)),
        ).toEqual([]);
        if (lived) {
          expect(at).toBeGreaterThan(20);
          return;
        }
      }
    },
    60_000,
  );
});

/** An opaque entry is stored under an identity the server made up; its text names the operation. */
const isQuarantined = (server: VillageServer, opId: Uuid): boolean =>
  [...server.storage.state.ops.values()].some(
    (op) => op.outcome === 'quarantined' && JSON.stringify(op).includes(opId),
  );

describe('killed at every await: a revoked phone', () => {
  it('erases itself in the end, and never before the server has its work', async () => {
    for (let at = 1; ; at++) {
      const stage = await createStage();
      await stage.phone.sync();
      await stage.phone.survey(stage.village);
      stage.server.setRevoked(stage.phone.device, true);
      const before = stage.server.storage.state.ops.size;
      const lived = await sliceKilledAt(stage.phone, at);
      if (stage.phone.erased.length > 0) expect(stage.server.storage.state.ops.size).toBe(before + 1);
      if (!lived && stage.phone.erased.length === 0) {
        stage.phone.open();
        expect(await stage.phone.sync()).toMatchObject({ kind: 'revoked', erased: true });
      }
      expect(stage.server.storage.state.ops.size).toBe(before + 1);
      if (lived) return;
    }
  });
});
