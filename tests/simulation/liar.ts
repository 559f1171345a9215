import type { Uuid } from '../../src/lib/ids.ts';
import { addDays, dayOf, isDay } from '../../src/lib/day.ts';
import { isServerKind, type Fields, type RecordKind } from '../../src/domain/record/record.ts';
import type { Operation } from '../../src/protocol/operation.ts';
import type { PushRequest } from '../../src/protocol/push.ts';
import type { SyncContext } from '../../src/server/sync/deps.ts';
import { handleErase } from '../../src/server/sync/erasure/handle-erase.ts';
import type { StoredOp, StoredRecord } from '../../src/server/sync/storage.ts';
import { seeded } from '../support/seeded.ts';
import { must } from './invariants/invariants.ts';
import type { Scenario } from './invariants/scenario-counts.ts';
import type { Handlers } from './world/network.ts';
import type { SimPhone } from './world/phone.ts';
import { Process, type Chance, type Scheduler } from './world/scheduler.ts';
import { DIED, type SimServer } from './world/server.ts';

/** More entries than the lead's list shows at once. */
const flood = 110;

/** What lying phones need of the world they lie in. */
export interface LiarWorld {
  readonly seed: number;
  readonly otherVillage: Uuid;
  readonly village: Uuid;
  readonly server: SimServer;
  readonly scheduler: Scheduler;
  /** Unix ms of the world's clock. */
  readonly now: number;
  readonly parts: { readonly handlers: Handlers };
  readonly lead: SyncContext;
  readonly phones: readonly SimPhone[];
  readonly reach: (scenario: Scenario) => void;
  tell(line: string): void;
}

/**
 * Lying phones beside the honest ones of every world. One is the lead of its own village and attacks the others'
 * records, one is a member of the honest village, and one was revoked there. Invariant: every honest phone's records,
 * outcomes and figures are the same as without them. Within their own rights they only make records that nobody else
 * has.
 */
export class Liar {
  readonly #chance: Chance;
  readonly #outsider: SyncContext;
  readonly #insider: SyncContext;
  readonly #shutOut: SyncContext;
  /** The liars' own village, with nobody else in it. */
  readonly village: Uuid;
  /** The records that they made within their rights. */
  readonly #own = new Set<Uuid>();
  /** A household made by the lying member and erased by the village's lead. */
  #gone: Uuid | undefined;
  readonly #process = new Process('liar');

  constructor(readonly world: LiarWorld) {
    const { server } = world;
    this.#chance = seeded(world.seed + 1_000_003);
    this.village = server.newId();
    server.edit({ kind: 'village', id: this.village });
    this.#outsider = this.#join(this.village, 'lead');
    this.#insider = this.#join(world.village, 'member');
    this.#shutOut = this.#join(world.village, 'member');
    server.edit({ kind: 'revoke', device: this.#shutOut.device });
  }

  #join(area: Uuid, role: 'lead' | 'member'): SyncContext {
    const { server } = this.world;
    const who = { account: server.newId(), device: server.newId() };
    server.edit({ kind: 'account', id: who.account });
    server.edit({ kind: 'grant', id: server.newId(), account: who.account, area, role });
    server.edit({ kind: 'device', id: who.device, account: who.account });
    return who;
  }

  /** True when a lying phone sent it. */
  isTheirs = ({ device }: Pick<StoredOp, 'device'>): boolean =>
    [this.#outsider, this.#insider, this.#shutOut].some((who) => who.device === device);

  /** Sends one lie, if there is a record to lie about. */
  lie(): void {
    const lies = [
      this.#foreign,
      this.#bait,
      this.#erasedParent,
      this.#erasedParent,
      this.#forged,
      this.#replay,
      this.#otherNumbers,
      this.#shutOutWords,
      this.#group,
      this.#withoutConsent,
    ];
    const one = lies[this.#chance.below(lies.length)]!;
    this.world.scheduler.start(this.#process, () => one());
  }

  #target(kind?: RecordKind): StoredRecord | undefined {
    const rows = [...this.world.server.disk.records.values()].filter(
      (row) =>
        row.village === this.world.village &&
        !isServerKind(row.kind) &&
        !this.#own.has(row.id) &&
        (kind === undefined || row.kind === kind),
    );
    return rows[this.#chance.below(rows.length)];
  }

  #op(record: Uuid, kind: RecordKind, set: Fields, more: Partial<Operation> = {}): Operation {
    const { world } = this;
    const opId = world.server.newId();
    return {
      opId,
      seq: 1,
      group: opId,
      record,
      kind,
      village: world.village,
      base: {},
      set,
      wallTime: world.now,
      clockOffset: 0,
      schemaVersion: 3,
      ...more,
    };
  }

  /** @returns the outcomes; nothing when the server died or refused */
  async #push(
    who: SyncContext,
    ops: readonly Operation[],
    scenario: Scenario,
    more: Partial<PushRequest> = {},
  ): Promise<readonly string[]> {
    const { server, parts, reach, tell } = { ...this.world, tell: (line: string) => this.world.tell(line) };
    const firstSeq = more.firstSeq ?? (server.disk.devices.get(who.device)?.lastSeq ?? 0) + 1;
    const entries = ops.map((op, i) => ({ ...op, seq: firstSeq + i }));
    const answer = await server.run((deps) =>
      parts.handlers.push(deps, who, { protocol: 6, epoch: server.disk.epoch, firstSeq, entries, ...more }),
    );
    if (answer === DIED) return [];
    reach(scenario);
    tell(
      `somebody lies (${scenario.slice(5)}): ${JSON.stringify(ops[0]?.set)} of ${ops[0]?.record.slice(-4)}: ` +
        `${'outcomes' in answer ? answer.outcomes[0]?.outcome : answer.error}`,
    );
    return 'outcomes' in answer ? answer.outcomes.map(({ outcome }) => outcome) : [];
  }

  /** Writes into a village in which it never had a right. */
  #foreign = async (): Promise<void> => {
    const row = this.#target();
    if (!row) return;
    const ops = [
      this.#op(
        row.id,
        row.kind,
        { address: 'lie', name: 'lie' },
        { base: { address: row.version, name: row.version } },
      ),
      this.#op(row.id, row.kind, { $deleted: true }, { base: { $deleted: row.version } }),
    ];
    const outcomes = await this.#push(this.#outsider, ops, 'lie: foreign ids');
    must('a lie changes nothing')(
      outcomes.every((one) => one === 'quarantined'),
      `what a stranger wrote on ${row.id} is ${outcomes.join()}`,
    );
  };

  /** Makes a record in its own village under the id of another village's, and erases it. */
  #bait = async (): Promise<void> => {
    const row = this.#target();
    if (!row) return;
    await this.#push(
      this.#outsider,
      [this.#op(row.id, 'household', { headName: 'bait' }, { village: this.village })],
      'lie: bait in the own village',
    );
    await this.world.server.run((deps) =>
      handleErase(deps, this.#outsider, { village: this.village, records: [row.id] }),
    );
  };

  /** Sets an erased household as the parent of an existing record. */
  #erasedParent = async (): Promise<void> => {
    const { server, village } = this.world;
    if (this.#gone === undefined || !server.disk.erased.has(`${village} ${this.#gone}`)) return this.#makeGone();
    const row = this.#target();
    const gone = this.#gone;
    if (!row) return;
    for (const who of [this.#insider, this.#shutOut, this.#outsider])
      await this.#push(
        who,
        [this.#op(row.id, row.kind, { household: gone }, { base: { household: row.version } })],
        'lie: erased parent of what is there',
      );
  };

  async #makeGone(): Promise<void> {
    const { server, village, lead } = this.world;
    const household = server.newId();
    this.#own.add(household);
    await this.#push(
      this.#insider,
      [this.#op(household, 'household', { headName: 'gone' })],
      'lie: a household to be erased',
    );
    const answer = await server.run((deps) => handleErase(deps, lead, { village, records: [household] }));
    if (answer !== DIED && 'erased' in answer && answer.erased.includes(household)) this.#gone = household;
  }

  /** Sets another person as the author, a distant day, and numbers that no honest phone sends. */
  #forged = async (): Promise<void> => {
    const { server, phones } = this.world;
    const [session, huge] = [server.newId(), server.newId()];
    this.#own.add(session);
    const set = { on: '9999-12-31', topic: 'vneid', heads: 7, by: phones[0]!.account };
    await this.#push(
      this.#insider,
      [this.#op(session, 'session', set), this.#op(huge, 'session', { heads: 1e308, on: '9999-12-31' })],
      'lie: forged author and day',
    );
  };

  /** Sends answers of a person who said no, and takes another one out of the tally without a yes. */
  #withoutConsent = async (): Promise<void> => {
    const { server } = this.world;
    const { epoch } = server.disk;
    const [household, person] = [server.newId(), server.newId()];
    this.#own.add(household);
    this.#own.add(person);
    const refused = { household, name: 'lie', living: 'here', inTally: true };
    const said = await this.#push(
      this.#insider,
      [this.#op(household, 'household', { headName: 'lie' }), this.#op(person, 'person', refused)],
      'lie: somebody who said no',
    );
    // The server may have been killed before it heard of the no.
    if (said.length === 0 || said.some((one) => one !== 'applied')) return;
    const answers = { 'a.P4': { v: 'yes', by: 'self', on: dayOf(this.world.now), q: 1 } };
    const outcomes = await this.#push(
      this.#insider,
      [this.#op(person, 'person', answers), this.#op(person, 'person', { ...answers, inTally: false })],
      'lie: answers without consent',
    );
    // A backup that was restored in between has not heard of the no, nor of the person.
    if (server.disk.epoch !== epoch) return;
    must('a lie changes nothing')(
      outcomes.every((one) => one === 'quarantined' || one === 'parked'),
      `answers of somebody who said no are ${outcomes.join()}`,
    );
  };

  /** Sends an honest operation once more, with another content under its opId. */
  #replay = async (): Promise<void> => {
    const honest = [...this.world.server.disk.ops.values()].filter(
      (op) => !this.isTheirs(op) && op.body.startsWith('{') && op.village === this.world.village,
    );
    const op = honest[this.#chance.below(honest.length)];
    if (!op) return;
    const said = JSON.parse(op.body) as Operation;
    await this.#push(
      this.#insider,
      [{ ...said, set: { ...said.set, address: 'lie' } }],
      'lie: replay with other words',
    );
  };

  /** Sends under seqs that are in use, and under some far ahead. */
  #otherNumbers = async (): Promise<void> => {
    const row = this.#target();
    if (!row) return;
    const last = this.world.server.disk.devices.get(this.#insider.device)?.lastSeq ?? 0;
    const lie = (): Operation => this.#op(row.id, row.kind, { address: 'lie' }, { base: { address: row.version } });
    if (last > 0) await this.#push(this.#insider, [lie()], 'lie: numbers that are taken', { firstSeq: 1 });
    await this.#push(this.#insider, [lie()], 'lie: numbers that are taken', { firstSeq: last + 50 });
  };

  /** The revoked phone sends operations. */
  #shutOutWords = async (): Promise<void> => {
    const row = this.#target();
    if (!row) return;
    const outcomes = await this.#push(
      this.#shutOut,
      [this.#op(row.id, row.kind, { address: 'lie' }, { base: { address: row.version } })],
      'lie: from a closed phone',
    );
    // The lead may have erased the record in the meantime.
    must('a lie changes nothing')(
      outcomes.every((one) => one === 'quarantined' || one === 'erased'),
      `what a closed phone wrote is ${outcomes.join()}`,
    );
  };

  /** Sends more entries than the list shows under one group id, and entries under an honest form's group id. */
  #group = async (): Promise<void> => {
    const { server } = this.world;
    const honest = [...server.disk.ops.values()].find((op) => !this.isTheirs(op) && op.outcome === 'parked');
    const group = honest?.group ?? server.newId();
    const isFlood = this.#chance.below(12) === 0;
    for (let push = 0; push < (isFlood ? 2 : 1); push++) {
      const ops = Array.from({ length: isFlood ? flood : 3 }, () =>
        this.#op(server.newId(), 'household', { headName: 'lie' }, { group }),
      );
      await this.#push(this.#shutOut, ops, 'lie: a group used again');
    }
  };

  /** At rest: honest villages hold only permitted records of the liars, and none of their own is missing. */
  async check(): Promise<void> {
    const check = must('a lie changes nothing');
    const { server, village, otherVillage } = this.world;
    const { records, ops, erased } = server.disk;
    for (const row of records.values()) {
      if (row.village !== village && row.village !== otherVillage) continue;
      if (this.#own.has(row.id)) this.#checkOwn(row);
      else
        for (const [field, { device }] of Object.entries(row.states))
          check(!this.isTheirs({ device }), `${field} of ${row.id} is a liar's`);
    }
    for (const { village: at, id } of erased.values()) {
      const row = records.get(`${at} ${id}`);
      check(
        row === undefined || row.kind === 'erased' || Object.keys(row.states).length <= 1,
        `${id} is there and marked as erased in ${at}`,
      );
    }
    for (const op of ops.values()) {
      if (this.isTheirs(op) || op.outcome !== 'erased' || op.record === undefined) continue;
      const row = records.get(`${op.village ?? ''} ${op.record}`);
      check(
        row === undefined || row.kind === 'erased' || row.states['$deleted']?.value === true,
        `${op.opId} of an honest phone about ${op.record}, which is there, is erased`,
      );
    }
    await this.#honestFormsShow();
  }

  #checkOwn({ id, states }: StoredRecord): void {
    const check = must('a lie changes nothing');
    const latest = addDays(dayOf(this.world.now), 1);
    for (const [field, { value }] of Object.entries(states)) {
      if (field === 'by') check(value === this.#insider.account, `${id} is signed with ${JSON.stringify(value)}`);
      if (isDay(value)) check(value <= latest, `${id} says ${value}`);
    }
  }

  /** The lead's list shows the waiting forms of honest phones despite all entries of the liars. */
  async #honestFormsShow(): Promise<void> {
    const { server, village, lead, parts } = this.world;
    const waiting = [...server.disk.ops.values()].filter(
      (op) => op.village === village && op.outcome === 'quarantined',
    );
    const honest = waiting.filter((op) => !this.isTheirs(op));
    if (honest.length === 0 || honest.length > 40) return;
    const list = await server.run((deps) => parts.handlers.quarantine(deps, lead, { village }));
    if (list === DIED || !('entries' in list) || !list.entries) return;
    const shown = new Set(list.entries.map(({ opId }) => opId));
    for (const { opId } of honest)
      must('a lie changes nothing')(
        shown.has(opId),
        `${opId} waits for the lead, who is shown ${shown.size} of ${waiting.length} without it`,
      );
  }
}
