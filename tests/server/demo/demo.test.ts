import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Counts } from '../../../src/domain/indicator/counts.ts';
import { improversAmong } from '../../../src/domain/report/improvers.ts';
import { officer, viewer } from '../../../src/server/demo/demo-people.ts';
import { eaKnuec, knier, tanDong } from '../../../src/server/demo/demo-places.ts';
import { communeReports } from '../../../src/server/reports/commune-reports.ts';
import { demoLinks } from '../../../src/server/demo/demo-links.ts';
import { seedDemo, type DemoDeps } from '../../../src/server/demo/seed-demo.ts';
import { migrations } from '../../../src/server/database/migrations/index.ts';
import { migrate } from '../../../src/server/database/migrate.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import type { Schema } from '../../../src/server/database/schema.ts';
import { createProgressReader } from '../../../src/server/progress/progress-reader.ts';
import { createSyncService } from '../../../src/server/sync-service.ts';
import { describeAboveStorage, type DatabasePlace, type TestEngine } from '../../support/engines/engines.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { seeded } from '../../support/seeded.ts';

const roles = ['member', 'lead', 'head', 'officer', 'viewer', 'admin'];
const clock = { time: Date.UTC(2026, 10, 22, 5), now: () => clock.time };

async function openDemo(engine: TestEngine, place: DatabasePlace): Promise<DemoDeps & { close(): Promise<void> }> {
  const database = await engine.open(place);
  await migrate(database, migrations, { clock, logger: quietLogger });
  const deps = { db: database.db.withTables<{ [Table in keyof Schema]: Schema[Table] }>(), clock, random: seeded(3) };
  return {
    ...deps,
    syncAt: (at) => createSyncService({ ...deps, clock: at, isRetryable, logger: quietLogger }),
    close: () => database.close(),
  };
}

const countAll = async ({ db }: DemoDeps) => {
  const count = async (table: 'record' | 'op_meta' | 'account' | 'device') => {
    const { n } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  return {
    records: await count('record'),
    operations: await count('op_meta'),
    accounts: await count('account'),
    devices: await count('device'),
  };
};

async function likeRealVillages(deps: DemoDeps): Promise<void> {
  const { villages } = await createProgressReader(deps).read(officer.account);
  expect(villages).toHaveLength(15);
  const shown = villages.find(({ village }) => village === tanDong.id);
  expect(shown?.coverage).toMatchObject({ households: 196, surveyed: 143 });
  const share = (figure: { met: number; notMet: number } | undefined): number =>
    figure ? figure.met / (figure.met + figure.notMet) : 0;
  expect(share(shown?.figures.T1)).toBeGreaterThan(share(shown?.figures.T2));
  expect(share(shown?.figures.T2)).toBeGreaterThan(share(shown?.figures.T5));
  expect(shown?.figures.T1?.unknown).toBeGreaterThan(50);
}

async function likeACommuneOfMonths(deps: DemoDeps): Promise<void> {
  const { villages } = await createProgressReader(deps).read(officer.account);
  const holding = villages.filter(({ unsent }) => unsent.forms > 0);
  expect(holding.length).toBeGreaterThan(2);
  expect(villages.some(({ coverage }) => coverage.households === 0)).toBe(true);
  expect(villages.some(({ coverage }) => coverage.households > 0 && coverage.surveyed === 0)).toBe(true);
  const { reports } = await communeReports(deps, eaKnuec.id);
  const months = reports.flatMap(({ village, counts, moves, signed }) =>
    signed ? [{ village, figures: counts.figures as Counts['figures'], moves }] : [],
  );
  expect(months.length).toBeGreaterThan(5);
  expect(months.length).toBeLessThan(villages.length);
  expect(improversAmong(months).length).toBeGreaterThan(1);
  const kinds = await deps.db.selectFrom('record').select('kind').distinct().execute();
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['conflict', 'session', 'visit']));
  const seen = await createProgressReader(deps).read(viewer.account);
  expect(seen.villages).toHaveLength(18);
}

describeAboveStorage('the demo', (engine) => {
  // Filling a database takes half a minute, so that what is asked of the filled one is asked of the same.
  it('fills an empty database once, as a commune of months, and gives the same links at each start', async () => {
    const place = await engine.place();
    const first = await openDemo(engine, place);
    await seedDemo(first);
    await likeRealVillages(first);
    await likeACommuneOfMonths(first);
    const before = await countAll(first);
    const lines = await demoLinks(first, place.dataDir, 'http://localhost:8080');
    expect(lines.map((line) => line.replace(/[\w-]{43}$/, '…'))).toEqual(
      roles.map((role) => `${role} http://localhost:8080/join#t=…`),
    );
    await first.close();
    const second = await openDemo(engine, place);
    await seedDemo(second);
    expect(await countAll(second)).toEqual(before);
    expect(await demoLinks(second, place.dataDir, 'http://localhost:8080')).toEqual(lines);
    expect(await second.db.selectFrom('invitation').select('id').execute()).toHaveLength(roles.length);
    const file = join(place.dataDir, 'demo-links.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual(roles);
  });

  it('takes up again where it was cut off', async () => {
    const deps = await openDemo(engine, await engine.place());
    let left = 5;
    const breaking: DemoDeps = {
      ...deps,
      syncAt: (at) => ({
        push: (context, request) =>
          left-- > 0 ? deps.syncAt(at).push(context, request) : Promise.reject(new Error('power cut')),
      }),
    };
    await expect(seedDemo(breaking)).rejects.toThrow('power cut');
    clock.time += 3_600_000;
    await seedDemo(deps);
    const households = await deps.db.selectFrom('record').select('village').where('kind', '=', 'household').execute();
    expect(households.filter(({ village }) => village === tanDong.id)).toHaveLength(196);
    expect(households.filter(({ village }) => village === knier.id)).toHaveLength(92);
  });

  it('leaves a database with real accounts alone', async () => {
    const deps = await openDemo(engine, await engine.place());
    await deps.db
      .insertInto('account')
      .values({ id: '00000000-0000-7000-8000-000000000001', name: 'Mẫu', created_at: 1 })
      .execute();
    await expect(seedDemo(deps)).rejects.toThrow('DATA_DIR');
    expect((await countAll(deps)).records).toBe(0);
  });
});
