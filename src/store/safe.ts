import type { Clock, Random } from '../lib/clock.ts';
import { createIds, type Uuid } from '../lib/ids.ts';
import type { ReleasedKey } from '../protocol/recovery.ts';
import { createWebCipher, type Cipher } from './cipher.ts';
import type { StoreContext } from './context.ts';
import { createPhoneStore } from './create-phone-store.ts';
import type { DeviceDatabase, StoredEnrolment } from './device-database.ts';
import { deleteDatabase } from './delete-database.ts';
import { createDexieEngine } from './dexie-engine.ts';
import type { StorageEngine } from './engine.ts';
import { isBorn, markBorn, storeName } from './enrolment-database.ts';
import { openInheritance } from './inheritance.ts';
import { lockWithPin, openDataKey, unlockWithPin } from './keyring.ts';
import type { PhoneStore } from './phone-store.ts';
import { createPinAttempts, type PinAttempts, type StoredAttempts } from './pin-attempts.ts';
import { openWithRecoveryKey, pendingRecoveryKey, recoveryMaker, withoutPending, type RecoveryKey } from './recovery-key.ts';
import { takeOver } from './take-over.ts';

export interface SafeDeps {
  readonly indexedDB: IDBFactory;
  readonly subtle: SubtleCrypto;
  readonly db: DeviceDatabase;
  readonly clock: Clock;
  readonly random: Random;
}

/** A recovery key that the server has still to be given. */
export interface HandOver extends RecoveryKey {
  /** The server has stored it. */
  readonly done: () => Promise<void>;
}

/**
 * `emptied`: this phone had a database for the enrolment and it is gone (browsers evict): unsent work may be lost,
 * say so. It stays true at every opening until `acceptEmptied`.
 */
export type OpenedStore =
  | { readonly kind: 'open'; readonly store: PhoneStore; readonly emptied: boolean; readonly handOver: HandOver | undefined }
  | { readonly kind: 'pinNeeded' }
  /** `wait`: ms until the next try. */
  | { readonly kind: 'pinWrong'; readonly wait: number }
  /** Not tried: the wait after the last wrong PIN is not over. */
  | { readonly kind: 'pinWait'; readonly wait: number }
  | { readonly kind: 'unknown' };

export type PinChange = { readonly kind: 'set'; readonly handOver: HandOver | undefined } | Exclude<OpenedStore, { kind: 'open' | 'pinNeeded' }>;

export type PinCheck = { readonly kind: 'right' } | Extract<OpenedStore, { kind: 'pinWrong' | 'pinWait' | 'unknown' }>;

/** How an enrolment is opened: by its PIN, by its recovery key, or only so far that its outbox can be sent. */
export interface Safe {
  readonly attempts: PinAttempts;
  openStore(id: Uuid, pin?: string): Promise<OpenedStore>;
  /** For the locked worker: only what needs no data key answers. */
  openOutboxOnly(id: Uuid): Promise<PhoneStore | undefined>;
  /** Is it really them? Counted like opening. */
  checkPin(id: Uuid, pin: string): Promise<PinCheck>;
  /** Sets or changes the PIN. */
  setPin(id: Uuid, pin: string, current?: string): Promise<PinChange>;
  acceptEmptied(id: Uuid): Promise<void>;
  /** Destroys the keys, then everything they open. */
  erase(id: Uuid): Promise<void>;
}

export function createSafe({ indexedDB, subtle, db, clock, random }: SafeDeps): Safe {
  const attempts = createPinAttempts((work) => db.run(() => db.dexie.transaction('rw', db.attempts, (tx) => work(tx.table<StoredAttempts, Uuid>('attempts')))));
  const withRecovery = recoveryMaker(subtle, clock, random);
  const enrolmentOf = (id: Uuid): Promise<StoredEnrolment | undefined> => db.run(() => db.enrolments.get(id));
  /** The server may know it by an id it took later. */
  const enrolmentWith = async (device: Uuid): Promise<StoredEnrolment | undefined> =>
    (await enrolmentOf(device)) ?? (await db.run(() => db.enrolments.toArray())).find(({ successors = [] }) => successors.some((one) => one.device === device));
  const engineOf = (id: Uuid): StorageEngine => createDexieEngine({ name: storeName(id), indexedDB });
  const cipherOf = (key: CryptoKey): Cipher => createWebCipher(subtle, random, key);

  async function acceptEmptied(id: Uuid): Promise<void> {
    const engine = engineOf(id);
    await markBorn(engine).finally(() => engine.close());
    await db.run(() => db.enrolments.update(id, { seeded: true }));
  }

  function storeOver(engine: StorageEngine, { id, keyring }: StoredEnrolment, dataKey: CryptoKey | undefined): PhoneStore {
    return createPhoneStore({ enrolment: id, engine, dataCipher: dataKey && cipherOf(dataKey), outboxCipher: cipherOf(keyring.outbox), clock, random });
  }

  const contextOf = ({ id, keyring }: StoredEnrolment, dataKey: CryptoKey): StoreContext => ({
    engine: engineOf(id),
    dataCipher: cipherOf(dataKey),
    outboxCipher: cipherOf(keyring.outbox),
    clock,
    newId: createIds(clock, random),
  });

  async function handOverOf({ id, keyring }: StoredEnrolment, dataKey: CryptoKey): Promise<HandOver | undefined> {
    const pending = await pendingRecoveryKey(subtle, random, keyring, dataKey);
    return pending && { ...pending, done: () => noteHandedOver(id, pending.keyId) };
  }

  async function noteHandedOver(id: Uuid, keyId: string): Promise<void> {
    await db.run(() => db.enrolments.where('id').equals(id).modify((row, ref) => void (ref.value = { ...row, keyring: withoutPending(row.keyring, keyId) })));
  }

  type Counted<T> = { readonly kind: 'right'; readonly value: T } | Extract<OpenedStore, { kind: 'pinWrong' | 'pinWait' }>;

  /** One try of a PIN, counted before it is made. */
  async function counted<T>(id: Uuid, check: () => Promise<T | undefined>): Promise<Counted<T>> {
    const attempt = await attempts.begin(id);
    if (attempt.kind === 'wait') return { kind: 'pinWait', wait: attempt.millis };
    const value = await check();
    if (value === undefined) return { kind: 'pinWrong', wait: await attempts.left(id) };
    await attempts.clear(id);
    return { kind: 'right', value };
  }

  async function dataKeyOf(found: StoredEnrolment, pin: string | undefined): Promise<Counted<CryptoKey> | { readonly kind: 'pinNeeded' }> {
    const { id, keyring } = found;
    if (keyring.data.lock === 'pin') return pin === undefined ? { kind: 'pinNeeded' } : counted(id, () => unlockWithPin(subtle, keyring, pin));
    const value = await openDataKey(subtle, keyring);
    return value ? { kind: 'right', value } : { kind: 'pinWrong', wait: 0 };
  }

  async function openStore(id: Uuid, pin?: string): Promise<OpenedStore> {
    const found = await enrolmentOf(id);
    if (!found) return { kind: 'unknown' };
    const key = await dataKeyOf(found, pin);
    if (key.kind !== 'right') return key;
    if (!found.seeded) await acceptEmptied(id); // killed between accepting the keys and making the database
    await inherit(found, key.value);
    const engine = engineOf(id);
    const emptied = !(await isBorn(engine));
    return { kind: 'open', store: storeOver(engine, found, key.value), emptied, handOver: await handOverOf(found, key.value) };
  }

  async function checkPin(id: Uuid, pin: string): Promise<PinCheck> {
    const found = await enrolmentOf(id);
    if (!found) return { kind: 'unknown' };
    const key = await counted(id, () => unlockWithPin(subtle, found.keyring, pin));
    return key.kind === 'right' ? { kind: 'right' } : key;
  }

  async function setPin(id: Uuid, pin: string, current?: string): Promise<PinChange> {
    const found = await enrolmentOf(id);
    if (!found) return { kind: 'unknown' };
    const relock = () => lockWithPin(subtle, random, found.keyring, pin, current, withRecovery);
    const locked = await counted(id, relock);
    if (locked.kind !== 'right') return locked;
    await db.run(() => db.enrolments.update(id, { keyring: locked.value }));
    const dataKey = await unlockWithPin(subtle, locked.value, pin);
    return { kind: 'set', handOver: dataKey && (await handOverOf({ ...found, keyring: locked.value }, dataKey)) };
  }

  /** Before the book is shown: what the person's earlier enrolments on this phone have not sent comes over. */
  async function inherit(into: StoredEnrolment, dataKey: CryptoKey): Promise<void> {
    if (!into.inherits) return;
    const target = contextOf(into, dataKey);
    try {
      for (const released of await openInheritance(cipherOf(dataKey), into.id, into.inherits)) await takeOverFrom(released, target);
    } finally {
      target.engine.close();
    }
    await db.run(() => db.enrolments.where('id').equals(into.id).modify(({ inherits: _done, ...row }, ref) => void (ref.value = row)));
  }

  /** An earlier enrolment whose key does not fit, or of which something stays unreadable, is left as it is. */
  async function takeOverFrom(released: ReleasedKey, target: StoreContext): Promise<void> {
    const old = await enrolmentWith(released.enrolment);
    const key = old && (await openWithRecoveryKey(subtle, old.keyring, released));
    if (!old || !key) return;
    const source = contextOf(old, key);
    const isComplete = await takeOver(source, target).finally(() => source.engine.close());
    if (isComplete) await erase(old.id);
  }

  async function erase(id: Uuid): Promise<void> {
    await db.run(() => db.enrolments.delete(id));
    await attempts.clear(id);
    await deleteDatabase(indexedDB, storeName(id));
  }

  return {
    attempts,
    openStore,
    async openOutboxOnly(id) {
      const found = await enrolmentOf(id);
      return found && storeOver(engineOf(id), found, undefined);
    },
    checkPin,
    setPin,
    acceptEmptied,
    erase,
  };
}
