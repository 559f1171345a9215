import type { Uuid } from '../../src/lib/ids.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { plainCipher } from '../../src/store/cipher.ts';
import { createPhoneStore } from '../../src/store/create-phone-store.ts';
import { createMemoryDisk, createMemoryEngine, type MemoryDisk, type MemoryEngine } from '../../src/store/memory-engine.ts';
import type { PhoneRecord, PhoneStore } from '../../src/store/phone-store.ts';
import { createSliceMemory } from '../../src/sync/slice-memory.ts';
import type { SliceEnd } from '../../src/sync/slice-types.ts';
import { syncSlice } from '../../src/sync/sync-slice.ts';
import { sha256 } from '../../src/server/hash.ts';
import { simTransport, type NetworkDeps } from './network.ts';
import { Process } from './scheduler.ts';

/** A form somebody opened: what it showed then is what its answers are set on top of. */
export interface OpenForm {
  readonly record: PhoneRecord;
}

interface Tab {
  readonly process: Process;
  readonly engine: MemoryEngine;
  readonly store: PhoneStore;
}

/** A phone: a disk that outlives its tabs, and the real store and sync code in each tab. */
export class SimPhone {
  readonly disk: MemoryDisk;
  /** By how much this phone's clock is wrong, ms. */
  clockError = 0;
  erased = false;
  /** Forms open in the page; they die with it. */
  readonly forms: OpenForm[] = [];
  /** Slices under way, to know when page and worker meet. */
  slices = 0;
  lastEnd: SliceEnd | undefined;
  #page: Tab;
  #tabs = 0;

  constructor(
    readonly name: string,
    readonly net: NetworkDeps,
    readonly account: Uuid,
    readonly village: Uuid,
    public device: Uuid,
    disk: MemoryDisk = createMemoryDisk(),
  ) {
    this.disk = disk;
    this.#page = this.#openTab();
  }

  get clock(): Clock {
    return { now: () => this.net.server.clock.now() + this.clockError };
  }

  get page(): PhoneStore {
    return this.#page.store;
  }

  get process(): Process {
    return this.#page.process;
  }

  /** One sync slice, in the page or beside it in a tab of its own (the service worker shares the disk only). */
  startSlice(where: 'page' | 'worker'): void {
    const tab = where === 'page' ? this.#page : this.#openTab();
    if (this.slices > 0) this.net.reach('page and worker at once');
    this.slices += 1;
    const { scheduler, chance } = this.net;
    scheduler.start(tab.process, async () => {
      const end = await syncSlice(
        {
          store: tab.store,
          ...(where === 'page' ? { rows: tab.store } : {}),
          transport: simTransport(this.net, tab.process, () => ({ device: this.device, account: this.account })),
          clock: this.clock,
          random: chance,
          sha256: (text) => Promise.resolve(sha256(text)),
          reEnrol: () => this.#takeNewDevice(),
          eraseSelf: () => this.#eraseSelf(),
          memory: createSliceMemory(),
        },
        { millis: 20_000 },
      );
      this.lastEnd = end;
      this.slices -= 1;
      if (where === 'worker') tab.store.close();
    });
  }

  /** The page dies at whatever await it stands, and is opened again on the same disk. */
  kill(power: 'on' | 'cut'): void {
    this.#closeTabs();
    if (power === 'cut') this.disk.losePower();
    this.reopen();
  }

  reopen(): void {
    this.forms.splice(0);
    this.slices = 0;
    this.#page = this.#openTab();
  }

  readonly #all: Tab[] = [];

  #closeTabs(): void {
    for (const tab of this.#all.splice(0)) {
      this.net.scheduler.kill(tab.process);
      tab.engine.kill();
    }
  }

  #openTab(): Tab {
    const process = new Process(`${this.name}#${(this.#tabs += 1)}`);
    const { chance, scheduler } = this.net;
    const engine = createMemoryEngine(this.disk, { before: () => scheduler.turn(process) });
    const cipher = plainCipher(chance);
    const store = createPhoneStore({ enrolment: this.account, engine, dataCipher: cipher, outboxCipher: cipher, clock: this.clock, random: chance });
    const tab = { process, engine, store };
    this.#all.push(tab);
    return tab;
  }

  async #takeNewDevice() {
    const { server } = this.net;
    const id = server.newId();
    server.edit(({ devices }) => devices.set(id, { id, account: this.account, lastSeq: 0, lastTime: 0, lastContact: 0, revoked: false, ledger: undefined }));
    this.device = id;
    return { kind: 'ok', value: { lastSeq: 0 }, sent: 100, received: 100 } as const;
  }

  async #eraseSelf(): Promise<void> {
    this.erased = true;
    this.disk.wipe();
  }
}
