import type { Uuid } from '../../../src/lib/ids.ts';
import type { PullPage, PullQuery } from '../../../src/protocol/pull.ts';
import type { PushRequest, PushResponse } from '../../../src/protocol/push.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { laterOutcomes } from '../../../src/protocol/outcome.ts';
import type { MemoryState } from '../../../src/server/sync/memory/memory-storage.ts';
import { DELETED } from '../../../src/domain/record/record.ts';
import { must } from './invariants.ts';
import type { SimLedger } from '../world/event-log.ts';
import type { Sender, Watch } from '../world/network.ts';
import type { SimPhone } from '../world/phone.ts';
import type { Reach } from './scenario-counts.ts';
import type { Scheduler } from '../world/scheduler.ts';
import type { SimServer } from '../world/server.ts';
import { reasonToWait } from './stored.ts';

/** What must hold at every moment, not only once all is quiet. */
export class Watcher implements Watch {
  /** Operations that the server had a good reason to quarantine, beside those that nobody could read. */
  readonly excused = new Set<Uuid>();
  readonly everParked = new Set<Uuid>();
  /**
   * Households go to the other village in this world: what phones still say of them is set aside, until somebody of
   * both lets it in.
   */
  movesHouseholds = false;
  readonly #sent = new Set<Uuid>();
  #before: MemoryState | undefined;

  constructor(
    readonly server: SimServer,
    readonly scheduler: Scheduler,
    readonly ledger: SimLedger,
    readonly reach: Reach,
  ) {}

  pushed(
    sender: Sender,
    request: PushRequest,
    answer: PushResponse | Problem,
    rights: { readonly before: boolean; readonly after: boolean; readonly unchanged: boolean },
  ): void {
    if (!('outcomes' in answer)) return;
    this.#orFail(() => {
      const entries = request.entries.map((entry) => asWritten(entry));
      this.#countPoison(entries);
      const entitled = rights.before && rights.after && rights.unchanged;
      for (const [i, entry] of entries.entries()) {
        const opId = entry?.opId ?? answer.outcomes[i]?.opId;
        const fresh = opId !== undefined && !this.#sent.has(opId);
        if (opId) this.#sent.add(opId);
        if (!opId || !fresh) continue;
        if (!entitled || entry?.village !== sender.village) this.excused.add(opId);
        else if (
          !this.#isPoison(entry) &&
          !entries.some((other) => other?.group === entry.group && this.#isPoison(other))
        )
          this.#passes(sender, opId, answer.outcomes[i]?.outcome);
      }
    });
  }

  /** One bad operation delays no other record. */
  #passes(sender: Sender, opId: Uuid, outcome: string | undefined): void {
    const check = must('one bad operation delays no other record');
    if (this.movesHouseholds && outcome === 'quarantined') return;
    check(outcome !== 'quarantined', `${sender.name} may write and sent nothing wrong, and ${opId} was set aside`);
    if (!this.server.isLive) return;
    const stored = this.server.disk.ops.get(opId);
    check(
      stored?.outcome !== 'parked' || reasonToWait(this.server, stored) !== undefined,
      `${opId} of ${sender.name} waits for what is here`,
    );
  }

  #isPoison = (entry: Written): boolean => this.ledger.intentionOf(entry)?.poison ?? false;

  #countPoison(entries: readonly (Written | undefined)[]): void {
    if (entries.length < 3) return;
    for (const [i, entry] of entries.entries()) {
      if (!entry || !this.#isPoison(entry)) continue;
      this.reach(
        i === 0
          ? 'bad operation first in a push'
          : i === entries.length - 1
            ? 'bad operation last in a push'
            : 'bad operation in the middle of a push',
      );
    }
  }

  pulled(sender: Sender, _query: PullQuery, page: PullPage): void {
    this.#orFail(() => {
      const check = must('no foreign village');
      const grant = this.server.disk.grants.get(page.cursor.grant);
      // Withdrawn while the page was on its way: it was still right when it was asked for.
      check(
        grant === undefined || (grant.account === sender.account && grant.area === sender.village),
        `${sender.name} was answered on somebody else's right`,
      );
      // A marker that says nothing may have been collected while the page was on its way.
      const saysSomething = page.rows.filter(({ fields }) =>
        Object.keys(fields ?? {}).some((field) => field !== DELETED),
      );
      for (const row of saysSomething)
        check(
          this.server.disk.records.has(`${sender.village} ${row.id}`) || !this.#isElsewhere(row.id),
          `${sender.name} was given ${row.id} of another village`,
        );
    });
  }

  #isElsewhere = (id: Uuid): boolean => [...this.server.disk.records.values()].some((row) => row.id === id);

  /** The cursor never exceeds applied data: whatever lies before it on the server is on the phone, as new or newer. */
  rows(phone: SimPhone): void {
    if (this.server.isLive) this.cursorOf(phone);
  }

  cursorOf(phone: SimPhone): void {
    this.#orFail(() => {
      const check = must('the cursor never exceeds applied data');
      const head = phone.disk.contents('heads').find(({ village }) => village === phone.village);
      const { cursor } = head ?? {};
      const { disk } = this.server;
      if (
        !cursor ||
        cursor.epoch !== disk.epoch ||
        disk.grants.get(cursor.grant)?.revoked !== undefined ||
        !disk.grants.has(cursor.grant)
      )
        return;
      const held = new Map(
        phone.disk.contents('rows').flatMap((row) => (row.village === phone.village ? [[row.id, row.version]] : [])),
      );
      for (const row of disk.records.values()) {
        if (
          row.village !== phone.village ||
          row.version > cursor.version ||
          (row.version === cursor.version && row.id > cursor.id)
        )
          continue;
        check(
          (held.get(row.id) ?? 0) >= row.version,
          `${phone.name}'s cursor stands at ${cursor.version}, ` +
            `and it has ${row.id} at ${held.get(row.id) ?? 'nothing'} instead of ${row.version}`,
        );
      }
    });
  }

  /** Outcomes move only forward. A restored backup begins anew, so its moves are not compared. */
  outcomes(): void {
    const { disk } = this.server;
    const before = this.#before;
    if (disk === before) return;
    this.#before = disk;
    if (before?.epoch !== disk.epoch || disk.ops === before.ops) return;
    const check = must('one outcome, moving only forward');
    for (const [id, was] of before.ops) {
      const is = disk.ops.get(id);
      if (is === was) continue;
      check(is !== undefined, `operation ${id} is gone from the server`);
      if (!is) continue;
      check(
        is.outcome === was.outcome || laterOutcomes[was.outcome].includes(is.outcome),
        `outcome of ${id} went from ${was.outcome} to ${is.outcome}`,
      );
      if (was.outcome === 'parked' && is.outcome !== 'quarantined')
        this.reach('parked child applied when its parent arrives');
    }
    for (const [id, op] of disk.ops) {
      if (op.outcome !== 'parked' || this.everParked.has(id)) continue;
      this.everParked.add(id);
      this.reach('child before parent');
    }
  }

  /** A throw inside a phone's or the server's work would be taken for theirs. */
  #orFail(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.scheduler.fail(error);
    }
  }
}

type Written = {
  readonly opId: Uuid;
  readonly group: Uuid;
  readonly record: Uuid;
  readonly village: Uuid;
  readonly set: { readonly [field: string]: never };
};

/** Undefined for what came as an opaque string: the server cannot read that. */
const asWritten = (entry: unknown): Written | undefined =>
  typeof entry === 'object' && entry !== null && 'opId' in entry && 'set' in entry ? (entry as Written) : undefined;
