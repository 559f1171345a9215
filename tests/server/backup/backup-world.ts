import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Uuid } from '../../../src/lib/ids.ts';
import { createIds } from '../../../src/lib/ids.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { pullPage } from '../../../src/protocol/pull.ts';
import { pushResponse } from '../../../src/protocol/push.ts';
import { meResponse } from '../../../src/protocol/accounts/join.ts';
import { describeAccount } from '../../../src/server/accounts/me.ts';
import type { Database } from '../../../src/server/database/database.ts';
import type { Schema } from '../../../src/server/database/schema.ts';
import { uuidFromText, sha256 } from '../../../src/server/hash.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import { handlePull } from '../../../src/server/sync/handle-pull.ts';
import { handlePush } from '../../../src/server/sync/handle-push.ts';
import { createKyselyStorage } from '../../../src/server/sync/kysely/kysely-storage.ts';
import { plainCipher } from '../../../src/store/cipher/cipher.ts';
import { createPhoneStore } from '../../../src/store/create-phone-store.ts';
import { createMemoryDisk, createMemoryEngine } from '../../../src/store/engine/memory-engine.ts';
import { createSliceMemory } from '../../../src/sync/slice/slice-memory.ts';
import { pageBudget, type SliceDeps } from '../../../src/sync/slice/slice-types.ts';
import { syncSlice } from '../../../src/sync/slice/sync-slice.ts';
import type { Reply } from '../../../src/sync/network/transport.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { seeded } from '../../support/seeded.ts';

/** The sync handlers over whichever database is in place; a restore puts another one there. */
export class BackupWorld {
  readonly clock = { time: Date.UTC(2026, 10, 25, 1), now: () => this.clock.time };
  readonly village = randomUUID();
  readonly account = randomUUID();
  #database!: Database;

  /** A village and a member with `phones` phones, in a new database. */
  static async in(database: Database, phones: number): Promise<{ world: BackupWorld; phones: StorePhone[] }> {
    const world = new BackupWorld();
    world.use(database);
    const { seed } = await kyselyTestStorage(database);
    await seed.addVillage(world.village);
    await seed.addAccount(world.account);
    await seed.addGrant({ id: randomUUID(), account: world.account, role: 'member', village: world.village });
    const made: StorePhone[] = [];
    for (let i = 0; i < phones; i++) {
      const device = randomUUID();
      await seed.addDevice({ id: device, account: world.account });
      made.push(new StorePhone(world, device, 100 + i));
    }
    return { world, phones: made };
  }

  use(database: Database): void {
    this.#database = database;
  }

  get db() {
    return this.#database.db.withTables<{ [Table in keyof Schema]: Schema[Table] }>();
  }

  get deps() {
    return { storage: createKyselyStorage(this.db), clock: this.clock, sha256, uuidFromText, isRetryable };
  }

  /** What the server holds: id → head's name. */
  async stored(): Promise<Record<Uuid, unknown>> {
    const rows = await this.db.selectFrom('record').select(['id', 'fields']).where('kind', '=', 'household').execute();
    return Object.fromEntries(rows.map(({ id, fields }) => [id, fields['headName']]));
  }
}

/** A phone's real store and sync loop, talking to the handlers. */
export class StorePhone {
  readonly #world: BackupWorld;
  readonly #store;
  readonly #deps: SliceDeps;
  readonly #newId;

  constructor(world: BackupWorld, device: Uuid, seed: number) {
    this.#world = world;
    const random = seeded(seed);
    const cipher = plainCipher(random);
    const { clock } = world;
    this.#newId = createIds(clock, random);
    this.#store = createPhoneStore({
      enrolment: device,
      engine: createMemoryEngine(createMemoryDisk()),
      dataCipher: cipher,
      outboxCipher: cipher,
      clock,
      random,
    });
    const context = { device, account: world.account };
    const me = () => describeAccount({ db: world.db, clock, publicUrl: 'http://localhost' }, context);
    this.#deps = {
      store: this.#store,
      rows: this.#store,
      clock,
      random,
      memory: createSliceMemory(),
      sha256: async (text) => sha256(text),
      reEnrol: () => Promise.reject(new Error('nobody copied this phone')),
      eraseSelf: () => Promise.reject(new Error('nobody revoked this phone')),
      transport: {
        push: async (request) => reply(pushResponse, await handlePush(world.deps, context, request)),
        pull: async (query) => reply(pullPage, await handlePull(world.deps, context, query, (await me()).tag)),
        me: async () => reply(meResponse, await me()),
        renew: () => Promise.reject(new Error('the session holds')),
        newDevice: () => Promise.reject(new Error('nobody copied this phone')),
      },
    };
  }

  /** Asks at a new household. */
  async survey(headName: string): Promise<Uuid> {
    const record = this.#newId();
    await this.#store.records.submit([
      { record, village: this.#world.village, kind: 'household', set: { headName }, bases: {} },
    ]);
    return record;
  }

  async rename(record: Uuid, headName: string): Promise<void> {
    const known = await this.#store.records.get(this.#world.village, record);
    if (!known) throw new Error('this phone does not know the household');
    await this.#store.records.submit([
      { record, village: this.#world.village, kind: 'household', set: { headName }, bases: known.bases },
    ]);
  }

  async sync(): Promise<string> {
    for (let slices = 0; slices < 50; slices++) {
      const { kind } = await syncSlice(this.#deps, pageBudget);
      if (kind !== 'more') return kind;
    }
    throw new Error('this phone never gets done');
  }

  /** Forms that it keeps for a restored server. */
  async keeps(): Promise<number> {
    return (await this.#store.outbox.places()).onServer;
  }

  /** What the phone shows: id → head's name. */
  async shows(): Promise<Record<Uuid, unknown>> {
    const records = await this.#store.records.list(this.#world.village);
    return Object.fromEntries(
      records.filter((record) => record.kind === 'household').map(({ id, fields }) => [id, fields['headName']]),
    );
  }
}

function reply<T extends object>(schema: v.GenericSchema<unknown, T>, answer: T | Problem): Reply<T> {
  const traffic = { sent: 0, received: 0 };
  if ('error' in answer) return { kind: 'problem', problem: answer, ...traffic };
  return { kind: 'ok', value: v.parse(schema, JSON.parse(JSON.stringify(answer))), ...traffic };
}
