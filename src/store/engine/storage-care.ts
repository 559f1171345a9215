/** The parts of `navigator.storage` that are used; WebKit lacks some or all of them. */
export interface StorageManagerLike {
  persist?(): Promise<boolean>;
  persisted?(): Promise<boolean>;
  estimate?(): Promise<{ readonly usage?: number; readonly quota?: number }>;
}

export type Persistence = 'kept' | 'mayBeEvicted' | 'unknown';

/** Bytes; undefined where the browser does not tell. */
export interface StorageState {
  readonly persistence: Persistence;
  readonly usage: number | undefined;
  readonly quota: number | undefined;
  /** Less room than a day's work may need (under 20 MB): the person is warned and sends. */
  readonly low: boolean;
}

/** Asks the browser not to evict the databases. The browser may ask the person, so call it after an explanation. */
export async function askToPersist(storage: StorageManagerLike | undefined): Promise<Persistence> {
  return persistenceOf(await told(storage?.persist?.()));
}

const lowBelow = 20 * 1024 * 1024;

export async function storageState(storage: StorageManagerLike | undefined): Promise<StorageState> {
  const persistence = persistenceOf(await told(storage?.persisted?.()));
  const { usage, quota } = (await told(storage?.estimate?.())) ?? {};
  const low = usage !== undefined && quota !== undefined && quota - usage < lowBelow;
  return { persistence, usage, quota, low };
}

const persistenceOf = (persisted: boolean | undefined): Persistence =>
  persisted === undefined ? 'unknown' : persisted ? 'kept' : 'mayBeEvicted';

/** Undefined where the browser refuses to tell: in a private window, of a page without an origin, or that is left. */
const told = async <T>(answer: Promise<T> | undefined): Promise<T | undefined> => answer?.catch(() => undefined);
