import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { buildPrograms } from './build-programs.ts';
import { makeTemplate } from './pglite-template.ts';
import { Postgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL where tests make databases of their own (`createDatabase`). */
    databaseUrl: string;
    /** A data directory with a new, empty PGlite: copying it (`copyTemplate`) is faster than making one. */
    pgliteTemplate: string;
    /** The folder of the built programs (`program`). */
    programs: string;
  }
}

/** Once a run of the server's tests: one PostgreSQL (or the one of TEST_DATABASE_URL), one new PGlite directory to copy, and the programs that tests start. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const postgres = given ? undefined : await Postgres.start();
  const template = await makeTemplate();
  const programs = await buildPrograms();
  project.provide('databaseUrl', given ?? postgres?.url() ?? '');
  project.provide('pgliteTemplate', template);
  project.provide('programs', programs);
  return async () => {
    await postgres?.stop();
    for (const folder of [template, programs]) rmSync(folder, { recursive: true, force: true });
  };
}
