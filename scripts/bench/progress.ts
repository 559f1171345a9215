// Reading progress of the same 3,000 villages with 5,000 households and with 500,000, and what rollups cost a push. All
// villages of a country are copies of one, made by SQL: the same answers, other ids. BENCH_HOUSEHOLDS makes it smaller.
import { sql, type Kysely } from 'kysely';
import { createIds, type Uuid } from '../../src/lib/ids.ts';
import { dayOf } from '../../src/lib/day.ts';
import { countIndicators } from '../../src/domain/indicator/count.ts';
import { indicators } from '../../src/domain/indicator/current.ts';
import type { Database } from '../../src/server/database/database.ts';
import { openDatabase } from '../../src/server/database/open-database.ts';
import type { Schema } from '../../src/server/database/schema.ts';
import { createProgressReader } from '../../src/server/progress/progress-reader.ts';
import { rebuildRollup } from '../../src/server/rollup/rebuild-rollups.ts';
import { toCounted } from '../../src/server/rollup/update-rollup.ts';
import { createKyselyStorage } from '../../src/server/sync/kysely/kysely-storage.ts';
import type { SyncTx, SyncStorage } from '../../src/server/sync/storage.ts';
import { kyselyTestStorage } from '../../tests/support/engines/kysely-test-storage.ts';
import { Postgres } from '../../tests/support/engines/postgres.ts';
import { quietLogger } from '../../tests/support/quiet-logger.ts';
import { seeded } from '../../tests/support/seeded.ts';
import { SyncWorld } from '../../tests/support/sync-world.ts';
import type { Bench, BenchTable } from './entry.ts';
import { milliseconds, ratio } from './print.ts';

const householdsAVillage = 167;
const villagesACommune = 50;
const few = 5_000;
const many = Number(process.env['BENCH_HOUSEHOLDS'] ?? 500_000);
const rounds = 30;

const villages = Math.round(many / householdsAVillage);
const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

export const bench: Bench = {
  tables: async () => {
    const postgres = await Postgres.start();
    const open = async (): Promise<Database> =>
      openDatabase({ databaseUrl: await postgres.createDatabase(), dataDir: '/nonexistent', logger: quietLogger });
    const [sparse, dense] = [await open(), await open()];
    try {
      const opened = await kyselyTestStorage(dense);
      const countries = [
        await Country.begin((await kyselyTestStorage(sparse)).db, Math.round(few / villages)),
        await Country.begin(opened.db, householdsAVillage),
      ];
      for (const country of countries) await country.growTo(villages);
      const [small, large] = await readings(countries);
      return [readingTable(small!, large!), await pushTable(new SyncWorld(opened), opened.storage)];
    } finally {
      await sparse.close();
      await dense.close();
      await postgres.stop();
    }
  },
};

/** Milliseconds, medians. */
type Readings = Readonly<Record<'village' | 'commune' | 'province' | 'recount', number>>;

function readingTable(small: Readings, large: Readings): BenchTable {
  const row = (what: string, read: (of: Readings) => number): string[] => [
    what,
    milliseconds(read(small)),
    milliseconds(read(large)),
    ratio(read(large), read(small)),
  ];
  return {
    title: 'Reading progress (PostgreSQL, medians)',
    columns: [`${few} households`, `${many} households`, 'ratio'],
    rows: [
      row('one village, its head', ({ village }) => village),
      row(`a commune of ${villagesACommune} villages, its officer`, ({ commune }) => commune),
      row(`the province, all its ${villages} villages`, ({ province }) => province),
      row('for comparison: counting one village from its rows', ({ recount }) => recount),
    ],
    notes: ['The same villages both times, read by turns. Budget: ≤ 1.2 from 5,000 to 500,000 households.'],
  };
}

/** One province of communes of 50 villages each, all alike. */
class Country {
  readonly #db: Kysely<Schema>;
  readonly #newId: () => Uuid;
  readonly #accounts: Record<'village' | 'commune' | 'province', Uuid>;
  readonly #first: Uuid;
  readonly #commune: Uuid;
  readonly #province: Uuid;
  readonly #households: number;

  private constructor(db: Kysely<Schema>, newId: () => Uuid, households: number) {
    this.#db = db;
    this.#households = households;
    this.#newId = newId;
    this.#accounts = { village: newId(), commune: newId(), province: newId() };
    [this.#first, this.#commune, this.#province] = [newId(), newId(), newId()];
  }

  /** @param households in each village */
  static async begin(db: Kysely<Schema>, households: number): Promise<Country> {
    const country = new Country(db, createIds({ now: () => Date.now() }, seeded(11)), households);
    await country.#addFirst();
    return country;
  }

  /** The village of which all others are copies: a year's answers, children who will turn 16. */
  async #addFirst(): Promise<void> {
    const db = this.#db;
    const area = (id: Uuid, kind: 'province' | 'commune' | 'village', parent: Uuid | null) => ({
      id,
      kind,
      code: null,
      prefix: 'thôn',
      name: 'Mẫu',
      aliases: '[]',
      parent,
    });
    await db
      .insertInto('area')
      .values([
        area(this.#province, 'province', null),
        area(this.#commune, 'commune', this.#province),
        area(this.#first, 'village', this.#commune),
      ])
      .execute();
    await db.insertInto('village').values({ id: this.#first }).execute();
    const role = { village: 'head', commune: 'officer', province: 'viewer' } as const;
    for (const [kind, account] of Object.entries(this.#accounts) as [keyof typeof role, Uuid][]) {
      await db.insertInto('account').values({ id: account, name: 'Mẫu', created_at: 0 }).execute();
      const area = { village: this.#first, commune: this.#commune, province: this.#province }[kind];
      await db
        .insertInto('account_grant')
        .values({ id: this.#newId(), account, role: role[kind], area, created_at: 0, revoked_at: null })
        .execute();
    }
    const given = (code: string, value: string, number: string) =>
      sql`jsonb_build_object(${`a.${code}`}::text, jsonb_build_object(
        'v', ${value}::text, 'by', 'self', 'q', 2,
        'on', to_char(date '2026-01-01' + ${sql.raw(number)} % 300, 'YYYY-MM-DD')))`;
    await sql`
      insert into record (village, id, kind, version, fields, field_meta)
      select ${this.#first}, gen_random_uuid(), 'household', 1,
        jsonb_build_object('headName', 'Mẫu ' || n, 'address', 'Nhà ' || n, 'cluster', 'Cụm ' || n % 5)
          || ${given('H1', 'yes', 'n')} || ${given('H2', 'yes', 'n')}, '{}'
      from generate_series(1, ${sql.raw(String(this.#households))}) n`.execute(db);
    await sql`
      insert into record (village, id, kind, version, fields, field_meta)
      select village, gen_random_uuid(), 'person', 1,
        jsonb_build_object('household', id, 'name', 'Mẫu', 'birthYear', 1950 + (row_number() over () * 7 + n * 13) % 75)
          || ${given('P2', 'daily', '(7 * n + length(fields::text))')}
          || ${given('P4', 'yes', '(11 * n + length(fields::text))')}
          || ${given('P5', 'self', '(n + length(fields::text))')}, '{}'
      from record, generate_series(1, 2) n where kind = 'household' and village = ${this.#first}`.execute(db);
    await sql`analyze`.execute(db);
    await rebuildRollup(createKyselyStorage(db), this.#first);
  }

  async growTo(villages: number): Promise<void> {
    const db = this.#db;
    const have = Number(
      (
        await db
          .selectFrom('village')
          .select(({ fn }) => fn.countAll().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    );
    const communes: Uuid[] = [this.#commune];
    for (let at = have; at < villages;) {
      const inFirst = at < villagesACommune;
      if (!inFirst) {
        const id = this.#newId();
        await db
          .insertInto('area')
          .values({ id, kind: 'commune', code: null, prefix: 'xã', name: 'Mẫu', aliases: '[]', parent: this.#province })
          .execute();
        communes.push(id);
      }
      const ids = Array.from({ length: Math.min(villagesACommune - (inFirst ? at : 0), villages - at) }, () =>
        this.#newId(),
      );
      await db
        .insertInto('area')
        .values(
          ids.map((id) => ({
            id,
            kind: 'village' as const,
            code: null,
            prefix: 'thôn',
            name: 'Mẫu',
            aliases: '[]',
            parent: communes.at(-1)!,
          })),
        )
        .execute();
      await db
        .insertInto('village')
        .values(ids.map((id) => ({ id })))
        .execute();
      await sql`
        update village set rollup = (select rollup from village where id = ${this.#first})
        where rollup is null`.execute(db);
      const list = sql.join(ids.map((id) => sql`${id}::uuid`));
      await sql`
        insert into record (village, id, kind, version, fields, field_meta)
        select v, gen_random_uuid(), kind, version, fields, field_meta
        from record, unnest(array[${list}]) v where village = ${this.#first}`.execute(db);
      await sql`
        insert into rollup (village, day, counts)
        select v, day, counts from rollup, unnest(array[${list}]) v where village = ${this.#first}`.execute(db);
      at += ids.length;
    }
    await sql`vacuum analyze`.execute(db);
  }

  /** What is read, and how often to be sure of the median. */
  readings(): Record<keyof Readings, { readonly times: number; readonly read: () => Promise<unknown> }> {
    const clock = { now: () => Date.UTC(2026, 10, 22) };
    const reader = createProgressReader({ db: this.#db, clock });
    const storage = createKyselyStorage(this.#db);
    const recount = async (): Promise<unknown> =>
      countIndicators(
        (await storage.transaction((tx) => tx.countedRecords(this.#first))).map(toCounted),
        indicators,
        dayOf(clock.now()),
      );
    return {
      village: { times: rounds * 2, read: () => reader.read(this.#accounts.village) },
      commune: { times: rounds * 2, read: () => reader.read(this.#accounts.commune) },
      province: { times: 11, read: () => reader.read(this.#accounts.province) },
      recount: { times: rounds, read: recount },
    };
  }
}

/** By turns, so that whatever else the machine does slows all of them. */
async function readings(countries: readonly Country[]): Promise<Readings[]> {
  const all = countries.map((country) => ({
    ways: country.readings(),
    medians: { village: 0, commune: 0, province: 0, recount: 0 },
  }));
  for (const what of ['village', 'commune', 'province', 'recount'] as const) {
    const times = all.map((): number[] => []);
    for (let i = -1; i < all[0]!.ways[what].times; i++) {
      for (const [at, { ways }] of all.entries()) {
        const started = performance.now();
        await ways[what].read();
        // The first one opens connections.
        if (i >= 0) times[at]!.push(performance.now() - started);
      }
    }
    for (const [at, { medians }] of all.entries()) medians[what] = median(times[at]!);
  }
  return all.map(({ medians }) => medians);
}

/** One person's answers pushed into a village of 167 households, with and without the rollup, by turns. */
async function pushTable(world: SyncWorld, storage: SyncStorage): Promise<BenchTable> {
  const village = await world.village();
  const phone = await world.phone(village);
  const households = Array.from({ length: householdsAVillage }, () => world.newId());
  for (const household of households)
    await phone.tell(
      phone.op(household, { headName: 'Mẫu' }),
      phone.op(world.newId(), { household: household, birthYear: 2012 }, { kind: 'person' }),
    );
  const without: SyncStorage = {
    ...storage,
    transaction: (work) => storage.transaction((tx) => work(noRollup(tx))),
    snapshot: (work) => storage.snapshot(work),
  };
  const times = { with: [] as number[], without: [] as number[] };
  for (let i = 0; i < rounds * 4; i++) {
    const which = i % 2 === 0 ? 'with' : 'without';
    (world.deps as { storage: SyncStorage }).storage = which === 'with' ? storage : without;
    const set = {
      household: households[i % households.length]!,
      birthYear: 1980,
      'a.P2': { v: 'daily', by: 'self', on: '2026-11-22', q: 2 },
      'a.P4': { v: 'yes', by: 'self', on: '2026-11-22', q: 2 },
    };
    const op = phone.op(world.newId(), set, { kind: 'person' });
    const started = performance.now();
    await phone.tell(op);
    times[which].push(performance.now() - started);
  }
  const [having, lacking] = [median(times.with), median(times.without)];
  return {
    title: 'A push of one person (PostgreSQL without fsync, medians)',
    columns: ['time', 'ratio'],
    rows: [
      ['without rollups', milliseconds(lacking), ''],
      ['with rollups', milliseconds(having), ratio(having, lacking)],
    ],
    notes: ['A rollup adds three statements to the transaction, whatever the size of the village.'],
  };
}

/** The village's households are not read and nothing is rolled up. */
const noRollup = (tx: SyncTx): SyncTx => ({
  ...tx,
  households: () => Promise.resolve([]),
  rollupSince: () => Promise.resolve([]),
  changeRollup: () => Promise.resolve(),
});
