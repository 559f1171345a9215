import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knier, tanDong } from '../../../src/server/demo/demo-places.ts';
import { demoLinks } from '../../../src/server/demo/demo-links.ts';
import { seedDemo, type DemoDeps } from '../../../src/server/demo/seed-demo.ts';
import { migrations } from '../../../src/server/database/migrations/index.ts';
import { migrate } from '../../../src/server/database/migrate.ts';
import { isRetryable } from '../../../src/server/database/retryable.ts';
import type { Schema } from '../../../src/server/database/schema.ts';
import { createProgressReader } from '../../../src/server/progress/progress-reader.ts';
import { createSyncService } from '../../../src/server/sync-service.ts';
import { describeEachEngine, type DatabasePlace, type TestEngine } from '../../support/engines.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { seeded } from '../../support/seeded.ts';

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
    const { n } = await db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    return Number(n);
  };
  return { records: await count('record'), operations: await count('op_meta'), accounts: await count('account'), devices: await count('device') };
};

describeEachEngine('the demo', (engine) => {
  it('fills an empty database once, with villages whose figures look like a real one’s', async () => {
    const deps = await openDemo(engine, await engine.place());
    await seedDemo(deps);
    const before = await countAll(deps);
    await seedDemo(deps);
    expect(await countAll(deps)).toEqual(before);
    const officer = await deps.db.selectFrom('account_grant').select('account').where('role', '=', 'officer').executeTakeFirstOrThrow();
    const { villages } = await createProgressReader(deps).read(officer.account);
    expect(villages.map(({ village }) => village)).toEqual([tanDong.id]);
    const shown = villages[0];
    expect(shown?.coverage).toMatchObject({ households: 196, surveyed: 143 });
    const share = (figure: { met: number; notMet: number } | undefined): number => (figure ? figure.met / (figure.met + figure.notMet) : 0);
    expect(share(shown?.figures.T1)).toBeGreaterThan(share(shown?.figures.T2));
    expect(share(shown?.figures.T2)).toBeGreaterThan(share(shown?.figures.T5));
    expect(shown?.figures.T1?.unknown).toBeGreaterThan(50);
  });

  it('takes up again where it was cut off', async () => {
    const deps = await openDemo(engine, await engine.place());
    let left = 5;
    const breaking: DemoDeps = {
      ...deps,
      syncAt: (at) => ({ push: (context, request) => (left-- > 0 ? deps.syncAt(at).push(context, request) : Promise.reject(new Error('power cut'))) }),
    };
    await expect(seedDemo(breaking)).rejects.toThrow('power cut');
    clock.time += 3_600_000;
    await seedDemo(deps);
    const homes = await deps.db.selectFrom('record').select('village').where('kind', '=', 'household').execute();
    expect(homes.filter(({ village }) => village === tanDong.id)).toHaveLength(196);
    expect(homes.filter(({ village }) => village === knier.id)).toHaveLength(92);
  });

  it('gives the same links at each start, in a file that nobody else may read', async () => {
    const place = await engine.place();
    const first = await openDemo(engine, place);
    await seedDemo(first);
    const lines = await demoLinks(first, place.dataDir, 'http://localhost:8080');
    expect(lines.map((line) => line.replace(/[\w-]{43}$/, '…'))).toEqual(
      ['member', 'lead', 'head', 'officer'].map((role) => `${role} http://localhost:8080/join#t=…`),
    );
    await first.close();
    const second = await openDemo(engine, place);
    await seedDemo(second);
    expect(await demoLinks(second, place.dataDir, 'http://localhost:8080')).toEqual(lines);
    expect(await second.db.selectFrom('invitation').select('id').execute()).toHaveLength(4);
    const file = join(place.dataDir, 'demo-links.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual(['member', 'lead', 'head', 'officer']);
  });

  it('leaves a database with real accounts alone', async () => {
    const deps = await openDemo(engine, await engine.place());
    await deps.db.insertInto('account').values({ id: '00000000-0000-7000-8000-000000000001', name: 'Mẫu', created_at: 1 }).execute();
    await expect(seedDemo(deps)).rejects.toThrow('DATA_DIR');
    expect((await countAll(deps)).records).toBe(0);
  });
});
