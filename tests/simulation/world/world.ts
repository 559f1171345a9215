import type { Uuid } from '../../../src/lib/ids.ts';
import type { SyncContext } from '../../../src/server/sync/deps.ts';
import { handleErase } from '../../../src/server/sync/erasure/handle-erase.ts';
import {
  handleQuarantineRelease,
  handleQuarantineSetAside,
} from '../../../src/server/sync/quarantine/judge-quarantine.ts';
import { SubmitRefusedError } from '../../../src/store/engine/errors.ts';
import type { Change, PhoneRecord } from '../../../src/store/phone-store.ts';
import type { SliceResult } from '../../../src/sync/slice/slice-types.ts';
import { limits } from '../../../src/protocol/limits.ts';
import { seeded } from '../../support/seeded.ts';
import { checkAtRest } from '../invariants/at-rest.ts';
import { must } from '../invariants/invariants.ts';
import { SimLedger } from './event-log.ts';
import type { Handlers, NetworkDeps } from './network.ts';
import { Liar } from '../liar.ts';
import { noticeMerges } from '../scenarios/observe.ts';
import { noticeDuplicates } from '../scenarios/observe-duplicates.ts';
import { SimPhone, type PhoneDeps, type PhoneParts } from './phone.ts';
import { createReach, type Scenario } from '../invariants/scenario-counts.ts';
import { Reader } from '../invariants/reader.ts';
import { Process, Scheduler, type Chance } from './scheduler.ts';
import { DIED, type SimServer } from './server.ts';
import { Watcher } from '../invariants/watch.ts';
import type { Clock } from '../../../src/lib/clock.ts';

/**
 * A short plot of what chance alone brings too seldom, in the middle of everything else. After each `yield` the world
 * goes on for a while, or until the yielded condition holds.
 */
export type Episode = (world: World) => Generator<undefined | (() => boolean), void>;

export interface WorldParts {
  readonly server: (scheduler: Scheduler, clock: Clock, chance: Chance) => SimServer;
  readonly handlers: Handlers;
  readonly phone: PhoneParts;
  /** What plots there are to choose from. */
  readonly plots: readonly Episode[];
}

export const day = 24 * 3600 * 1000;
const began = Date.UTC(2026, 10, 22);

/** Two villages, their people and phones, a network and a server; everything in it follows from one number. */
export class World {
  readonly chance: Chance;
  readonly scheduler: Scheduler;
  readonly server: SimServer;
  readonly ledger = new SimLedger();
  readonly watcher: Watcher;
  readonly reader: Reader;
  readonly story: string[] = [];
  readonly phones: SimPhone[] = [];
  readonly lostForGood = new Set<Uuid>();
  /** On a wiped phone's disk and on the server: lost if that is restored to an older state. */
  readonly onlyOnServer = new Set<Uuid>();
  /**
   * What phones had on them when they erased themselves, when that was, and when the slice of sync that did it began.
   */
  readonly #handedOver: { readonly opId: Uuid; readonly at: number; readonly began: number; readonly device: Uuid }[] =
    [];
  #restoredAt = -Infinity;
  readonly reached = createReach();
  readonly reach: (scenario: Scenario) => void;
  readonly village: Uuid;
  readonly otherVillage: Uuid;
  now = began;
  faulty = true;
  cloned = false;
  clocksTurned = false;
  /** A restore is part of the plot: no clock may jump before it. */
  willBeRestored = false;
  /** Somebody is erased: no backup comes back after that. */
  willErase = false;
  #values = 0;
  readonly lead: SyncContext;
  readonly liar: Liar;
  readonly #net: NetworkDeps;

  constructor(
    readonly seed: number,
    readonly parts: WorldParts,
  ) {
    this.chance = seeded(seed);
    this.scheduler = new Scheduler(this.chance);
    this.server = parts.server(this.scheduler, { now: () => this.now }, this.chance);
    this.reach = this.reached.reach;
    this.watcher = new Watcher(this.server, this.scheduler, this.ledger, this.reach);
    this.#net = {
      scheduler: this.scheduler,
      chance: this.chance,
      server: this.server,
      reach: this.reach,
      handlers: parts.handlers,
      faulty: () => this.faulty,
      watch: this.watcher,
    };
    this.village = this.server.newId();
    this.otherVillage = this.server.newId();
    for (const id of [this.village, this.otherVillage]) this.server.edit({ kind: 'village', id });
    this.lead = { account: this.server.newId(), device: this.server.newId() };
    this.server.edit({ kind: 'account', id: this.lead.account });
    this.server.edit({
      kind: 'grant',
      id: this.server.newId(),
      account: this.lead.account,
      area: this.village,
      role: 'lead',
    });
    this.liar = new Liar(this);
    this.reader = new Reader(this.server, parts.handlers, this.village, this.reach);
    for (const name of ['An', 'Bình', 'Chi']) this.join(name, this.village);
    this.join('Dũng', this.otherVillage);
  }

  /** Somebody is invited and joins with a new phone. */
  join(name: string, village: Uuid): SimPhone {
    const account = this.server.newId();
    const device = this.server.newId();
    this.server.edit({ kind: 'account', id: account });
    this.server.edit({ kind: 'grant', id: this.server.newId(), account, area: village, role: 'member' });
    this.server.edit({ kind: 'device', id: device, account });
    // Somebody of this name may have joined before; the ledger knows phones by name.
    const called = this.phones.some((one) => one.name === name) ? `${name} the ${this.phones.length}th` : name;
    const phone = new SimPhone(called, this.#phoneDeps(this.chance.below(2) === 0), account, village, device);
    this.phones.push(phone);
    return phone;
  }

  copyOf(phone: SimPhone): SimPhone {
    const before = this.phones.filter(({ name }) => name.endsWith(`copy of ${phone.name}`)).length;
    const copy = new SimPhone(
      `the ${before > 0 ? `${before + 1}th ` : ''}copy of ${phone.name}`,
      this.#phoneDeps(false),
      phone.account,
      phone.village,
      phone.enrolment,
      phone.disk.clone(),
    );
    for (const [from, successor] of phone.successors) copy.successors.set(from, successor);
    this.phones.push(copy);
    this.ledger.copied(
      phone.name,
      copy.name,
      phone.disk.contents('ops').map(({ opId }) => opId),
    );
    return copy;
  }

  #phoneDeps(withLocks: boolean): PhoneDeps {
    return {
      net: this.#net,
      parts: this.parts.phone,
      withLocks,
      onRows: (phone) => this.watcher.rows(phone),
      onErase: (erased) => {
        this.#handedOver.push(
          ...erased.disk
            .contents('ops')
            .map(({ opId }) => ({ opId, at: this.now, began: erased.began, device: erased.device })),
        );
        if (this.server.isLive) this.#noteHandedOver();
        this.ledger.drafts.delete(erased.name);
        this.tell(`${erased.name}'s phone has handed over its work and erases itself`);
      },
      onSlice: (phone, result) => this.#sliceEnded(phone, result),
    };
  }

  #sliceEnded(phone: SimPhone, { mismatched }: SliceResult): void {
    if (mismatched.length > 0) this.tell(`${phone.name}'s rows do not match the server's even after a full sync`);
  }

  tell(line: string): void {
    const time = new Date(this.now).toISOString();
    this.story.push(`day ${Math.floor((this.now - began) / day) + 1} ${time.slice(11, 16)}  ${line}`);
  }

  /** A text that nobody else writes. */
  value(): string {
    return `v${(this.#values += 1)}`;
  }

  /** Lets the world go on for a while. */
  async pass(steps: number): Promise<void> {
    for (; steps > 0 && (await this.scheduler.step()); steps--) this.watcher.outcomes();
    await this.#look();
  }

  /** Until it is so, or will not be so soon. */
  async passUntil(isSo: () => boolean): Promise<void> {
    for (let steps = 600; steps > 0; steps--) {
      await this.scheduler.settle(); // each stands before its next turn
      if (isSo() || !(await this.scheduler.step())) break;
      this.watcher.outcomes();
    }
    await this.#look();
  }

  /** What can only be judged by what the server really holds by now. */
  async #look(): Promise<void> {
    if (this.server.isLive) return;
    await this.server.refresh();
    this.#noteHandedOver();
    for (const phone of this.phones) this.watcher.cursorOf(phone);
  }

  /**
   * What the server does not have by now is not forgiven: it had to be handed over first. Only what was saved in the
   * very moment between the last look and the erasure goes with it, and what a server acknowledged that was set back
   * within those twenty seconds. So does what a closed phone, or a copy of it, held when its days to hand over were
   * past (`limits.closedDays`).
   */
  #noteHandedOver(): void {
    for (const { opId, at, began, device } of this.#handedOver.splice(0)) {
      const closed = this.server.disk.devices.get(device)?.closed;
      const isTooLate = closed !== undefined && at - closed.since > limits.closedDays.value * day;
      if (this.server.disk.ops.has(opId)) this.onlyOnServer.add(opId);
      else if (isTooLate || (this.ledger.made.get(opId)?.at ?? at) === at || this.#restoredAt >= began)
        this.lostForGood.add(opId);
    }
  }

  async untilQuiet(): Promise<void> {
    await this.scheduler.untilIdle();
    await this.#look();
    this.watcher.outcomes();
  }

  /** Saves on the phone; `poison`: the server cannot take it. */
  async save(
    phone: SimPhone,
    page: SimPhone['page'],
    changes: readonly Change[],
    shown: readonly PhoneRecord[],
    poison = false,
  ): Promise<void> {
    const saved = this.ledger.intend(phone.name, changes, shown, { at: this.now, clock: phone.clock.now() }, poison);
    if (changes.some(({ record }) => phone.inFlight.has(record))) this.reach('edit while its push is in flight');
    try {
      const ops = await page.records.submit(changes);
      saved(ops);
      this.tell(
        `${phone.name} saves ` +
          ops.map((op) => `${op.record.slice(-4)} ${JSON.stringify(op.set)} on ${JSON.stringify(op.base)}`).join(' + '),
      );
    } catch (error) {
      if (!(error instanceof SubmitRefusedError)) throw error;
      this.tell(`${phone.name} has no room and says so`);
    }
  }

  sync(phone: SimPhone, where: 'page' | 'worker' = 'page'): void {
    if (phone.erased) return;
    this.tell(`${phone.name} syncs${where === 'worker' ? ' in the background' : ''}`);
    phone.startSlice(where);
  }

  /** Everything on this disk is gone, on purpose. */
  forget(phone: SimPhone): void {
    for (const { opId } of phone.disk.contents('ops'))
      (this.server.disk.ops.has(opId) ? this.onlyOnServer : this.lostForGood).add(opId);
    this.ledger.drafts.delete(phone.name);
  }

  restore(): void {
    // Phones give up what they wrote about a household that a liar made and the lead erased; a backup may not know it.
    const erased = [...this.server.disk.ops.values()].filter(({ outcome }) => outcome === 'erased');
    if (!this.server.restoreBackup(this.now - 90 * day)) return;
    this.#restoredAt = this.now;
    for (const opId of [...this.onlyOnServer, ...erased.map((op) => op.opId)]) this.lostForGood.add(opId);
    this.tell('the server is restored from an older backup');
    this.reach('server restored from an older backup');
  }

  /** The lead looks at what waits: lets one group in, or sets it aside for good. */
  judge(): void {
    const waiting = [...this.server.disk.ops.values()].filter(
      (op) => op.outcome === 'quarantined' && op.village === this.village && !this.liar.isTheirs(op),
    );
    const one = waiting[this.chance.below(waiting.length)];
    if (!one) return;
    const release = this.chance.below(4) > 0;
    const judgement = {
      opIds: waiting.flatMap(({ opId, group, device }) => (group === one.group && device === one.device ? [opId] : [])),
    };
    this.tell(
      `the lead ${release ? 'lets in' : 'sets aside'} what ${this.ledger.made.get(one.opId)?.phone ?? 'somebody'} sent`,
    );
    this.scheduler.start(new Process('lead'), async () => {
      const verdict = await this.server.run((deps) =>
        (release ? handleQuarantineRelease : handleQuarantineSetAside)(deps, this.lead, judgement),
      );
      if (verdict === DIED) return;
      if (verdict.results.some(({ outcome }) => outcome === 'setAside')) this.reach('quarantined group set aside');
      if (verdict.results.some(({ outcome }) => outcome !== 'setAside' && outcome !== 'quarantined'))
        this.reach('quarantined group released');
    });
  }

  /** The lead erases it, for good; a killed server is asked again. */
  erase(record: Uuid, kind: 'household' | 'person'): void {
    this.tell(`the lead erases ${record.slice(-4)}`);
    this.scheduler.start(new Process('lead'), async () => {
      for (let tries = 0; tries < 5; tries++) {
        const answer = await this.server.run((deps) =>
          handleErase(deps, this.lead, { village: this.village, records: [record] }),
        );
        if (answer === DIED) continue;
        if ('erased' in answer && answer.erased.length > 0)
          this.reach(kind === 'household' ? 'household erased' : 'person erased');
        return;
      }
    });
  }

  /** Somebody reads on, page by page. */
  readOn(): void {
    this.scheduler.start(new Process('reader'), () => this.reader.read());
  }

  /** A village without a right is answered like one that does not exist. */
  askForForeign(phone: SimPhone): void {
    const village = phone.village === this.village ? this.otherVillage : this.village;
    this.scheduler.start(new Process('prying'), async () => {
      for (const grant of this.server.disk.grants.values()) {
        const answer = await this.server.run((deps) =>
          this.parts.handlers.pull(
            deps,
            phone,
            { village, version: 0, id: '', held: 0, epoch: this.server.disk.epoch, grant: grant.id },
            '',
          ),
        );
        must('no foreign village')(answer === DIED || !('rows' in answer), `${phone.name} was answered for ${village}`);
      }
    });
  }

  /** A few households that everybody knows, so that phones have something to disagree about. */
  async begin(newHousehold: (phone: SimPhone) => void): Promise<void> {
    this.faulty = false;
    const [first, ...others] = this.phones;
    for (let i = 0; i < 2; i++) newHousehold(first!);
    await this.untilQuiet();
    for (const phone of [first!, ...others]) {
      this.sync(phone);
      await this.untilQuiet();
    }
    this.faulty = true;
  }

  /** The network is up, nothing breaks any more, everybody syncs until nothing moves. */
  async comeToRest(): Promise<void> {
    this.tell('the network is up, nothing breaks any more');
    this.faulty = false;
    for (const phone of this.phones) {
      phone.disk.setQuota(Number.POSITIVE_INFINITY);
      phone.process.frozen = phone.offline = phone.tooOld = false;
      phone.cutAfterPages = undefined;
    }
    await this.untilQuiet();
    for (const phone of this.phones) await this.#emptyOutbox(phone);
    for (let round = 0; round < 12; round++) {
      const before = this.#fingerprint();
      for (const phone of this.phones) await this.#syncAlone(phone);
      if (round > 1 && this.#fingerprint() === before) return;
    }
    must('the outbox empties in bounded steps')(false, 'the phones never come to rest');
  }

  async #syncAlone(phone: SimPhone): Promise<void> {
    if (phone.erased) return;
    phone.startSlice('page');
    await this.untilQuiet();
  }

  async #emptyOutbox(phone: SimPhone): Promise<void> {
    const unsent = (): number =>
      phone.erased ? 0 : phone.disk.contents('ops').filter(({ state }) => state === 'unsent').length;
    const steps = this.scheduler.steps;
    for (let slices = 0; slices < 4 && unsent() > 0; slices++) await this.#syncAlone(phone);
    const took = `${this.scheduler.steps - steps} steps and the last slice ended ${JSON.stringify(phone.lastEnd)}`;
    must('the outbox empties in bounded steps')(
      unsent() === 0,
      `${phone.name} still holds ${unsent()} operations after ${took}`,
    );
  }

  #fingerprint(): string {
    const { villages, ops } = this.server.disk;
    return JSON.stringify([[...villages.values()], ops.size, this.phones.map((phone) => phone.lastEnd?.kind)]);
  }

  async check(): Promise<void> {
    await this.#nothingToDo();
    noticeMerges(this.server, this.ledger, this.reach);
    noticeDuplicates(this.server, this.ledger, this.reach);
    if (this.server.disk.moved.size > 0) this.reach('household moved to another village');
    await this.#whileStepping(this.liar.check());
    await this.#whileStepping(checkAtRest(this));
    await this.#whileStepping(this.reader.checkResuming(this.chance));
  }

  /** A sync with nothing to do changes nothing. */
  async #nothingToDo(): Promise<void> {
    const check = must('a sync with nothing to do changes nothing');
    for (const phone of this.phones) {
      const tables = ['rows', 'heads', 'ops', 'drafts'] as const;
      const before = tables.map((table) => phone.disk.contents(table));
      const server = this.#fingerprint();
      await this.#syncAlone(phone);
      check(server === this.#fingerprint(), `${phone.name} had nothing to do and moved the server`);
      tables.forEach((table, i) => {
        const now = phone.disk.contents(table);
        check(
          now.length === before[i]!.length && now.every((row, j) => row === before[i]![j]),
          `${phone.name} had nothing to do and wrote ${table}`,
        );
      });
    }
  }

  async #whileStepping(work: Promise<void>): Promise<void> {
    let settled = false;
    const finished = work.finally(() => (settled = true));
    finished.catch(() => undefined); // awaited below; here only so that a failure before that is not unhandled
    for (let idle = 0; !settled;) {
      idle = (await this.scheduler.step()) ? 0 : idle + 1;
      if (idle > 1000) throw new Error('a phone does not answer any more: its storage waits for ever');
    }
    await finished;
  }
}
