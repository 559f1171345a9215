import { sql, type Kysely } from 'kysely';
import { createIds, type Uuid } from '../../../src/lib/ids.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import type { Day } from '../../../src/lib/day.ts';
import type { RollupRow } from '../../../src/domain/indicator/rollup.ts';
import type { Role } from '../../../src/domain/access/roles.ts';
import type { Schema } from '../../../src/server/database/schema.ts';
import { uuidFromText, sha256 } from '../../../src/server/hash.ts';
import { countsToRow, rowToCounts } from '../../../src/server/rollup/counts-row.ts';
import type { SyncDeps } from '../../../src/server/sync/deps.ts';
import { emptyMemoryState, type MemoryState } from '../../../src/server/sync/memory/memory-storage.ts';
import { toRecord, toRow, toStoredOp } from '../../../src/server/sync/kysely/rows.ts';
import type { StoredOp, SyncStorage } from '../../../src/server/sync/storage.ts';
import type { TestStorage } from '../../support/sync-world.ts';
import type { Chance, Scheduler } from './scheduler.ts';
import { applyEdit, DIED, restoredState, simPageRows, type Edit, type SimServer } from './server.ts';

class ServerDied extends Error {
  override readonly name = 'ServerDied';
}

// About as many statements as a push has.
const statementsAtMost = 22;

/**
 * Over a real database, which cannot be stepped at each statement: one request after another, each as a whole. A killed
 * server dies before one of the next request's statements, or after its commit.
 */
export class DatabaseServer implements SimServer {
  rights = 0;
  readonly killedBefore = new Map<string, number>();
  readonly newId: () => Uuid;
  readonly standsBefore = [];
  readonly isLive = false;
  disk: MemoryState = emptyMemoryState();
  #queue: Promise<unknown> = Promise.resolve();
  #seen = true;
  #dies = false;
  #backups: { readonly at: number; readonly state: Promise<MemoryState> }[] = [];

  constructor(
    readonly database: TestStorage & { readonly db: Kysely<Schema> },
    readonly scheduler: Scheduler,
    readonly clock: Clock,
    readonly chance: Chance,
  ) {
    this.newId = createIds(clock, chance);
    void this.#inTurn(() => empty(database.db));
  }

  isContended(): boolean {
    return false;
  }

  run<T>(handler: (deps: SyncDeps) => Promise<T>): Promise<T | typeof DIED> {
    const dies = this.#dies ? this.chance.below(statementsAtMost) : undefined;
    this.#dies = false;
    return this.#inTurn(async () => {
      this.#seen = false;
      const { storage, isRetryable = () => false } = this.database;
      const deps: SyncDeps = {
        storage: dies === undefined ? storage : this.#dying(storage, dies),
        clock: this.clock,
        sha256,
        uuidFromText,
        isRetryable: (error) => error instanceof ServerDied || isRetryable(error),
        pageRows: simPageRows,
      };
      try {
        const answer = await handler(deps);
        return dies === undefined ? answer : DIED;
      } catch (error) {
        if (error instanceof ServerDied) return DIED;
        throw error;
      }
    });
  }

  #dying(storage: SyncStorage, before: number): SyncStorage {
    let left = before;
    const counted = <Tx extends object>(tx: Tx): Tx =>
      new Proxy(tx, {
        get: (target, name: string) => {
          const method = target[name as keyof Tx] as (...args: unknown[]) => unknown;
          return (...args: unknown[]) => {
            if (left-- > 0) return method(...args);
            this.killedBefore.set(name, (this.killedBefore.get(name) ?? 0) + 1);
            throw new ServerDied(name);
          };
        },
      });
    return {
      transaction: (work) => storage.transaction((tx) => work(counted(tx))),
      snapshot: (work) => storage.snapshot((tx) => work(counted(tx))),
    };
  }

  edit(edit: Edit): void {
    this.rights += 1;
    applyEdit(this.disk, edit);
    void this.#inTurn(() => writeEdit(this.database, edit));
  }

  killAndRestart(): 'idle' | 'busy' {
    this.#dies = true;
    return 'busy';
  }

  backUp(): void {
    this.#backups.push({ at: this.clock.now(), state: this.#inTurn(() => readAll(this.database.db)) });
  }

  restoreBackup(after: number): boolean {
    this.#backups = this.#backups.filter(({ at }) => at >= after);
    const backup = this.#backups.shift();
    if (!backup) return false;
    this.rights += 1;
    void this.#inTurn(async () => {
      this.disk = restoredState(await backup.state, await readAll(this.database.db));
      await writeAll(this.database.db, this.disk);
    });
    return true;
  }

  async refresh(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#seen) return;
      this.#seen = true;
      this.disk = await readAll(this.database.db);
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch((error: unknown) => this.scheduler.fail(error));
    return this.scheduler.outside(done);
  }
}

async function empty(db: Kysely<Schema>): Promise<void> {
  await sql`
    truncate erased_record, erased_mark, op_mention, op_body, op_meta, record, moved_record, village,
      device, account_grant, account, area cascade`.execute(db);
  await db.updateTable('server_state').set({ value: '1' }).where('key', '=', 'epoch').execute();
}

async function writeEdit({ db, seed }: TestStorage & { readonly db: Kysely<Schema> }, edit: Edit): Promise<void> {
  switch (edit.kind) {
    case 'village':
      return seed.addVillage(edit.id);
    case 'account':
      return seed.addAccount(edit.id);
    case 'device':
      return seed.addDevice(edit);
    case 'grant':
      return seed.addGrant({ ...edit, village: edit.area });
    case 'withdraw':
      return seed.revokeGrant(edit.grant);
    case 'revoke':
    case 'unrevoke':
      await db
        .updateTable('device')
        .set({ revoked_at: edit.kind === 'revoke' ? 1 : null })
        .where('id', '=', edit.device)
        .execute();
  }
}

async function readAll(db: Kysely<Schema>): Promise<MemoryState> {
  const epoch = await db
    .selectFrom('server_state')
    .select('value')
    .where('key', '=', 'epoch')
    .executeTakeFirstOrThrow();
  const grants = await db.selectFrom('account_grant').selectAll().execute();
  const devices = await db.selectFrom('device').selectAll().execute();
  const villages = await db.selectFrom('village').selectAll().execute();
  const records = await db.selectFrom('record').selectAll().execute();
  const mentions = await db.selectFrom('op_mention').selectAll().execute();
  const ops = await db
    .selectFrom('op_meta')
    .leftJoin('op_body', 'op_body.op_id', 'op_meta.op_id')
    .selectAll('op_meta')
    .select('op_body.body')
    .execute();
  return {
    epoch: Number(epoch.value),
    grants: new Map(
      grants.map((row) => [
        row.id,
        {
          id: row.id,
          account: row.account,
          role: row.role as Role,
          ...(row.area && { area: row.area }),
          ...(row.revoked_at !== null && { revoked: true }),
        },
      ]),
    ),
    devices: new Map(
      devices.map((row) => [
        row.id,
        {
          id: row.id,
          account: row.account,
          lastSeq: row.last_seq,
          epochSeq: row.epoch_seq,
          lastTime: row.last_time,
          lastContact: row.last_contact,
          revoked: row.revoked_at !== null,
          former: row.former,
          ledger: undefined,
        },
      ]),
    ),
    villages: new Map(villages.map((row) => [row.id, row.version])),
    lost: new Map(villages.map((row) => [row.id, row.lost])),
    records: new Map(records.map((row) => [`${row.village} ${row.id}`, toRecord(row)])),
    ops: new Map(ops.map((row) => [row.op_id, { ...toStoredOp(row), ...mentionsOf(row.op_id, mentions) }])),
    rollups: await rollupsIn(db),
    moved: new Map(
      (await db.selectFrom('moved_record').selectAll().execute()).map(({ to_village, ...row }) => [
        `${row.village} ${row.id}`,
        { ...row, to: to_village },
      ]),
    ),
    collected: new Map(villages.map((row) => [row.id, row.collected])),
    judged: new Map(), // the log is nobody's input
    usage: new Map(), // far from anybody's budget
    baskets: new Map(), // sealed; tests/support/suites/basket-suite.ts opens them
    acts: new Map(),
    erasedHouseholds: new Map(),
    erased: new Map(
      (await db.selectFrom('erased_mark').select(['village', 'id']).execute()).map((row) => [
        `${row.village} ${row.id}`,
        row,
      ]),
    ),
  };
}

function mentionsOf(
  opId: Uuid,
  all: readonly { readonly op_id: Uuid; readonly village: Uuid; readonly id: Uuid }[],
): Pick<StoredOp, 'mentions'> {
  const own = all.filter((row) => row.op_id === opId);
  return own[0] ? { mentions: { village: own[0].village, ids: own.map(({ id }) => id) } } : {};
}

async function rollupsIn(db: Kysely<Schema>): Promise<MemoryState['rollups']> {
  const rows = await db.selectFrom('rollup').selectAll().orderBy('day').execute();
  const villages = await db.selectFrom('village').select(['id', 'rollup']).where('rollup', 'is not', null).execute();
  const rowsOf = (id: Uuid): RollupRow[] =>
    rows
      .filter(({ village }) => village === id)
      .map(({ day, counts }) => ({ day: day as Day, counts: rowToCounts(counts) }));
  return new Map(villages.map(({ id, rollup }) => [id, { rules: rollup ?? '', rows: rowsOf(id) }]));
}

/** Puts the tables back to what a state says, as a restore does. */
async function writeAll(db: Kysely<Schema>, state: MemoryState): Promise<void> {
  await sql`truncate op_mention, op_body, op_meta, record, rollup, moved_record`.execute(db);
  await db
    .updateTable('server_state')
    .set({ value: String(state.epoch) })
    .where('key', '=', 'epoch')
    .execute();
  await db
    .deleteFrom('account_grant')
    .where('id', 'not in', [...state.grants.keys()])
    .execute();
  for (const { id, revoked } of state.grants.values())
    await db
      .updateTable('account_grant')
      .set({ revoked_at: revoked ? 1 : null })
      .where('id', '=', id)
      .execute();
  for (const { id, lastSeq, epochSeq, lastTime, revoked } of state.devices.values()) {
    await db
      .updateTable('device')
      .set({ last_seq: lastSeq, epoch_seq: epochSeq, last_time: lastTime, revoked_at: revoked ? 1 : null })
      .where('id', '=', id)
      .execute();
  }
  for (const [id, version] of state.villages) {
    await db
      .updateTable('village')
      .set({
        version,
        lost: JSON.stringify(state.lost.get(id) ?? []),
        collected: state.collected.get(id) ?? 0,
        rollup: state.rollups.get(id)?.rules ?? null,
      })
      .where('id', '=', id)
      .execute();
  }
  const rollups = [...state.rollups].flatMap(([village, { rows }]) =>
    rows.map(({ day, counts }) => ({ village, day, counts: countsToRow(counts) })),
  );
  if (rollups.length > 0) await db.insertInto('rollup').values(rollups).execute();
  const records = [...state.records.values()]
    .map(toRow)
    .map((row) => ({ ...row, fields: JSON.stringify(row.fields), field_meta: JSON.stringify(row.field_meta) }));
  if (records.length > 0) await db.insertInto('record').values(records).execute();
  const moved = [...state.moved.values()].map(({ to, bases, ...row }) => ({
    ...row,
    to_village: to,
    bases: JSON.stringify(bases),
  }));
  if (moved.length > 0) await db.insertInto('moved_record').values(moved).execute();
  const ops = [...state.ops.values()];
  if (ops.length === 0) return;
  await db
    .insertInto('op_meta')
    .values(
      ops.map((op) => ({
        op_id: op.opId,
        device: op.device,
        seq: op.seq,
        group_id: op.group,
        village: op.village ?? null,
        record: op.record ?? null,
        waits_for: op.waitsFor ?? null,
        outcome: op.outcome,
        version: op.version,
        time: op.time,
        received_at: op.receivedAt,
      })),
    )
    .execute();
  await db
    .insertInto('op_body')
    .values(ops.map((op) => ({ op_id: op.opId, body: op.body })))
    .execute();
  const mentions = ops.flatMap(({ opId, mentions: said }) =>
    (said?.ids ?? []).map((id) => ({ op_id: opId, village: said!.village, id })),
  );
  if (mentions.length > 0) await db.insertInto('op_mention').values(mentions).execute();
}
