import type { Uuid } from '../../../src/lib/ids.ts';
import { createIds } from '../../../src/lib/ids.ts';
import type { Fields } from '../../../src/domain/record/record.ts';
import type { NewDeviceRequest } from '../../../src/protocol/accounts/new-device.ts';
import type { PullQuery } from '../../../src/protocol/pull.ts';
import type { PushRequest } from '../../../src/protocol/push.ts';
import { createPhoneStore } from '../../../src/store/create-phone-store.ts';
import { plainCipher } from '../../../src/store/cipher/cipher.ts';
import {
  createMemoryDisk,
  createMemoryEngine,
  type MemoryDisk,
  type MemoryEngine,
} from '../../../src/store/engine/memory-engine.ts';
import type { Change, PhoneStore } from '../../../src/store/phone-store.ts';
import { createSliceMemory, type SliceMemory } from '../../../src/sync/slice/slice-memory.ts';
import { pageBudget, type SliceBudget, type SliceDeps, type SliceResult } from '../../../src/sync/slice/slice-types.ts';
import { createReEnrol } from '../../../src/sync/slice/re-enrol.ts';
import { syncSlice } from '../../../src/sync/slice/sync-slice.ts';
import { seeded } from '../../support/seeded.ts';
import { sha256 } from '../../../src/server/hash.ts';
import type { VillageServer } from './village-server.ts';

const testKey = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) } as const;

/** A phone of the village: its disk outlives its pages; a page is what `open` starts. */
export class Phone {
  readonly erased: string[] = [];
  readonly steps: string[] = [];
  /** By the id under which this phone was found to be copied. */
  readonly successors = new Map<Uuid, NewDeviceRequest>();
  readonly random;
  readonly disk: MemoryDisk;
  /** The enrolment; see also `PlainSettings.device`. */
  device: Uuid;
  engine!: MemoryEngine;
  store!: PhoneStore;
  memory!: SliceMemory;
  /** Called before every await that leaves the slice: store, network, crypto. */
  before: (step: string) => Promise<void> = () => Promise.resolve();
  readonly #newId;

  constructor(
    readonly server: VillageServer,
    readonly account: Uuid,
    seed = 1,
    copied?: { readonly device: Uuid; readonly disk: MemoryDisk },
  ) {
    this.random = seeded(seed);
    this.#newId = createIds(server.time, this.random);
    this.device = copied?.device ?? server.addDevice(account);
    this.disk = copied?.disk ?? createMemoryDisk();
    this.open();
  }

  /** Its whole profile, put on another phone. */
  copy(seed: number): Phone {
    const duplicate = new Phone(this.server, this.account, seed, { device: this.device, disk: this.disk.clone() });
    for (const [from, successor] of this.successors) duplicate.successors.set(from, successor);
    return duplicate;
  }

  /** A new page: nothing is left of the old one but the disk. */
  open({ locked = false } = {}): void {
    const cipher = plainCipher(this.random);
    const step = async (name: string): Promise<void> => {
      this.steps.push(name);
      await this.before(name);
    };
    this.engine = createMemoryEngine(this.disk, { before: step });
    const dataCipher = locked ? undefined : cipher;
    this.store = createPhoneStore({
      enrolment: this.device,
      engine: this.engine,
      dataCipher,
      outboxCipher: cipher,
      clock: this.server.time,
      random: this.random,
    });
    this.memory = createSliceMemory();
  }

  /** As the registry does: the same each time. */
  async prepareSuccessor(from: Uuid): Promise<NewDeviceRequest> {
    const made = this.successors.get(from) ?? { device: this.#newId(), key: testKey };
    this.successors.set(from, made);
    return made;
  }

  deps(more: Partial<SliceDeps> = {}): SliceDeps {
    const transport = this.server.transportFor(this);
    const around =
      <A extends unknown[], T>(name: string, call: (...args: A) => Promise<T>) =>
      async (...args: A): Promise<T> => {
        await this.before(`ask ${name}`);
        const answer = await call(...args);
        await this.before(`answered ${name}`);
        return answer;
      };
    return {
      store: this.store,
      rows: this.store,
      clock: this.server.time,
      random: this.random,
      memory: this.memory,
      transport: {
        push: around('push', (request: PushRequest, as?: Uuid) => transport.push(request, as)),
        pull: around('pull', (query: PullQuery, as?: Uuid) => transport.pull(query, as)),
        me: around('me', (as?: Uuid) => transport.me(as)),
        newDevice: around('newDevice', (request: NewDeviceRequest, as?: Uuid) => transport.newDevice(request, as)),
        renew: around('renew', (challenge: string) => transport.renew(challenge)),
      },
      sha256: around('sha256', (text: string) => Promise.resolve(sha256(text))),
      reEnrol: createReEnrol((from) => this.prepareSuccessor(from), {
        newDevice: around('newDevice', (request: NewDeviceRequest, as?: Uuid) => transport.newDevice(request, as)),
      }),
      eraseSelf: around('eraseSelf', (reason: string) => {
        this.erased.push(reason);
        this.disk.wipe();
        return Promise.resolve();
      }),
      ...more,
    };
  }

  slice(more: Partial<SliceDeps> = {}, budget: SliceBudget = pageBudget): Promise<SliceResult> {
    return syncSlice(this.deps(more), budget);
  }

  /** Slices until one says something else than "more". */
  async sync(): Promise<SliceResult> {
    for (let i = 0; i < 100; i++) {
      const result = await this.slice();
      if (result.kind !== 'more') return result;
    }
    throw new Error('this phone never gets done');
  }

  /** Freezes one form about a new household. @returns its id */
  async survey(village: Uuid, set: Fields = { headName: 'Người thử' }): Promise<Uuid> {
    const record = this.#newId();
    await this.store.records.submit([{ record, village, kind: 'household', set, bases: {} }]);
    return record;
  }

  /** One form about several new households: a group of operations. */
  async surveyTogether(village: Uuid, count: number): Promise<Uuid[]> {
    const changes = Array.from({ length: count }, (_, i): Change => ({
      record: this.#newId(),
      village,
      kind: 'household',
      set: { headName: `Nhà ${i}` },
      bases: {},
    }));
    await this.store.records.submit(changes);
    return changes.map((change) => change.record);
  }

  async households(village: Uuid): Promise<Uuid[]> {
    return (await this.store.records.list(village)).map((record) => record.id).sort();
  }

  /** What the store has written since, by table: `put rows`, `put meta`… */
  async writesDuring(work: () => Promise<unknown>): Promise<string[]> {
    this.steps.length = 0;
    await work();
    return this.steps.filter((step) => /^(put|delete|deleteRange) /.test(step));
  }
}
