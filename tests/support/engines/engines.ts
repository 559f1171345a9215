import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, describe, inject } from 'vitest';
import type { Database } from '../../../src/server/database/database.ts';
import { openDatabase, type OpenDatabaseOptions } from '../../../src/server/database/open-database.ts';
import { emptyTables, type TemplateState } from '../migrated-tables.ts';
import { copyTemplate } from './pglite-template.ts';
import { createDatabase, dropDatabase } from './postgres.ts';
import { quietLogger } from '../quiet-logger.ts';

/** Where a database is: what `openDatabase` needs to open it, and to open it again. */
export interface DatabasePlace {
  readonly dataDir: string;
  readonly databaseUrl?: string;
}

export interface TestEngine {
  readonly kind: Database['kind'];
  /** An open, empty database for this test; closed, or emptied for the next, after it. */
  openFresh(): Promise<Database>;
  /**
   * One with the product's tables, as its migrations leave them. The test may fill the tables and must not change them.
   */
  openMigrated(): Promise<Database>;
  /** Where a new, empty database of this test's own is; removed after it. */
  place(): Promise<DatabasePlace>;
  /** Opens the database at a place; closed after the test unless the test has. */
  open(place: DatabasePlace, options?: Partial<OpenDatabaseOptions>): Promise<Database>;
}

/**
 * Runs one suite on the embedded database and on PostgreSQL. Neither is ever left out: without PostgreSQL the run fails
 * before its first test (server-global.ts).
 */
export function describeEachEngine(name: string, suite: (engine: TestEngine) => void): void {
  describe.each(['pglite', 'postgres'] as const)(`${name} on %s`, (kind) => suite(createEngine(kind)));
}

/** The engine of suites that run on one and are about neither: PostgreSQL costs half the processor time. */
export const oneEngine: Database['kind'] = process.env['LONG_ROUNDS'] === undefined ? 'postgres' : 'pglite';

/**
 * Runs a suite about rules that lie above the database (routes, rights, jobs, backup): on one engine in `npm test`, on
 * both in the long round. Suites about storage, sync and erasure use `describeEachEngine`.
 */
export function describeAboveStorage(name: string, suite: (engine: TestEngine) => void): void {
  if (process.env['LONG_ROUNDS'] === undefined) describe(name, () => suite(createEngine(oneEngine)));
  else describeEachEngine(name, suite);
}

/** For suites about one engine. Call it at the top of a file or of a `describe`. */
export function createEngine(kind: Database['kind']): TestEngine {
  const cleanUps: (() => Promise<unknown> | void)[] = [];
  afterEach(async () => {
    while (cleanUps.length > 0) await cleanUps.pop()?.();
  });
  const place = async (): Promise<DatabasePlace> => {
    const made = await newPlace(kind);
    cleanUps.push(() => removePlace(made));
    return made;
  };
  const open: TestEngine['open'] = async (at, options = {}) => {
    const database = closeOnce(await openDatabase({ ...at, logger: quietLogger, ...options }));
    cleanUps.push(database.close);
    return database;
  };
  const opener = (shared: SharedDatabases) => async (): Promise<Database> => {
    const database = await shared.take();
    cleanUps.push(() => shared.giveBack(database));
    return database;
  };
  return {
    kind,
    openFresh: opener(sharedDatabases(kind, 'empty')),
    openMigrated: opener(sharedDatabases(kind, 'migrated')),
    place,
    open,
  };
}

interface Closeable extends Database {
  readonly isClosed: () => boolean;
}

function closeOnce(database: Database): Closeable {
  let closing: Promise<void> | undefined;
  return { ...database, isClosed: () => closing !== undefined, close: () => (closing ??= database.close()) };
}

interface SharedDatabases {
  take(): Promise<Closeable>;
  giveBack(database: Closeable): Promise<void>;
}

/**
 * Starting a PGlite takes a second, emptying one a few milliseconds: a suite's tests take turns with as few as they
 * need at once.
 */
function sharedDatabases(kind: Database['kind'], state: TemplateState): SharedDatabases {
  const idle: Closeable[] = [];
  const places: DatabasePlace[] = [];
  const all: Closeable[] = [];
  afterAll(async () => {
    await Promise.all(all.map((database) => database.close()));
    await Promise.all(places.map(removePlace));
  });
  const start = async (): Promise<Closeable> => {
    const place = await newPlace(kind, state);
    places.push(place);
    const database = closeOnce(await openDatabase({ ...place, logger: quietLogger }));
    all.push(database);
    return database;
  };
  return {
    take: async () => idle.pop() ?? start(),
    giveBack: async (database) => {
      if (database.isClosed()) return;
      if (state === 'empty') await sql`drop schema public cascade; create schema public`.execute(database.db);
      else await emptyTables(database.db);
      idle.push(database);
    },
  };
}

/** A new database for tests that share one; the caller removes it (`removePlace`). */
export async function newPlace(kind: Database['kind'], state: TemplateState = 'empty'): Promise<DatabasePlace> {
  if (kind === 'pglite') return { dataDir: copyTemplate(inject('pgliteTemplates')[state]) };
  const databaseUrl = await createDatabase(
    inject('databaseUrl'),
    state === 'empty' ? undefined : inject('migratedTemplate'),
  );
  return { databaseUrl, dataDir: mkdtempSync(join(tmpdir(), 'thon-so-data-')) };
}

export async function removePlace({ dataDir, databaseUrl }: DatabasePlace): Promise<void> {
  rmSync(dataDir, { recursive: true, force: true });
  if (databaseUrl !== undefined) await dropDatabase(databaseUrl);
}
