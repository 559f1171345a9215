import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../../src/server/database/open-database.ts';
import { buildPrograms } from '../programs/build-programs.ts';
import { migrateTemplate, type TemplateState } from '../migrated-tables.ts';
import { makeMigratedTemplate, makeTemplate } from './pglite-template.ts';
import { createDatabase, dropDatabase, Postgres } from './postgres.ts';
import { quietLogger } from '../quiet-logger.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL where tests make databases of their own (`createDatabase`). */
    databaseUrl: string;
    /** Its database with the product's tables, to make others from; nobody may be connected to it. */
    migratedTemplate: string;
    /**
     * Data directories with a new PGlite, empty and with the product's tables: copying one (`copyTemplate`) is faster
     * than making one.
     */
    pgliteTemplates: Readonly<Record<TemplateState, string>>;
    /** The folder of the built programs (`program`). */
    programs: string;
  }
}

/**
 * Once a run of the server's tests: one PostgreSQL (or the one of TEST_DATABASE_URL), one new PGlite directory to copy,
 * and the programs that tests start.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const postgres = given ? undefined : await Postgres.start();
  const databaseUrl = given ?? postgres?.url() ?? '';
  const migratedTemplate = await createMigrated(databaseUrl);
  const empty = await makeTemplate();
  const migrated = await makeMigratedTemplate(empty);
  const programs = await buildPrograms();
  project.provide('databaseUrl', databaseUrl);
  project.provide('migratedTemplate', migratedTemplate);
  project.provide('pgliteTemplates', { empty, migrated });
  project.provide('programs', programs);
  return async () => {
    if (postgres) await postgres.stop();
    else await dropDatabase(migratedTemplate);
    for (const folder of [empty, migrated, programs]) rmSync(folder, { recursive: true, force: true });
  };
}

/** Address of a new database with the product's tables. */
async function createMigrated(databaseUrl: string): Promise<string> {
  const address = await createDatabase(databaseUrl);
  const database = await openDatabase({ dataDir: '', databaseUrl: address, logger: quietLogger });
  await migrateTemplate(database);
  await database.close();
  return address;
}
