import Dexie, { type Collection, type Table, type Transaction } from 'dexie';
import {
  keyPaths,
  type Key,
  type Range,
  type ReadTx,
  type StorageEngine,
  type TableName,
  type Tables,
  type WriteTx,
} from './engine.ts';
import { ConnectionLostError, StorageLostError } from './errors.ts';
import { createGuardedDatabase, type Surroundings } from './guarded-database.ts';
import { alwaysHere } from './page-life.ts';
import { systemSchedule } from '../../lib/schedule.ts';

export interface DexieEngineOptions {
  readonly name: string;
  readonly indexedDB: IDBFactory;
  readonly around?: Surroundings;
}

/** IndexedDB through Dexie, every write strictly durable; what befalls its connection is `GuardedDatabase`'s. */
export function createDexieEngine(options: DexieEngineOptions): StorageEngine {
  const { name, around = { life: alwaysHere, schedule: systemSchedule } } = options;
  const listeners = new Set<(tables: ReadonlySet<TableName>) => void>();
  const seen = { open: false };
  const guarded = createGuardedDatabase(() => createDatabase(options, seen), around);
  let channel: BroadcastChannel | undefined;

  const tell = (tables: readonly TableName[]): void => listeners.forEach((listener) => listener(new Set(tables)));
  function listen(): void {
    channel = new BroadcastChannel(name);
    channel.onmessage = (event: MessageEvent<readonly TableName[]>) => tell(event.data);
  }
  function stopListening(): void {
    channel?.close();
    channel = undefined;
  }
  listen();
  const stopWatching = around.life.subscribe({
    leave: stopListening,
    comeBack: () => {
      listen();
      // Others may have written while this page heard nothing.
      tell(tableNames);
    },
  });

  async function run<R>(write: boolean, tables: readonly TableName[], work: Work<R>): Promise<R> {
    const touched = new Set<TableName>();
    const result = await guarded.run((dexie, again) => {
      // An earlier run may have committed without an answer, so all its tables count as changed.
      touched.clear();
      if (again && write) for (const table of tables) touched.add(table);
      return dexie.transaction(write ? 'rw' : 'r', [...tables], (tx) => {
        // Dexie opens without its core when the connection dies while it opens, and fails with a TypeError later.
        if (!dexie.core) throw new ConnectionLostError('the connection died while it was opened');
        return work(facade(tx, touched));
      });
    });
    if (touched.size > 0) {
      tell([...touched]);
      channel?.postMessage([...touched]);
    }
    return result;
  }

  return {
    transaction: <R>(mode: string, tables: readonly TableName[], work: (tx: WriteTx) => Promise<R>) =>
      run(mode !== 'read', tables, work),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      stopWatching();
      stopListening();
      guarded.close();
    },
  };
}

const tableNames = Object.keys(keyPaths) as TableName[];

type Work<R> = (tx: WriteTx) => Promise<R>;

/** The key paths in Dexie's notation, the primary key first. */
const stores = Object.fromEntries(
  Object.entries(keyPaths).map(([table, paths]) => [table, Object.values(paths).map(indexName).join(', ')]),
);

/** The tables of database version 1: without summary chunks and the index by kind. */
const firstStores = Object.fromEntries(
  Object.entries(stores).flatMap(([table, paths]) =>
    table === 'chunks' ? [] : [[table, paths.replace(`, ${indexName(keyPaths.rows.byKind)}`, '')]],
  ),
);

function indexName(path: readonly string[]): string {
  return path.length === 1 ? path[0]! : `[${path.join('+')}]`;
}

/**
 * @param seen whether this database was open before: it must then not be created anew. Throwing in `populate`, where a
 * database is created, undoes the creation: StorageLostError.
 */
function createDatabase(options: DexieEngineOptions, seen: { open: boolean }): Dexie {
  const dexie = new Dexie(options.name, {
    indexedDB: options.indexedDB,
    chromeTransactionDurability: 'strict',
    autoOpen: false,
  });
  dexie.version(1).stores(firstStores);
  dexie.version(2).stores(stores);
  dexie.on('populate', () => {
    if (seen.open) throw new StorageLostError('the database was gone when the connection was opened again');
  });
  dexie.on('ready', () => void (seen.open = true));
  return dexie;
}

/** Adds to `touched` the tables really written: a transaction that changed nothing notifies no listener. */
function facade(tx: Transaction, touched: Set<TableName>): WriteTx {
  const table = <T extends TableName>(name: T) => tx.table(name) as Table<Tables[T], unknown>;
  return {
    get: async (name, key) => table(name).get(primary(key)),
    getMany: async (name, keys) => table(name).bulkGet(keys.map(primary)),
    range: async (name, range) => select(table(name), name, range).toArray(),
    count: async (name, range) => select(table(name), name, range).count(),
    // WebKit answers a cursor over unique keys with UnknownError where there is not one key, and aborts.
    countUnique: async (name, range) => {
      const any = await select(table(name), name, range).limit(1).count();
      return any === 0 ? 0 : (await select(table(name), name, range).uniqueKeys()).length;
    },
    async put(name, values) {
      if (values.length === 0) return;
      touched.add(name);
      await table(name).bulkPut([...values]);
    },
    async delete(name, keys) {
      if (keys.length === 0) return;
      touched.add(name);
      await table(name).bulkDelete(keys.map(primary));
    },
    async deleteRange(name, range) {
      touched.add(name);
      await select(table(name), name, range).delete();
    },
  } satisfies ReadTx & WriteTx;
}

const primary = (key: Key): unknown => (key.length === 1 ? key[0] : key);

function select<T extends TableName>(
  table: Table<Tables[T], unknown>,
  name: T,
  range: Range<T>,
): Collection<Tables[T], unknown> {
  const path = (keyPaths[name] as Readonly<Record<string, readonly string[]>>)[range.index ?? 'key']!;
  if (range.prefix.length === 0 && range.above === undefined && range.below === undefined)
    return limited(table.toCollection(), range.limit);
  // In IndexedDB's key order an array (`Dexie.maxKey`) comes after every string and number.
  const upper = [...range.prefix, range.below ?? Dexie.maxKey];
  const lower = range.above === undefined ? range.prefix : [...range.prefix, range.above, Dexie.maxKey];
  const found = table
    .where(indexName(path))
    .between(bound(path, lower), bound(path, upper), range.above === undefined, false);
  return limited(found, range.limit);
}

const bound = (path: readonly string[], key: readonly unknown[]): unknown => (path.length === 1 ? key[0] : key);

const limited = <V, K>(found: Collection<V, K>, limit: number | undefined): Collection<V, K> =>
  limit === undefined ? found : found.limit(limit);
