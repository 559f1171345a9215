import type { Clock, Random } from '../lib/clock.ts';
import { createIds, type Uuid } from '../lib/ids.ts';
import type { ReleasedKey } from '../protocol/accounts/recovery.ts';
import { createWebCipher, type Cipher } from './cipher/cipher.ts';
import type { StoreContext } from './engine/context.ts';
import { createPhoneStore } from './create-phone-store.ts';
import type { DeviceDatabase, StoredEnrolment } from './keys/device-database.ts';
import { deleteDatabase } from './engine/delete-database.ts';
import { createDexieEngine } from './engine/dexie-engine.ts';
import type { StorageEngine } from './engine/engine.ts';
import type { Surroundings } from './engine/guarded-database.ts';
import { isBorn, markBorn, storeName } from './engine/enrolment-database.ts';
import { openInheritance } from './keys/inheritance.ts';
import { lockWithPin, openDataKey, renewRecovery, unlockWithPin } from './keys/keyring.ts';
import type { PhoneStore } from './phone-store.ts';
import { createPinAttempts, type PinAttempts, type StoredAttempts } from './keys/pin-attempts.ts';
import {
  openWithRecoveryKey,
  pendingRecoveryKey,
  recoveryMaker,
  withoutPending,
  type RecoveryKey,
} from './keys/recovery-key.ts';
import { takeOver } from './backup/take-over.ts';

export interface EnrolmentKeysDeps {
  readonly indexedDB: IDBFactory;
  readonly subtle: SubtleCrypto;
  readonly db: DeviceDatabase;
  readonly around: Surroundings;
  readonly clock: Clock;
  readonly random: Random;
}

/** A recovery key that is still to be sent to the server. */
export interface HandOver extends RecoveryKey {
  /** To be called when the server has stored it. */
  readonly done: () => Promise<void>;
}

/**
 * `emptied`: the enrolment's database existed and is gone (browsers evict), so unsent work may be lost and the person
 * has to be told. Stays true at every opening until `acceptEmptied`.
 */
export type OpenedStore =
  | {
      readonly kind: 'open';
      readonly store: PhoneStore;
      readonly emptied: boolean;
      readonly handOver: HandOver | undefined;
    }
  | { readonly kind: 'pinNeeded' }
  /** `wait`: ms until the next try. */
  | { readonly kind: 'pinWrong'; readonly wait: number }
  /** The PIN was not tried: the wait (ms) after the last wrong one is not over. */
  | { readonly kind: 'pinWait'; readonly wait: number }
  | { readonly kind: 'unknown' };

export type PinChange =
  | { readonly kind: 'set'; readonly handOver: HandOver | undefined }
  | Exclude<OpenedStore, { kind: 'open' | 'pinNeeded' }>;

export type PinCheck = { readonly kind: 'right' } | Extract<OpenedStore, { kind: 'pinWrong' | 'pinWait' | 'unknown' }>;

/** Opens enrolments with their keys: by the PIN, by a recovery key, or only so far that the outbox can be sent. */
export interface EnrolmentKeys {
  readonly attempts: PinAttempts;
  openStore(id: Uuid, pin?: string): Promise<OpenedStore>;
  /** For the locked worker: parts that need the data key reject with StoreLockedError. */
  openOutboxOnly(id: Uuid): Promise<PhoneStore | undefined>;
  /** Checks the PIN of an open enrolment; a wrong one counts as at opening. */
  checkPin(id: Uuid, pin: string): Promise<PinCheck>;
  /** Sets or changes the PIN. */
  setPin(id: Uuid, pin: string, current?: string): Promise<PinChange>;
  /** The person knows that the database was lost: from now on the new one is theirs. */
  acceptEmptied(id: Uuid): Promise<void>;
  /** Deletes the keys, then the database they open. */
  erase(id: Uuid): Promise<void>;
}

export function createEnrolmentKeys({
  indexedDB,
  subtle,
  db,
  around,
  clock,
  random,
}: EnrolmentKeysDeps): EnrolmentKeys {
  const attempts = createPinAttempts((work) =>
    db.run((tables) =>
      tables.dexie.transaction('rw', tables.attempts, (tx) => work(tx.table<StoredAttempts, Uuid>('attempts'))),
    ),
  );
  const withRecovery = recoveryMaker(subtle, clock, random);
  const enrolmentOf = (id: Uuid): Promise<StoredEnrolment | undefined> => db.run((tables) => tables.enrolments.get(id));
  /** The enrolment that the server knows by `device`: its own id, or one it took later. */
  const enrolmentWith = async (device: Uuid): Promise<StoredEnrolment | undefined> =>
    (await enrolmentOf(device)) ??
    (await db.run((tables) => tables.enrolments.toArray())).find(({ successors = [] }) =>
      successors.some((one) => one.device === device),
    );
  const engineOf = (id: Uuid): StorageEngine => createDexieEngine({ name: storeName(id), indexedDB, around });
  const cipherOf = (key: CryptoKey): Cipher => createWebCipher(subtle, random, key);

  async function acceptEmptied(id: Uuid): Promise<void> {
    const engine = engineOf(id);
    await markBorn(engine).finally(() => engine.close());
    await db.run((tables) => tables.enrolments.update(id, { seeded: true }));
  }

  function storeOver(
    engine: StorageEngine,
    { id, keyring }: StoredEnrolment,
    dataKey: CryptoKey | undefined,
  ): PhoneStore {
    return createPhoneStore({
      enrolment: id,
      engine,
      dataCipher: dataKey && cipherOf(dataKey),
      outboxCipher: cipherOf(keyring.outbox),
      clock,
      random,
    });
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
    await db.run((tables) =>
      tables.enrolments
        .where('id')
        .equals(id)
        .modify((row, ref) => void (ref.value = { ...row, keyring: withoutPending(row.keyring, keyId) })),
    );
  }

  type Counted<T> =
    | { readonly kind: 'right'; readonly value: T }
    | Extract<OpenedStore, { kind: 'pinWrong' | 'pinWait' }>;

  /** Tries a PIN; the try is counted before it is made. */
  async function counted<T>(id: Uuid, check: () => Promise<T | undefined>): Promise<Counted<T>> {
    const attempt = await attempts.begin(id);
    if (attempt.kind === 'wait') return { kind: 'pinWait', wait: attempt.millis };
    const value = await check();
    if (value === undefined) return { kind: 'pinWrong', wait: await attempts.left(id) };
    await attempts.clear(id);
    return { kind: 'right', value };
  }

  async function dataKeyOf(
    found: StoredEnrolment,
    pin: string | undefined,
  ): Promise<Counted<CryptoKey> | { readonly kind: 'pinNeeded' }> {
    const { id, keyring } = found;
    if (keyring.data.lock === 'pin')
      return pin === undefined ? { kind: 'pinNeeded' } : counted(id, () => unlockWithPin(subtle, keyring, pin));
    const value = await openDataKey(subtle, keyring);
    return value ? { kind: 'right', value } : { kind: 'pinWrong', wait: 0 };
  }

  async function openStore(id: Uuid, pin?: string): Promise<OpenedStore> {
    const found = await enrolmentOf(id);
    if (!found) return { kind: 'unknown' };
    const key = await dataKeyOf(found, pin);
    if (key.kind !== 'right') return key;
    if (!found.seeded) await acceptEmptied(id); // killed between storing the keys and creating the database
    await inherit(found, key.value);
    const engine = engineOf(id);
    const emptied = !(await isBorn(engine));
    const store = storeOver(engine, found, key.value);
    const current = await recoverableAnew(found, store, pin);
    return { kind: 'open', store, emptied, handOver: await handOverOf(current, key.value) };
  }

  /** The server said that it gave the recovery key out: here, where the PIN is at hand, a new one takes its place. */
  async function recoverableAnew(
    found: StoredEnrolment,
    store: PhoneStore,
    pin: string | undefined,
  ): Promise<StoredEnrolment> {
    if (pin === undefined || found.keyring.recovery?.pending !== undefined) return found;
    if ((await store.settings.me())?.renewRecovery !== true) return found;
    const keyring = await renewRecovery(subtle, found.keyring, pin, withRecovery);
    if (!keyring) return found;
    await db.run((tables) => tables.enrolments.update(found.id, { keyring }));
    return { ...found, keyring };
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
    await db.run((tables) => tables.enrolments.update(id, { keyring: locked.value }));
    const dataKey = await unlockWithPin(subtle, locked.value, pin);
    return { kind: 'set', handOver: dataKey && (await handOverOf({ ...found, keyring: locked.value }, dataKey)) };
  }

  /** Before the store is opened: takes over the unsent work of the person's earlier enrolments on this phone. */
  async function inherit(into: StoredEnrolment, dataKey: CryptoKey): Promise<void> {
    if (!into.inherits) return;
    const target = contextOf(into, dataKey);
    try {
      for (const released of await openInheritance(cipherOf(dataKey), into.id, into.inherits))
        await takeOverFrom(released, target);
    } finally {
      target.engine.close();
    }
    await db.run((tables) =>
      tables.enrolments
        .where('id')
        .equals(into.id)
        .modify(({ inherits: _done, ...row }, ref) => void (ref.value = row)),
    );
  }

  /** An earlier enrolment whose key does not fit, or that is partly unreadable, is left as it is. */
  async function takeOverFrom(released: ReleasedKey, target: StoreContext): Promise<void> {
    const old = await enrolmentWith(released.enrolment);
    const key = old && (await openWithRecoveryKey(subtle, old.keyring, released));
    if (!old || !key) return;
    const source = contextOf(old, key);
    const isComplete = await takeOver(source, target).finally(() => source.engine.close());
    if (isComplete) await erase(old.id);
  }

  async function erase(id: Uuid): Promise<void> {
    await db.run((tables) => tables.enrolments.delete(id));
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
