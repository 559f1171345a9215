// What a sync costs: requests and bytes each way, with the real store, sync and server code, over memory. Bytes are
// those of the gzip'd bodies, as they travel.
import { gzipSync } from 'node:zlib';
import { createPhoneStore } from '../../src/store/create-phone-store.ts';
import { plainCipher } from '../../src/store/cipher/cipher.ts';
import { createMemoryDisk, createMemoryEngine } from '../../src/store/engine/memory-engine.ts';
import type { Change } from '../../src/store/phone-store.ts';
import { createSliceMemory } from '../../src/sync/slice/slice-memory.ts';
import { syncSlice } from '../../src/sync/slice/sync-slice.ts';
import type { Reply, Transport } from '../../src/sync/network/transport.ts';
import type { Problem } from '../../src/protocol/problem.ts';
import { handlePull } from '../../src/server/sync/handle-pull.ts';
import { handlePush } from '../../src/server/sync/handle-push.ts';
import { memoryTestStorage } from '../../tests/support/engines/storages.ts';
import { seeded } from '../../tests/support/seeded.ts';
import { sha256 } from '../../src/server/hash.ts';
import { SyncWorld, type TestPhone } from '../../tests/support/sync-world.ts';
import type { Bench } from './entry.ts';
import { kilobytes } from './print.ts';
import { householdsAVillage, peopleEach, villageRecords } from './village-records.ts';

export const bench: Bench = {
  tables: async () => [
    {
      title: 'Sync (gzip)',
      columns: ['requests', 'up', 'down'],
      rows: (await syncBytes()).map(({ what, requests, up, down }) => [
        what,
        String(requests),
        kilobytes(up),
        kilobytes(down),
      ]),
      notes: ['Budget: first sync ≤ 2500 KB down with 40,000 people; 50 offline edits ≤ 3 KB up in 2 requests.'],
    },
  ],
};

export interface SyncCost {
  readonly what: string;
  readonly requests: number;
  readonly up: number;
  readonly down: number;
}

/** Households with their people: 40 of five records each, as many operations as a push may have. */
const pushAtOnce = 200;

/** Households with four people each in villages of 250, ten thousand by default, then small edits on one phone. */
export async function syncBytes(householdCount = 10_000): Promise<SyncCost[]> {
  const world = new SyncWorld(memoryTestStorage());
  const chance = seeded(1);
  const costs: SyncCost[] = [];
  let bootstrap: SyncCost = {
    what: `first sync of ${householdCount} households with ${householdCount * peopleEach} people`,
    requests: 0,
    up: 0,
    down: 0,
  };
  let last: { phone: Phone; households: string[] } | undefined;
  for (let done = 0; done < householdCount; done += householdsAVillage) {
    const village = await world.village();
    const writer = await world.phone(village);
    const households = await fill(world, writer, chance);
    const phone = new Phone(world, await world.phone(village));
    const cost = await phone.sync('first sync');
    bootstrap = {
      ...bootstrap,
      requests: bootstrap.requests + cost.requests,
      up: bootstrap.up + cost.up,
      down: bootstrap.down + cost.down,
    };
    last = { phone, households };
  }
  costs.push(bootstrap);
  if (!last) return costs;
  const { phone, households } = last;
  for (const household of households.slice(0, 50)) await phone.edit(household, { address: `Nhà ${chance.below(900)}` });
  costs.push(await phone.sync('50 offline edits'));
  await phone.edit(households[60]!, { address: 'Nhà 7' });
  costs.push(await phone.sync('one edit'));
  costs.push(await phone.sync('nothing to do'));
  return costs;
}

async function fill(world: SyncWorld, writer: TestPhone, chance: ReturnType<typeof seeded>): Promise<string[]> {
  const records = villageRecords(world.newId, chance);
  for (let done = 0; done < records.length; done += pushAtOnce) {
    await writer.tell(
      ...records.slice(done, done + pushAtOnce).map(({ id, kind, set }) => writer.op(id, set, { kind })),
    );
  }
  return records.filter(({ kind }) => kind === 'household').map(({ id }) => id);
}

class Phone {
  readonly #store;
  #requests = 0;
  #up = 0;
  #down = 0;

  constructor(
    readonly world: SyncWorld,
    readonly who: TestPhone,
  ) {
    const random = seeded(3);
    const cipher = plainCipher(random);
    this.#store = createPhoneStore({
      enrolment: who.id.device,
      engine: createMemoryEngine(createMemoryDisk()),
      dataCipher: cipher,
      outboxCipher: cipher,
      clock: world.clock,
      random,
    });
  }

  async edit(record: string, set: Change['set']): Promise<void> {
    const { village } = this.who;
    const shown = await this.#store.records.get(village, record);
    await this.#store.records.submit([{ record, village, kind: 'household', set, bases: shown?.bases ?? {} }]);
  }

  async sync(what: string): Promise<SyncCost> {
    [this.#requests, this.#up, this.#down] = [0, 0, 0];
    const refused = (): never => {
      throw new Error('not asked for in this bench');
    };
    const end = await syncSlice(
      {
        store: this.#store,
        rows: this.#store,
        transport: this.#transport(refused),
        clock: this.world.clock,
        random: seeded(5),
        sha256: (text) => Promise.resolve(sha256(text)),
        reEnrol: refused,
        eraseSelf: refused,
        memory: createSliceMemory(),
      },
      { millis: 20_000 },
    );
    if (end.kind !== 'done') throw new Error(`${what} ended as ${end.kind}`);
    return { what, requests: this.#requests, up: this.#up, down: this.#down };
  }

  #transport(refused: () => never): Transport {
    const { deps } = this.world;
    const { id, village } = this.who;
    const area = { id: village, kind: 'village' as const, prefix: 'thôn', name: 'Mẫu', aliases: [] };
    const me = {
      account: id.account,
      name: 'Mẫu',
      grants: [{ id: id.grant, role: 'member' as const, area: village }],
      areas: [area],
      epoch: 1,
      tag: 'me',
      now: this.world.clock.now(),
    };
    return {
      push: (request) => this.#count(request, handlePush(deps, id, request)),
      pull: (query) => this.#count(undefined, handlePull(deps, id, query, 'me')),
      me: () => this.#count(undefined, Promise.resolve(me)),
      renew: refused,
      newDevice: refused,
    };
  }

  async #count<T>(body: unknown, answered: Promise<T | Problem>): Promise<Reply<T>> {
    const value = await answered;
    const [sent, received] = [
      body === undefined ? 0 : gzipSync(JSON.stringify(body)).length,
      gzipSync(JSON.stringify(value)).length,
    ];
    this.#requests += 1;
    this.#up += sent;
    this.#down += received;
    if (typeof value === 'object' && value !== null && 'error' in value)
      return { kind: 'problem', problem: value, sent, received };
    return { kind: 'ok', value: value as T, sent, received };
  }
}
