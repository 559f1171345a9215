import { beforeEach, describe, expect, it } from 'vitest';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { NetworkReading } from '../../../src/sync/network/network-policy.ts';
import type { FromWorker } from '../../../src/sync/worker/worker-messages.ts';
import { pushOutboxes } from '../../../src/sw/background-push.ts';
import { Phone } from './phone.ts';
import { createTime } from './virtual-time.ts';
import { refusal, unreachable, VillageServer } from './village-server.ts';

const fourG: NetworkReading = { online: true, type: 'cellular', speed: 'good', saveData: false };

let server: VillageServer;
let village: Uuid;
/** Two people share this phone. */
let people: Phone[];
let network: NetworkReading;
let told: FromWorker[];

beforeEach(async () => {
  server = new VillageServer(createTime());
  village = server.addVillage();
  network = fourG;
  told = [];
  people = [1, 2].map((seed) => {
    const account = server.addPerson();
    server.grant(account, village);
    return new Phone(server, account, seed);
  });
  for (const person of people) await person.sync();
  server.log.length = 0;
});

async function wakeWorker(): Promise<boolean> {
  for (const person of people) person.open({ locked: true });
  const personOf = (id: Uuid) => people.find((person) => person.store.enrolment === id)!;
  const clean = await pushOutboxes({
    registry: {
      list: () =>
        Promise.resolve(
          people.map((person) => ({
            id: person.store.enrolment,
            label: undefined,
            lastUsed: 0,
            hasPin: true,
            devices: [person.store.enrolment],
          })),
        ),
      openOutboxOnly: (id) => Promise.resolve(personOf(id).store),
    },
    transportOf: (id) => personOf(id).deps().transport,
    network: { read: () => network, probe: () => Promise.resolve(network) },
    locks: undefined,
    schedule: createTime().schedule,
    clock: server.time,
    random: people[0]!.random,
    sha256: () => Promise.reject(new Error('the worker never pulls')),
    tell: (message) => {
      told.push(message);
      return Promise.resolve();
    },
  });
  for (const person of people) person.open();
  return clean;
}

describe('the worker woken by the network', () => {
  it('sends what everybody on this phone has, locked as it is, and never pulls', async () => {
    await people[0]!.survey(village);
    await people[1]!.survey(village);
    await people[1]!.survey(village);
    expect(await wakeWorker()).toBe(true);
    expect(server.log.map((asked) => asked.route)).toEqual(['push', 'push']);
    expect(server.storage.state.ops.size).toBe(3);
    expect(told).toEqual([
      { type: 'pushed', enrolment: people[0]!.store.enrolment, forms: 1 },
      { type: 'pushed', enrolment: people[1]!.store.enrolment, forms: 2 },
    ]);
  });

  it('asks nobody when there is nothing to send', async () => {
    expect(await wakeWorker()).toBe(true);
    expect(server.log).toEqual([]);
  });

  it('keeps to what the person chose', async () => {
    for (const person of people) await person.survey(village);
    await people[0]!.store.settings.set('networkPolicy', 'byHand');
    await people[1]!.store.settings.set('networkPolicy', 'wifi');
    expect(await wakeWorker()).toBe(false); // on Wi-Fi another try may send
    await people[1]!.store.settings.set('networkPolicy', 'byHand');
    expect(await wakeWorker()).toBe(true);
    expect(server.log).toEqual([]);
  });

  it('asks to be woken again when something is left that may pass later', async () => {
    for (const person of people) await person.survey(village);
    server.refuse('push', unreachable);
    expect(await wakeWorker()).toBe(false);
    expect(server.storage.state.ops.size).toBe(1); // the other one's
    expect(await wakeWorker()).toBe(true);
    expect(server.storage.state.ops.size).toBe(2);
  });

  it('leaves a new device id to the page', async () => {
    await people[0]!.survey(village);
    server.refuse('push', refusal({ error: 'forked' }));
    expect(await wakeWorker()).toBe(true);
    expect(server.asked('newDevice')).toEqual([]);
    expect(await people[0]!.store.outbox.ledger()).toMatchObject({ unsent: 1 });
  });

  it('tells the page to erase a revoked enrolment, which says why; its work is sent', async () => {
    await people[0]!.survey(village);
    server.setRevoked(people[0]!.device, true);
    await people[0]!.store.settings.set('revoked', true);
    expect(await wakeWorker()).toBe(true);
    expect(told).toContainEqual({ type: 'revoked', enrolment: people[0]!.store.enrolment });
    expect(people[0]!.erased).toEqual([]);
    expect(server.storage.state.ops.size).toBe(1);
    expect(await people[0]!.sync()).toMatchObject({ kind: 'revoked', erased: true });
  });
});
