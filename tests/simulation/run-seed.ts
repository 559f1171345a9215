import type { Uuid } from '../../src/lib/ids.ts';
import { DELETED, type Fields, type RecordKind } from '../../src/domain/record.ts';
import { FreezeRefusedError } from '../../src/store/errors.ts';
import type { Change, PhoneRecord } from '../../src/store/phone-store.ts';
import { seeded } from '../support/seeded.ts';
import { noticeMerges } from './notice.ts';
import { checkAtRest, must, watchOutcomes } from './invariants.ts';
import { SimLedger } from './ledger.ts';
import { realHandlers, type Handlers, type NetworkDeps } from './network.ts';
import { SimPhone } from './phone.ts';
import { createReach, type Scenario } from './reach.ts';
import { Scheduler } from './scheduler.ts';
import { SimServer } from './server.ts';

export interface SeedResult {
  readonly seed: number;
  readonly operations: number;
  readonly steps: number;
  readonly reached: ReadonlyMap<Scenario, number>;
  readonly story: readonly string[];
  readonly failure?: string;
}

const year = 365 * 24 * 3600 * 1000;

/** One world out of one number: phones survey, meet and lose each other's work, everything breaks, then all must be well. */
export async function runSeed(seed: number, handlers: Handlers = realHandlers): Promise<SeedResult> {
  const world = new World(seed, handlers);
  try {
    await world.run();
    return world.result();
  } catch (error) {
    return world.result(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

export class World {
  readonly chance;
  readonly scheduler;
  readonly server;
  readonly ledger = new SimLedger();
  readonly story: string[] = [];
  readonly phones: SimPhone[] = [];
  /** Operations whose only copy was destroyed on purpose. */
  readonly lostForGood = new Set<Uuid>();
  readonly #reached = createReach();
  readonly #net: NetworkDeps;
  readonly #watch = watchOutcomes();
  #now = Date.UTC(2026, 10, 22);
  #faulty = true;
  #values = 0;
  #cloned = false;
  #clocksTurned = false;
  readonly #full = new Set<SimPhone>();

  constructor(
    readonly seed: number,
    handlers: Handlers,
  ) {
    this.chance = seeded(seed);
    this.scheduler = new Scheduler(this.chance);
    this.server = new SimServer(this.scheduler, { now: () => this.#now }, this.chance);
    this.#net = { scheduler: this.scheduler, chance: this.chance, server: this.server, reach: this.#reached.reach, handlers, faulty: () => this.#faulty };
  }

  async run(): Promise<void> {
    const village = this.server.newId();
    const other = this.server.newId();
    for (const id of [village, other]) this.server.disk.villages.set(id, 0);
    for (let i = 0; i < 3; i++) this.addPhone(village);
    this.addPhone(other);
    await this.begin();
    const acts = 50 + this.chance.below(30);
    for (let i = 0; i < acts; i++) {
      this.#now += this.chance.below(3_600_000);
      this.act();
      for (let steps = this.chance.below(120); steps > 0 && (await this.scheduler.step()); steps--) this.#watch(this.server);
    }
    await this.comeToRest();
    await this.check();
    noticeMerges(this.server, (scenario) => this.reach(scenario));
  }

  /** A few homes that everybody knows, so that phones have something to disagree about. */
  async begin(): Promise<void> {
    this.#faulty = false;
    const [first, ...others] = this.phones;
    for (let i = 0; i < 2; i++) this.write(first!, 'new');
    await this.scheduler.untilIdle();
    for (const phone of [first!, ...others]) {
      phone.startSlice('page');
      await this.scheduler.untilIdle();
    }
    this.#faulty = true;
  }

  addPhone(village: Uuid): void {
    const account = this.server.newId();
    const grant = this.server.newId();
    const device = this.server.newId();
    this.server.disk.grants.set(grant, { id: grant, account, role: 'member', area: village });
    this.server.disk.devices.set(device, { id: device, account, lastSeq: 0, lastTime: 0, lastContact: 0, revoked: false, ledger: undefined });
    this.phones.push(new SimPhone(`phone ${this.phones.length + 1}`, this.#net, account, village, device));
  }

  tell(line: string): void {
    this.story.push(line);
  }

  reach(scenario: Scenario): void {
    this.#reached.reach(scenario);
  }

  /** One thing that happens. */
  act(): void {
    const phone = this.phones[this.chance.below(this.phones.length)]!;
    if (phone.erased) return;
    if (this.#full.has(phone) && this.chance.below(3) === 0) return this.fillStorage(phone);
    const dice = this.chance.below(100);
    if (dice < 8) this.write(phone, 'new');
    else if (dice < 34) this.write(phone, 'edit');
    else if (dice < 40) this.write(phone, 'delete');
    else if (dice < 43) this.write(phone, 'poison');
    else if (dice < 49) this.write(phone, 'resolve');
    else if (dice < 54) this.openForm(phone);
    else if (dice < 59) this.submitForm(phone);
    else if (dice < 82) this.sync(phone);
    else if (dice < 86) this.killPhone(phone);
    else if (dice < 90) this.killServer();
    else if (dice < 92) this.turnClock(phone);
    else if (dice < 95) this.rights(phone);
    else if (dice < 98) this.backup();
    else if (dice < 99) this.clone(phone);
    else this.fillStorage(phone);
  }

  write(phone: SimPhone, what: 'new' | 'edit' | 'delete' | 'poison' | 'resolve'): void {
    const { page, process, village } = phone;
    if (phone.slices > 0) this.reach('edit while its push is in flight');
    this.scheduler.start(process, async () => {
      const records = await page.records.list(village);
      const changes = this.changesFor(what, village, records);
      if (changes) await this.freeze(phone, page, changes, records);
    });
  }

  changesFor(what: 'new' | 'edit' | 'delete' | 'poison' | 'resolve', village: Uuid, records: readonly PhoneRecord[]): Change[] | undefined {
    const real = records.filter((record) => record.kind !== 'conflict');
    const record = real[this.chance.below(real.length)];
    if (what === 'new') return this.newHousehold(village);
    if (what === 'resolve') return this.resolution(village, records);
    if (!record) return undefined;
    if (what === 'delete') return [{ record: record.id, village, kind: record.kind, set: { [DELETED]: true }, bases: record.bases }];
    if (what === 'poison') {
      this.reach('poison operation');
      return [{ record: record.id, village, kind: record.kind, set: { birthYear: 'xưa', hardship: 'có' }, bases: record.bases }];
    }
    return [{ record: record.id, village, kind: record.kind, set: this.someFields(record.kind), bases: record.bases }];
  }

  newHousehold(village: Uuid): Change[] {
    const home = this.server.newId();
    const change = (record: Uuid, kind: RecordKind, set: Fields): Change => ({ record, village, kind, set, bases: {} });
    const people = Array.from({ length: this.chance.below(3) }, () => change(this.server.newId(), 'person', { household: home, name: this.value() }));
    return [change(home, 'household', { headName: this.value(), address: this.value() }), ...people];
  }

  resolution(village: Uuid, records: readonly PhoneRecord[]): Change[] | undefined {
    const open = records.filter((record) => record.kind === 'conflict');
    const conflict = open[this.chance.below(open.length)];
    const about = records.find((record) => record.id === conflict?.fields['record']);
    const field = conflict?.fields['field'];
    const candidates = conflict?.fields['candidates'];
    if (!conflict || !about || typeof field !== 'string' || typeof candidates !== 'object' || candidates === null) return undefined;
    this.reach('conflict resolved');
    const settles = Object.keys(candidates);
    const value = field === DELETED ? false : this.value();
    return [{ record: about.id, village, kind: about.kind, set: { [field]: value }, bases: about.bases, settles }];
  }

  someFields(kind: RecordKind): Fields {
    if (kind === 'person') return { name: this.value() };
    const which = this.chance.below(3);
    return { ...(which !== 0 && { headName: this.value() }), ...(which !== 1 && { address: this.value() }) };
  }

  value(): string {
    return `v${(this.#values += 1)}`;
  }

  async freeze(phone: SimPhone, page: SimPhone['page'], changes: readonly Change[], shown: readonly PhoneRecord[]): Promise<void> {
    this.ledger.intend(phone.name, changes, shown);
    try {
      const ops = await page.records.freeze(changes);
      this.ledger.add(phone.name, phone.account, ops, (op) => shown.find((record) => record.id === op.record));
      this.tell(`${phone.name} saves ${ops.map((op) => `${op.record.slice(-4)} ${JSON.stringify(op.set)} on ${JSON.stringify(op.base)}`).join(' + ')}`);
    } catch (error) {
      if (!(error instanceof FreezeRefusedError)) throw error;
      this.tell(`${phone.name} has no room and says so`);
    }
  }

  openForm(phone: SimPhone): void {
    const { page, process, village } = phone;
    this.scheduler.start(process, async () => {
      const records = (await page.records.list(village)).filter((record) => record.kind !== 'conflict');
      const record = records[this.chance.below(records.length)];
      if (record) phone.forms.push({ record });
    });
  }

  submitForm(phone: SimPhone): void {
    const form = phone.forms.shift();
    if (!form) return;
    this.reach('form open across a pull');
    const { page, process, village } = phone;
    const { record } = form;
    const change = { record: record.id, village, kind: record.kind, set: this.someFields(record.kind), bases: record.bases };
    this.scheduler.start(process, () => this.freeze(phone, page, [change], [record]));
  }

  sync(phone: SimPhone): void {
    this.tell(`${phone.name} syncs`);
    phone.startSlice(this.chance.below(4) === 0 ? 'worker' : 'page');
  }

  killPhone(phone: SimPhone): void {
    const power = this.chance.below(2) === 0 ? 'on' : 'cut';
    this.tell(`${phone.name} dies, power ${power}`);
    this.reach(power === 'cut' ? 'power loss on a phone' : 'phone killed');
    phone.kill(power);
  }

  killServer(): void {
    this.tell('the server is killed');
    this.reach('server killed');
    this.server.killAndRestart();
  }

  turnClock(phone: SimPhone): void {
    // A phone keeps stored work for 90 days by its own clock: one that jumps by years and a restore together are out of
    // what is promised.
    if (this.server.disk.epoch > 1) return;
    this.#clocksTurned = true;
    this.reach('clock wrong by years');
    phone.clockError = (this.chance.below(5) - 2) * year;
  }

  rights(phone: SimPhone): void {
    this.server.edit(({ grants }) => {
      const held = [...grants.values()].find((grant) => grant.account === phone.account);
      this.tell(`${phone.name} ${held ? 'loses its right' : 'is granted again'}`);
      this.reach(held ? 'revoked with unsent work' : 'granted again');
      if (held) grants.delete(held.id);
      else {
        const id = this.server.newId();
        grants.set(id, { id, account: phone.account, role: 'member', area: phone.village });
      }
    });
  }

  backup(): void {
    if (this.chance.below(3) > 0) this.server.backUp();
    else if (!this.#cloned && !this.#clocksTurned && this.server.restoreBackup()) {
      this.tell('the server is restored from a backup');
      this.reach('server restored from a backup');
    }
  }

  clone(phone: SimPhone): void {
    if (this.#cloned || this.server.disk.epoch > 1) return;
    this.#cloned = true;
    this.reach('cloned phone');
    this.tell(`${phone.name} is copied`);
    this.phones.push(new SimPhone(`copy of ${phone.name}`, this.#net, phone.account, phone.village, phone.device, phone.disk.clone()));
  }

  fillStorage(phone: SimPhone): void {
    const full = this.#full.has(phone);
    this.tell(`${phone.name} ${full ? 'has room again' : 'is full'}`);
    if (full) this.#full.delete(phone);
    else this.#full.add(phone);
    if (!full) this.reach('storage full');
    phone.disk.setQuota(full ? Number.POSITIVE_INFINITY : 1);
  }

  /** The network is up, nothing breaks any more, everybody syncs until nothing moves. */
  async comeToRest(): Promise<void> {
    this.#faulty = false;
    for (const phone of this.phones) phone.disk.setQuota(Number.POSITIVE_INFINITY);
    await this.scheduler.untilIdle();
    for (let round = 0; round < 12; round++) {
      const before = this.fingerprint();
      for (const phone of this.phones) {
        if (phone.erased) continue;
        phone.startSlice('page');
        await this.scheduler.untilIdle();
      }
      this.#watch(this.server);
      if (round > 2 && this.fingerprint() === before) return;
    }
    must(false, 'the phones never come to rest');
  }

  fingerprint(): string {
    const { villages, ops } = this.server.disk;
    return JSON.stringify([[...villages.values()], ops.size, this.phones.map((phone) => phone.lastEnd?.kind)]);
  }

  async check(): Promise<void> {
    const done = checkAtRest(this.server, this.phones, this.ledger, this.lostForGood);
    let settled = false;
    const finished = done.finally(() => (settled = true));
    finished.catch(() => undefined); // awaited below; here only so that a failure before that is not unhandled
    for (let idle = 0; !settled; ) {
      idle = (await this.scheduler.step()) ? 0 : idle + 1;
      must(idle < 1000, 'a phone does not answer any more: its storage waits for ever');
    }
    await finished;
  }

  result(failure?: string): SeedResult {
    return {
      seed: this.seed,
      operations: this.ledger.made.size,
      steps: this.scheduler.steps,
      reached: this.#reached.counts,
      story: this.story,
      ...(failure === undefined ? {} : { failure }),
    };
  }
}
