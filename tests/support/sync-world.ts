import { createIds, type Uuid } from '../../src/lib/ids.ts';
import { assert } from '../../src/lib/assert.ts';
import type { Fields, RecordKind } from '../../src/domain/record/record.ts';
import type { Role } from '../../src/domain/access/roles.ts';
import type { BaseRef, Operation } from '../../src/protocol/operation.ts';
import type { Cursor, PullPage } from '../../src/protocol/pull.ts';
import type { PushRequest, PushResponse } from '../../src/protocol/push.ts';
import type { Problem } from '../../src/protocol/problem.ts';
import { uuidFromText, sha256 } from '../../src/server/hash.ts';
import type { SyncDeps } from '../../src/server/sync/deps.ts';
import { handlePull } from '../../src/server/sync/handle-pull.ts';
import { handlePush } from '../../src/server/sync/handle-push.ts';
import type { SyncStorage } from '../../src/server/sync/storage.ts';
import { seeded } from './seeded.ts';

/** Puts the rows there that sync itself never makes. */
export interface Seeder {
  addVillage(id: Uuid): Promise<void>;
  addAccount(id: Uuid): Promise<void>;
  addGrant(grant: { id: Uuid; account: Uuid; role: Role; village: Uuid }): Promise<void>;
  revokeGrant(id: Uuid): Promise<void>;
  addDevice(device: { id: Uuid; account: Uuid }): Promise<void>;
  closeDevice(id: Uuid): Promise<void>;
  /** As if a backup with what is stored now had been restored. */
  restore(): Promise<void>;
}

export interface TestStorage {
  readonly storage: SyncStorage;
  readonly seed: Seeder;
  readonly isRetryable?: (error: unknown) => boolean;
  /** What the audit log tells of judged operations; those of one moment in no order. */
  judged(): Promise<
    {
      readonly account: Uuid | null;
      readonly device: Uuid | null;
      readonly action: string;
      readonly area: Uuid | null;
      readonly subject: Uuid | null;
    }[]
  >;
  close(): Promise<void>;
}

/** A village, its people and their phones, against one storage; time stands still until told. */
export class SyncWorld {
  readonly clock = { time: Date.UTC(2026, 10, 22), now: () => this.clock.time };
  readonly reports: string[] = [];
  readonly deps: SyncDeps;
  readonly #seed: Seeder;
  readonly newId = createIds(this.clock, seeded(7));

  constructor({ storage, seed, isRetryable }: TestStorage) {
    this.#seed = seed;
    this.deps = {
      storage,
      clock: this.clock,
      sha256,
      uuidFromText,
      isRetryable: isRetryable ?? (() => false),
      report: (event) => this.reports.push(event),
    };
  }

  async village(): Promise<Uuid> {
    const id = this.newId();
    await this.#seed.addVillage(id);
    return id;
  }

  async phone(village: Uuid, role: Role = 'member'): Promise<TestPhone> {
    const account = this.newId();
    await this.#seed.addAccount(account);
    const grant = this.newId();
    await this.#seed.addGrant({ id: grant, account, role, village });
    return this.phoneOf(account, village, grant);
  }

  async phoneOf(account: Uuid, village: Uuid, grant: Uuid): Promise<TestPhone> {
    const device = this.newId();
    await this.#seed.addDevice({ id: device, account });
    return new TestPhone(this, { device, account, grant }, village);
  }

  restore(): Promise<void> {
    return this.#seed.restore();
  }

  revoke(phone: TestPhone): Promise<void> {
    return this.#seed.revokeGrant(phone.id.grant);
  }

  grant(phone: TestPhone, village: Uuid, role: Role): Promise<void> {
    return this.#seed.addGrant({ id: this.newId(), account: phone.id.account, role, village });
  }

  async regrant(phone: TestPhone): Promise<Uuid> {
    const grant = this.newId();
    await this.#seed.addGrant({ id: grant, account: phone.id.account, role: 'member', village: phone.village });
    return grant;
  }
}

/** What a phone says to the server, by hand. */
export class TestPhone {
  seq = 0;
  wallOffset = 0;
  cursor: Cursor | undefined;

  constructor(
    readonly world: SyncWorld,
    readonly id: { readonly device: Uuid; readonly account: Uuid; readonly grant: Uuid },
    readonly village: Uuid,
  ) {}

  op(
    record: Uuid,
    set: Fields,
    more: Partial<Operation> & { kind?: RecordKind; base?: Record<string, BaseRef> } = {},
  ): Operation {
    const opId = this.world.newId();
    return {
      opId,
      seq: ++this.seq,
      group: opId,
      record,
      kind: 'household',
      village: this.village,
      base: {},
      set,
      wallTime: this.world.clock.now() + this.wallOffset,
      clockOffset: 0,
      schemaVersion: 1,
      ...more,
    };
  }

  push(...entries: unknown[]): Promise<PushResponse | Problem> {
    const first = entries.find(
      (entry): entry is Operation => typeof entry === 'object' && entry !== null && 'seq' in entry,
    );
    const at = first ? entries.indexOf(first) : 0;
    return this.send({ protocol: 1, firstSeq: (first?.seq ?? this.seq) - at, entries });
  }

  send(request: PushRequest): Promise<PushResponse | Problem> {
    return handlePush(this.world.deps, this.id, request);
  }

  /** Pushes and expects every entry to be stored. @returns the outcomes' kinds */
  async tell(...entries: unknown[]): Promise<string[]> {
    const answer = await this.push(...entries);
    assert('outcomes' in answer, `push was refused: ${JSON.stringify(answer)}`);
    return answer.outcomes.map((one) => one.outcome);
  }

  pull(from: Partial<Cursor> = this.cursor ?? {}): Promise<PullPage | Problem> {
    return handlePull(
      this.world.deps,
      this.id,
      { village: this.village, version: 0, id: '', held: 0, seq: this.seq, ...from },
      'me',
    );
  }

  /** Pulls all pages and moves the cursor. */
  async catchUp(): Promise<{
    rows: PullPage['rows'];
    outcomes: PullPage['outcomes'];
    pages: number;
    restart: boolean;
  }> {
    const seen = { rows: [] as PullPage['rows'], outcomes: [] as PullPage['outcomes'], pages: 0, restart: false };
    for (;;) {
      const page = await this.pull();
      assert('rows' in page, `pull was refused: ${JSON.stringify(page)}`);
      seen.rows.push(...page.rows);
      seen.outcomes.push(...page.outcomes);
      seen.pages++;
      seen.restart ||= page.restart;
      this.cursor = page.cursor;
      if (!page.more) return seen;
    }
  }
}
