import type { Uuid } from '../../../src/lib/ids.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import type { NewDeviceRequest } from '../../../src/protocol/accounts/new-device.ts';
import { plainCipher } from '../../../src/store/cipher/cipher.ts';
import { createPhoneStore } from '../../../src/store/create-phone-store.ts';
import type { StorageEngine } from '../../../src/store/engine/engine.ts';
import {
  createMemoryDisk,
  createMemoryEngine,
  type MemoryDisk,
  type MemoryEngine,
} from '../../../src/store/engine/memory-engine.ts';
import type { PhoneRecord, PhoneStore } from '../../../src/store/phone-store.ts';
import { takeTurn } from '../../../src/sync/loop/locks.ts';
import { TurnEndedError } from '../../../src/sync/loop/turn.ts';
import { createSliceMemory, type SliceMemory } from '../../../src/sync/slice/slice-memory.ts';
import type { SliceDeps, SliceEnd, SliceResult } from '../../../src/sync/slice/slice-types.ts';
import { createReEnrol } from '../../../src/sync/slice/re-enrol.ts';
import { syncSlice } from '../../../src/sync/slice/sync-slice.ts';
import type { Transport } from '../../../src/sync/network/transport.ts';
import { sha256 } from '../../../src/server/hash.ts';
import { SimLocks } from './locks.ts';
import { simTransport, type NetworkDeps, type Sender } from './network.ts';
import { Process } from './scheduler.ts';

/** A form somebody opened: what it showed then is what its answers are set on top of. */
export interface OpenForm {
  readonly record: PhoneRecord;
}

/** A phone's parts, for mutants to break. */
export interface PhoneParts {
  readonly engine?: (engine: StorageEngine, disk: MemoryDisk) => StorageEngine;
  readonly store?: (store: PhoneStore) => PhoneStore;
  readonly transport?: (transport: Transport) => Transport;
}

export interface PhoneDeps {
  readonly net: NetworkDeps;
  readonly parts: PhoneParts;
  /** Called with the phone after each commit that touches its confirmed rows or cursors. */
  readonly onRows: (phone: SimPhone) => void;
  readonly onSlice: (phone: SimPhone, result: SliceResult) => void;
  /** Called before it throws away all it has. */
  readonly onErase: (phone: SimPhone) => void;
  readonly withLocks: boolean;
}

interface Tab {
  readonly process: Process;
  readonly engine: MemoryEngine;
  readonly store: PhoneStore;
  readonly memory: SliceMemory;
  /** Steps of the transaction under way. */
  steps: string[];
}

const testKey = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) } as const;

/** A phone: a disk that outlives its tabs, and the real store and sync code in each tab. */
export class SimPhone {
  /** By how much this phone's clock is wrong, ms. */
  clockError = 0;
  erased = false;
  offline = false;
  tooOld = false;
  firstPages = 0;
  cutAfterPages: number | undefined;
  /** Its device id was kept while its storage was lost. */
  emptied = false;
  /**
   * What the registry of the phone keeps, apart from the enrolment's storage: by copied id, the one that takes its
   * place.
   */
  readonly successors = new Map<Uuid, NewDeviceRequest>();
  /** Forms open in the page; they die with it. */
  readonly forms: OpenForm[] = [];
  readonly inFlight = new Set<Uuid>();
  /** Slices under way. */
  slices = 0;
  /** When the latest one began, by the world's time. */
  began = 0;
  lastEnd: SliceEnd | undefined;
  #disk: MemoryDisk;
  #locks: SimLocks;
  #page: Tab;
  #tabs: Tab[] = [];
  #opened = 0;

  constructor(
    readonly name: string,
    readonly deps: PhoneDeps,
    readonly account: Uuid,
    readonly village: Uuid,
    public enrolment: Uuid,
    disk: MemoryDisk = createMemoryDisk(),
  ) {
    this.#disk = disk;
    this.#locks = new SimLocks(deps.net.reach);
    this.#watchDisk();
    this.#page = this.#openTab();
  }

  /** Under which id the server knows it: the enrolment's, or one it took because it was copied. */
  get device(): Uuid {
    return (
      (this.#disk.contents('meta').find(({ key }) => key === 'device')?.value as Uuid | undefined) ?? this.enrolment
    );
  }

  get disk(): MemoryDisk {
    return this.#disk;
  }

  get clock(): Clock {
    return { now: () => this.deps.net.server.clock.now() + this.clockError };
  }

  get page(): PhoneStore {
    return this.#page.store;
  }

  get process(): Process {
    return this.#page.process;
  }

  /** A page of a pull is being written. */
  get isMidPage(): boolean {
    return this.#tabs.some(
      ({ steps }) => (steps.includes('put rows') || steps.includes('put heads')) && !steps.includes('over'),
    );
  }

  /** One sync slice, in the page or beside it in a tab of its own (the service worker shares the disk only). */
  startSlice(where: 'page' | 'worker'): void {
    const tab = where === 'page' ? this.#page : this.#openTab();
    const { net, withLocks } = this.deps;
    net.scheduler.start(tab.process, async () => {
      const pause = (): Promise<void> => net.scheduler.turn(tab.process, 'pause');
      const locks = withLocks ? this.#locks.of(tab) : undefined;
      // A slice whose lock was stolen goes on here to its end, as the last step of a thawed tab may: it has to be
      // correct without the lock.
      let running: Promise<SliceResult> | undefined;
      const result = await takeTurn(
        { locks, pause, schedule: undefined },
        'sync',
        () => (running = this.#slice(tab, where)),
      ).catch((error: unknown) => {
        if (error instanceof TurnEndedError && running) return running;
        throw error;
      });
      this.lastEnd = result;
      this.deps.onSlice(this, result);
      if (where === 'worker') this.#close(tab);
    });
  }

  async #slice(tab: Tab, where: 'page' | 'worker'): Promise<SliceResult> {
    if (this.slices > 0) this.deps.net.reach('page and worker sync at once');
    this.slices += 1;
    this.began = this.deps.net.server.clock.now();
    const result = await syncSlice(this.#sliceDeps(tab, where), { millis: 20_000 });
    this.slices -= 1;
    return result;
  }

  #sliceDeps(tab: Tab, where: 'page' | 'worker'): SliceDeps {
    const { net, parts } = this.deps;
    const transport = simTransport(net, tab.process, (): Sender => this);
    return {
      store: tab.store,
      ...(where === 'page' ? { rows: tab.store } : {}),
      transport: parts.transport?.(transport) ?? transport,
      clock: this.clock,
      random: net.chance,
      sha256: (text) => Promise.resolve(sha256(text)),
      reEnrol: (from) => this.#takeNewDevice(from, tab, transport),
      eraseSelf: () => this.#eraseSelf(),
      memory: tab.memory,
    };
  }

  /** The page dies at whatever await it stands, and is opened again on the same disk. */
  kill(power: 'on' | 'cut'): void {
    const { reach } = this.deps.net;
    reach('phone killed');
    if (this.isMidPage) reach('phone killed while a page is applied');
    this.#closeTabs();
    if (power === 'cut') {
      const before = JSON.stringify([this.disk.contents('heads'), this.disk.contents('ops').length]);
      this.disk.losePower();
      if (before !== JSON.stringify([this.disk.contents('heads'), this.disk.contents('ops').length]))
        reach('power loss undoes relaxed commits');
      this.deps.onRows(this);
    }
    this.#reopen();
  }

  /** The browser evicts this site's storage, with the device's key or without. */
  wipe(device: 'kept' | 'lost'): void {
    this.#closeTabs();
    this.#disk.wipe();
    this.emptied = device === 'kept';
    if (device === 'lost') {
      this.successors.clear();
      this.enrolment = this.deps.net.server.newId();
      this.deps.net.server.edit({ kind: 'device', id: this.enrolment, account: this.account });
    }
    this.#reopen();
  }

  #reopen(): void {
    this.forms.splice(0);
    this.inFlight.clear();
    this.slices = 0;
    this.#page = this.#openTab();
  }

  #closeTabs(): void {
    for (const tab of [...this.#tabs]) {
      this.deps.net.scheduler.kill(tab.process);
      tab.engine.kill();
      this.#close(tab);
    }
  }

  #close(tab: Tab): void {
    this.#tabs = this.#tabs.filter((one) => one !== tab);
    this.#locks.tabDied(tab);
    tab.store.close();
  }

  #openTab(): Tab {
    const { net, parts } = this.deps;
    const process = new Process(`${this.name}#${(this.#opened += 1)}`);
    const steps: string[] = [];
    const engine = createMemoryEngine(this.#disk, {
      before: (step) => {
        if (step === 'begin') steps.splice(0);
        steps.push(step);
        const turn = net.scheduler.turn(process, step);
        return step === 'committed' ? turn.then(() => void steps.push('over')) : turn;
      },
    });
    const cipher = plainCipher(net.chance);
    const made = createPhoneStore({
      enrolment: this.enrolment,
      engine: parts.engine?.(engine, this.#disk) ?? engine,
      dataCipher: cipher,
      outboxCipher: cipher,
      clock: this.clock,
      random: net.chance,
    });
    const tab: Tab = { process, engine, store: parts.store?.(made) ?? made, memory: createSliceMemory(), steps };
    this.#tabs.push(tab);
    return tab;
  }

  #watchDisk(): void {
    createMemoryEngine(this.#disk).subscribe((tables) => {
      if (tables.has('heads') || tables.has('rows')) this.deps.onRows(this);
    });
  }

  async #takeNewDevice(from: Uuid, tab: Tab, transport: Transport): ReturnType<SliceDeps['reEnrol']> {
    const { server, scheduler, reach } = this.deps.net;
    const reply = await createReEnrol(async (copied) => {
      await scheduler.turn(tab.process, 'registry');
      const made = this.successors.get(copied) ?? { device: server.newId(), key: testKey };
      this.successors.set(copied, made);
      return made;
    }, transport)(from);
    if (reply.kind !== 'ok') return reply;
    if (!this.emptied) reach('copied phone detected');
    this.emptied = false;
    return reply;
  }

  async #eraseSelf(): Promise<void> {
    this.deps.net.reach('revoked phone erased itself');
    this.deps.onErase(this);
    this.erased = true;
    this.#closeTabs();
    this.#disk.wipe();
  }
}
