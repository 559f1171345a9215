import { assert } from '../lib/assert.ts';
import type { Clock, Random } from '../lib/clock.ts';
import { createIds, type Uuid } from '../lib/ids.ts';
import type { PublicKey } from '../protocol/join.ts';
import { createWebCipher, place, type Cipher } from './cipher.ts';
import { createPhoneStore } from './create-phone-store.ts';
import { deleteDatabase } from './delete-database.ts';
import { createDeviceDatabase, type StoredEnrolment } from './device-database.ts';
import { createDexieEngine } from './dexie-engine.ts';
import type { StorageEngine } from './engine.ts';
import { isConnectionLoss, typed } from './dexie-errors.ts';
import { isBorn, markBorn, storeName } from './enrolment-database.ts';
import { createKeyring, lockWithPin, openDataKey, signText, unlockWithPin, type Keyring } from './keyring.ts';
import type { PhoneStore } from './phone-store.ts';

export interface DeviceDeps {
  readonly indexedDB: IDBFactory;
  readonly crypto: { readonly subtle: SubtleCrypto };
  readonly clock: Clock;
  readonly random: Random;
}

export interface Enrolment {
  readonly id: Uuid;
  /** What tells the people apart who share this phone; undefined until it is set. */
  readonly label: string | undefined;
  readonly lastUsed: number;
  readonly hasPin: boolean;
}

/** What the server is told about a phone that joins; the same after a reload until the join is complete. */
export interface PreparedJoin {
  readonly nonce: Uuid;
  readonly publicKey: PublicKey;
}

/**
 * `emptied`: this phone had a database for the enrolment and it is gone (browsers evict): unsent work may be lost,
 * say so. It stays true at every opening until `acceptEmptied`.
 */
export type OpenedStore =
  | { readonly kind: 'open'; readonly store: PhoneStore; readonly emptied: boolean }
  | { readonly kind: 'pinNeeded' }
  | { readonly kind: 'pinWrong' }
  | { readonly kind: 'unknown' };

/** Keys and enrolments of this phone; one phone may be shared by several people. `invitation` is `invitationHash`. */
export interface DeviceRegistry {
  /** Makes and keeps keys and nonce before anything is sent, so that a lost answer can be asked for again. */
  prepareEnrolment(invitation: string): Promise<PreparedJoin>;
  /** The server has accepted: keys and a new empty database belong to `enrolment` from now on. Can be repeated. */
  completeEnrolment(invitation: string, enrolment: Uuid): Promise<void>;
  /** The invitation was refused for good. */
  forgetJoin(invitation: string): Promise<void>;
  /** The enrolment that came from this very invitation: a demo link opened again. */
  byInvitation(invitation: string): Promise<Uuid | undefined>;
  /** Most recently used first. */
  list(): Promise<Enrolment[]>;
  lastUsed(): Promise<Uuid | undefined>;
  markUsed(id: Uuid): Promise<void>;
  setLabel(id: Uuid, label: string): Promise<void>;
  openStore(id: Uuid, pin?: string): Promise<OpenedStore>;
  /** For the locked worker: only what needs no data key answers. */
  openOutboxOnly(id: Uuid): Promise<PhoneStore | undefined>;
  acceptEmptied(id: Uuid): Promise<void>;
  /** Sets or changes the PIN. @returns false when `current` is wrong or the enrolment unknown */
  setPin(id: Uuid, pin: string, current?: string): Promise<boolean>;
  /** Signs with the device key, for a new session (protocol/join.ts, `renewText`). */
  sign(id: Uuid, text: string): Promise<string | undefined>;
  /** Destroys the keys, then everything they open. */
  erase(id: Uuid): Promise<void>;
  close(): void;
}

/** Names an invitation without holding it: SHA-256 (hex) of its token, or of its normalised code. */
export async function invitationHash(subtle: SubtleCrypto, tokenOrCode: string): Promise<string> {
  const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(tokenOrCode)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const labelPlace = (id: Uuid): string => place('enrolments', '', id, 0);

export function createDeviceRegistry(deps: DeviceDeps): DeviceRegistry {
  const { indexedDB, clock, random } = deps;
  const { subtle } = deps.crypto;
  const db = createDeviceDatabase(indexedDB);
  const newId = createIds(clock, random);

  /** Once more on a new connection when iOS has killed the old one. */
  async function withDatabase<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionLoss(error)) throw typed(error);
      db.dexie.close({ disableAutoOpen: false });
      try {
        return await work();
      } catch (again) {
        throw typed(again);
      }
    }
  }

  const enrolmentOf = (id: Uuid): Promise<StoredEnrolment | undefined> => withDatabase(() => db.enrolments.get(id));
  const outboxCipher = (keyring: Keyring): Cipher => createWebCipher(subtle, random, keyring.outbox);
  const newestFirst = (all: StoredEnrolment[]): StoredEnrolment[] => all.sort((a, b) => b.lastUsed - a.lastUsed);

  async function prepare(invitation: string): Promise<PreparedJoin> {
    const known = await withDatabase(() => db.joins.get(invitation));
    const made = known ?? { invitation, nonce: newId(), keyring: await createKeyring(subtle, random), createdAt: clock.now() };
    // Two tabs may have opened the same link; the keys that were stored first are the ones both use.
    const kept = await withDatabase(() =>
      db.dexie.transaction('rw', db.joins, async (tx) => {
        const first = await tx.table<typeof made, string>('joins').get(invitation);
        if (!first) await tx.table('joins').put(made);
        return first ?? made;
      }),
    );
    return { nonce: kept.nonce, publicKey: kept.keyring.publicKey };
  }

  async function complete(invitation: string, id: Uuid): Promise<void> {
    const now = clock.now();
    await withDatabase(() =>
      db.dexie.transaction('rw', db.joins, db.enrolments, async (tx) => {
        const join = await tx.table<{ keyring: Keyring }, string>('joins').get(invitation);
        const known = await tx.table<StoredEnrolment, Uuid>('enrolments').get(id);
        assert(join ?? known, 'a join is prepared before it is completed');
        if (!join || known) return;
        await tx.table('enrolments').put({ id, keyring: join.keyring, invitation, createdAt: now, lastUsed: now, seeded: false } satisfies StoredEnrolment);
        await tx.table('joins').delete(invitation);
      }),
    );
    await acceptEmptied(id);
  }

  async function acceptEmptied(id: Uuid): Promise<void> {
    const engine = engineOf(id);
    await markBorn(engine).finally(() => engine.close());
    await withDatabase(() => db.enrolments.update(id, { seeded: true }));
  }

  const engineOf = (id: Uuid): StorageEngine => createDexieEngine({ name: storeName(id), indexedDB });

  function storeOver(engine: StorageEngine, { id, keyring }: StoredEnrolment, dataKey: CryptoKey | undefined): PhoneStore {
    const dataCipher = dataKey && createWebCipher(subtle, random, dataKey);
    return createPhoneStore({ enrolment: id, engine, dataCipher, outboxCipher: outboxCipher(keyring), clock, random });
  }

  async function openStore(id: Uuid, pin?: string): Promise<OpenedStore> {
    const found = await enrolmentOf(id);
    if (!found) return { kind: 'unknown' };
    const { keyring } = found;
    if (keyring.data.lock === 'pin' && pin === undefined) return { kind: 'pinNeeded' };
    const dataKey = keyring.data.lock === 'none' ? await openDataKey(subtle, keyring) : await unlockWithPin(subtle, keyring, pin!);
    if (!dataKey) return { kind: 'pinWrong' };
    if (!found.seeded) await acceptEmptied(id); // killed between accepting the keys and making the database
    const engine = engineOf(id);
    const emptied = !(await isBorn(engine));
    return { kind: 'open', store: storeOver(engine, found, dataKey), emptied };
  }

  async function enrolmentsShown(): Promise<Enrolment[]> {
    const all = newestFirst(await withDatabase(() => db.enrolments.toArray()));
    return Promise.all(
      all.map(async ({ id, keyring, label, lastUsed }) => ({
        id,
        label: label && (await outboxCipher(keyring).open(label, labelPlace(id))),
        lastUsed,
        hasPin: keyring.data.lock === 'pin',
      })),
    );
  }

  return {
    prepareEnrolment: prepare,
    completeEnrolment: complete,
    forgetJoin: (invitation) => withDatabase(() => db.joins.delete(invitation)),
    byInvitation: async (invitation) => newestFirst(await withDatabase(() => db.enrolments.where('invitation').equals(invitation).toArray()))[0]?.id,
    list: enrolmentsShown,
    lastUsed: async () => newestFirst(await withDatabase(() => db.enrolments.toArray()))[0]?.id,
    async markUsed(id) {
      await withDatabase(() => db.enrolments.update(id, { lastUsed: clock.now() }));
    },
    async setLabel(id, text) {
      const found = await enrolmentOf(id);
      if (!found) return;
      const label = await outboxCipher(found.keyring).seal(text, labelPlace(id));
      await withDatabase(() => db.enrolments.update(id, { label }));
    },
    openStore,
    async openOutboxOnly(id) {
      const found = await enrolmentOf(id);
      return found && storeOver(engineOf(id), found, undefined);
    },
    acceptEmptied,
    async setPin(id, pin, current) {
      const found = await enrolmentOf(id);
      const keyring = found && (await lockWithPin(subtle, random, found.keyring, pin, current));
      if (!keyring) return false;
      await withDatabase(() => db.enrolments.update(id, { keyring }));
      return true;
    },
    async sign(id, text) {
      const found = await enrolmentOf(id);
      return found && signText(subtle, found.keyring, text);
    },
    async erase(id) {
      await withDatabase(() => db.enrolments.delete(id));
      await deleteDatabase(indexedDB, storeName(id));
    },
    close: () => db.dexie.close(),
  };
}
