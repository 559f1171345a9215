import Dexie, { type Collection, type Table, type Transaction } from 'dexie';
import { keyPaths, type Key, type Range, type ReadTx, type StorageEngine, type TableName, type Tables, type WriteTx } from './engine.ts';
import { isConnectionLoss, typed } from './dexie-errors.ts';
import { ConnectionLostError, StorageLostError } from './errors.ts';

export interface DexieEngineOptions {
  readonly name: string;
  readonly indexedDB: IDBFactory;
}

/**
 * IndexedDB through Dexie, every write strictly durable. iOS kills connections of apps in the background
 * (dexie/Dexie.js#2008), and Dexie stays broken after it: a transaction that meets a dead connection is run once more
 * on a new one.
 */
export function createDexieEngine(options: DexieEngineOptions): StorageEngine {
  const listeners = new Set<(tables: ReadonlySet<TableName>) => void>();
  const channel = new BroadcastChannel(options.name);
  let connection: Promise<Dexie> | undefined;
  const seen = { open: false };
  let closed = false;

  const tell = (tables: readonly TableName[]): void => listeners.forEach((listener) => listener(new Set(tables)));
  channel.onmessage = (event: MessageEvent<readonly TableName[]>) => tell(event.data);

  function connect(): Promise<Dexie> {
    if (closed) return Promise.reject(new ConnectionLostError('store is closed'));
    connection ??= openConnection(options, seen).catch((error: unknown) => {
      connection = undefined;
      throw error;
    });
    return connection;
  }

  async function runOnce<R>(dexie: Dexie, write: boolean, tables: readonly TableName[], work: Work<R>, touched: Set<TableName>): Promise<R> {
    const result = await dexie.transaction(write ? 'rw' : 'r', [...tables], (tx) => {
      // Dexie opens without its core when the connection dies while it opens, and fails with a TypeError later.
      if (!dexie.core) throw new ConnectionLostError('the connection died while it was opened');
      return work(facade(tx, touched));
    });
    if (touched.size > 0) {
      tell([...touched]);
      if (!closed) channel.postMessage([...touched]);
    }
    return result;
  }

  async function run<R>(write: boolean, tables: readonly TableName[], work: Work<R>): Promise<R> {
    try {
      return await attempt(write, tables, work, new Set());
    } catch (error) {
      if (!isConnectionLoss(error) || closed) throw typed(error);
    }
    try {
      // The first run may have committed unheard, so everything counts as touched.
      return await attempt(write, tables, work, new Set(write ? tables : []));
    } catch (again) {
      throw typed(again);
    }
  }

  async function attempt<R>(write: boolean, tables: readonly TableName[], work: Work<R>, touched: Set<TableName>): Promise<R> {
    const used = connect();
    try {
      return await runOnce(await used, write, tables, work, touched);
    } catch (error) {
      if (isConnectionLoss(error)) await dropConnection(used);
      throw error;
    }
  }

  // Of many transactions that meet the same dead connection only the first may drop it, or it would drop its successor.
  async function dropConnection(used: Promise<Dexie> | undefined): Promise<void> {
    if (connection === used) connection = undefined;
    // A connection that never opened has nothing to close; the next attempt reports its own failure.
    await used?.then((dexie) => dexie.close(), () => undefined);
  }

  return {
    transaction: <R>(mode: string, tables: readonly TableName[], work: (tx: WriteTx) => Promise<R>) => run(mode !== 'read', tables, work),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      listeners.clear();
      channel.close();
      void dropConnection(connection);
    },
  };
}

type Work<R> = (tx: WriteTx) => Promise<R>;

/** Dexie's text for our key paths: the primary key first. */
const stores = Object.fromEntries(
  Object.entries(keyPaths).map(([table, paths]) => [table, Object.values(paths).map(indexName).join(', ')]),
);

/** As the first version made them: without what finding a home needs. */
const firstStores = Object.fromEntries(
  Object.entries(stores).flatMap(([table, paths]) => (table === 'chunks' ? [] : [[table, paths.replace(`, ${indexName(keyPaths.rows.byKind)}`, '')]])),
);

function indexName(path: readonly string[]): string {
  return path.length === 1 ? path[0]! : `[${path.join('+')}]`;
}

/**
 * @param seen whether this database was open before: then it must not be made anew. Dexie opens again by itself too,
 * so the refusal is where the database would be made; it undoes the making.
 */
async function openConnection(options: DexieEngineOptions, seen: { open: boolean }): Promise<Dexie> {
  const dexie = new Dexie(options.name, { indexedDB: options.indexedDB, chromeTransactionDurability: 'strict', autoOpen: false });
  dexie.version(1).stores(firstStores);
  dexie.version(2).stores(stores);
  dexie.on('populate', () => {
    if (seen.open) throw new StorageLostError('the database was gone when the connection was opened again');
  });
  // Another tab erases or upgrades: give way at once (and without Dexie's own console message).
  dexie.on('versionchange', () => {
    dexie.close();
    return false;
  });
  await dexie.open();
  seen.open = true;
  return dexie;
}

/** Notes in `touched` what was really written: a transaction that found nothing to do wakes nobody. */
function facade(tx: Transaction, touched: Set<TableName>): WriteTx {
  const table = <T extends TableName>(name: T) => tx.table(name) as Table<Tables[T], unknown>;
  return {
    get: async (name, key) => table(name).get(primary(key)),
    getMany: async (name, keys) => table(name).bulkGet(keys.map(primary)),
    range: async (name, range) => select(table(name), name, range).toArray(),
    count: async (name, range) => select(table(name), name, range).count(),
    countUnique: async (name, range) => (await select(table(name), name, range).uniqueKeys()).length,
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

function select<T extends TableName>(table: Table<Tables[T], unknown>, name: T, range: Range<T>): Collection<Tables[T], unknown> {
  const path = (keyPaths[name] as Readonly<Record<string, readonly string[]>>)[range.index ?? 'key']!;
  if (range.prefix.length === 0 && range.above === undefined) return limited(table.toCollection(), range.limit);
  // In IndexedDB's order of keys any array comes after every string and number.
  const upper = [...range.prefix, Dexie.maxKey];
  const lower = range.above === undefined ? range.prefix : [...range.prefix, range.above, Dexie.maxKey];
  const found = table.where(indexName(path)).between(bound(path, lower), bound(path, upper), range.above === undefined, false);
  return limited(found, range.limit);
}

const bound = (path: readonly string[], key: readonly unknown[]): unknown => (path.length === 1 ? key[0] : key);

const limited = <V, K>(found: Collection<V, K>, limit: number | undefined): Collection<V, K> => (limit === undefined ? found : found.limit(limit));
