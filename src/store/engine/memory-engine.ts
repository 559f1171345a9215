import {
  keyPaths,
  type Key,
  type KeyPart,
  type Mode,
  type Range,
  type StorageEngine,
  type TableName,
  type Tables,
  type WriteTx,
} from './engine.ts';
import { ConnectionLostError, StorageFullError } from './errors.ts';

type Row = Tables[TableName];
type TableData = ReadonlyMap<string, Row>;
type State = Readonly<Record<TableName, TableData>>;

const tableNames = Object.keys(keyPaths) as TableName[];
const emptyState = (): State => Object.fromEntries(tableNames.map((name) => [name, new Map()])) as unknown as State;

/** What survives a killed phone. Engines on one disk are the tabs and workers of one phone. */
export interface MemoryDisk {
  /** A power cut: relaxed commits since the last strict one are undone. Kill the phone's engines first. */
  losePower(): void;
  /** The browser evicts everything. */
  wipe(): void;
  /** A commit that would exceed this is refused with StorageFullError. Infinity by default. */
  setQuota(bytes: number): void;
  /** The rows of a table now. */
  contents<T extends TableName>(table: T): readonly Tables[T][];
  /** A second phone with the same content (a copied profile). */
  clone(): MemoryDisk;
}

interface Disk extends MemoryDisk {
  state(): State;
  commit(next: State, mode: Mode): void;
  readonly queue: { readonly owner: object; readonly start: () => void }[];
  readonly listeners: Map<object, Set<(tables: ReadonlySet<TableName>) => void>>;
}

export interface MemoryHooks {
  /**
   * Called and awaited before every step of every transaction: `begin`, each request (`get rows`), `commit`,
   * `committed`. Throwing ConnectionLostError has the transaction run once more, as on IndexedDB.
   */
  readonly before?: (step: string) => Promise<void>;
}

export interface MemoryEngine extends StorageEngine {
  /** The tab dies at once: no promise of it settles any more, its open transaction leaves no trace. */
  kill(): void;
}

export const createMemoryDisk = (): MemoryDisk => createDisk(emptyState());

function createDisk(initial: State): Disk {
  let live = initial;
  let durable = initial;
  let quota = Number.POSITIVE_INFINITY;
  return {
    queue: [],
    listeners: new Map(),
    state: () => live,
    commit(next, mode) {
      if (quota < Number.POSITIVE_INFINITY && sizeOf(next) > Math.max(quota, sizeOf(live)))
        throw new StorageFullError('no room left');
      live = next;
      if (mode === 'write') durable = next;
    },
    losePower() {
      live = durable;
    },
    wipe() {
      live = durable = emptyState();
    },
    setQuota(bytes) {
      quota = bytes;
    },
    contents: <T extends TableName>(table: T) => [...live[table].values()] as unknown as readonly Tables[T][],
    clone: () => createDisk(live),
  };
}

// Clear columns and index entries weigh about this much on a real disk.
const overhead = 200;

function sizeOf(state: State): number {
  let bytes = 0;
  for (const name of tableNames)
    for (const row of state[name].values())
      bytes += overhead + ('ciphertext' in row ? (row.ciphertext?.length ?? 0) : 0);
  return bytes;
}

/** An engine for the deterministic simulation: one transaction at a time a disk, in order of arrival. */
export function createMemoryEngine(onDisk: MemoryDisk, hooks: MemoryHooks = {}): MemoryEngine {
  const disk = onDisk as Disk;
  const self = {};
  let dead = false;
  disk.listeners.set(self, new Set());

  const forever = <T>(): Promise<T> => new Promise(() => undefined);
  async function step(name: string): Promise<void> {
    if (dead) return forever();
    await hooks.before?.(name);
    if (dead) return forever();
  }

  async function locked<R>(work: () => Promise<R>): Promise<R> {
    if (dead) return forever(); // a call of a dead tab must not enter the queue
    await new Promise<void>((start) => {
      disk.queue.push({ owner: self, start });
      if (disk.queue.length === 1) start();
    });
    try {
      return await work();
    } finally {
      // A dead tab has left the queue already, and none of its promises may settle.
      if (dead) await forever<void>();
      disk.queue.shift();
      disk.queue[0]?.start();
    }
  }

  const runOnce = <R>(mode: Mode, work: (tx: WriteTx) => Promise<R>): Promise<R> =>
    locked(async () => {
      await step('begin');
      const draft = { ...disk.state() };
      const touched = new Set<TableName>();
      const result = await work(transactionOn(draft, touched, step));
      if (touched.size === 0) return result;
      await step('commit');
      disk.commit(draft, mode);
      for (const listeners of disk.listeners.values()) listeners.forEach((listener) => listener(touched));
      await step('committed');
      return result;
    });

  return {
    async transaction<R>(mode: Mode, _tables: readonly TableName[], work: (tx: WriteTx) => Promise<R>): Promise<R> {
      try {
        return await runOnce(mode, work);
      } catch (error) {
        if (!(error instanceof ConnectionLostError)) throw error;
        return runOnce(mode, work);
      }
    },
    subscribe(listener) {
      disk.listeners.get(self)?.add(listener);
      return () => disk.listeners.get(self)?.delete(listener);
    },
    close() {
      disk.listeners.delete(self);
    },
    kill() {
      dead = true;
      disk.listeners.delete(self);
      const held = disk.queue[0]?.owner === self;
      const others = disk.queue.filter(({ owner }) => owner !== self);
      disk.queue.splice(0, disk.queue.length, ...others);
      if (held) disk.queue[0]?.start();
    },
  };
}

/** Writes to `draft`, whose tables are replaced and never mutated: an abandoned transaction leaves no trace. */
function transactionOn(
  draft: Record<TableName, TableData>,
  touched: Set<TableName>,
  step: (name: string) => Promise<void>,
): WriteTx {
  const rows = <T extends TableName>(table: T) => draft[table] as ReadonlyMap<string, Tables[T]>;

  function change(table: TableName, by: (copy: Map<string, Row>) => void): void {
    const copy = new Map(draft[table]);
    by(copy);
    draft[table] = copy;
    touched.add(table);
  }

  return {
    async get(table, key) {
      await step(`get ${table}`);
      return rows(table).get(textOf(key));
    },
    async getMany(table, keys) {
      await step(`getMany ${table}`);
      return keys.map((key) => rows(table).get(textOf(key)));
    },
    async range(table, range) {
      await step(`range ${table}`);
      return select(rows(table), table, range).map(([, row]) => row);
    },
    async count(table, range) {
      await step(`count ${table}`);
      return select(rows(table), table, range).length;
    },
    async countUnique(table, range) {
      await step(`countUnique ${table}`);
      return new Set(select(rows(table), table, range).map(([key]) => textOf(key))).size;
    },
    async put(table, values) {
      if (values.length === 0) return;
      await step(`put ${table}`);
      change(table, (copy) => values.forEach((row) => copy.set(textOf(keyOf(table, row)), row)));
    },
    async delete(table, keys) {
      if (keys.length === 0) return;
      await step(`delete ${table}`);
      change(table, (copy) => keys.forEach((key) => copy.delete(textOf(key))));
    },
    async deleteRange(table, range) {
      await step(`deleteRange ${table}`);
      const found = select(rows(table), table, range);
      change(table, (copy) => found.forEach(([, row]) => copy.delete(textOf(keyOf(table, row)))));
    },
  };
}

const textOf = (key: Key): string => key.join('\n');
const keyOf = (table: TableName, row: Row): Key =>
  keyPaths[table].key.map((name) => (row as unknown as Record<string, KeyPart>)[name]!);

function select<T extends TableName>(
  rows: ReadonlyMap<string, Tables[T]>,
  table: T,
  range: Range<T>,
): [Key, Tables[T]][] {
  const path = (keyPaths[table] as Readonly<Record<string, readonly string[]>>)[range.index ?? 'key']!;
  const { prefix, above, below } = range;
  const found: [Key, Tables[T]][] = [];
  for (const row of rows.values()) {
    const key = path.map((name) => (row as unknown as Record<string, KeyPart | undefined>)[name]);
    if (!isComplete(key) || !prefix.every((part, i) => key[i] === part)) continue;
    const next = key[prefix.length];
    if (above !== undefined && compareParts(next!, above) <= 0) continue;
    if (below === undefined || compareParts(next!, below) < 0) found.push([key, row]);
  }
  found.sort(([a, rowA], [b, rowB]) => compareKeys(a, b) || compareKeys(keyOf(table, rowA), keyOf(table, rowB)));
  return range.limit === undefined ? found : found.slice(0, range.limit);
}

const isComplete = (key: readonly (KeyPart | undefined)[]): key is Key => !key.includes(undefined);

function compareKeys(a: Key, b: Key): number {
  for (let i = 0; i < a.length; i++) {
    const order = compareParts(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}

// As IndexedDB orders keys: numbers before strings.
function compareParts(a: KeyPart, b: KeyPart): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
