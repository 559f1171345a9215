import { assert } from '../lib/assert.ts';
import type { Clock, Random } from '../lib/clock.ts';
import { createIds, type Uuid } from '../lib/ids.ts';
import type { NewDeviceRequest } from '../protocol/accounts/new-device.ts';
import type { PublicKey } from '../protocol/accounts/join.ts';
import type { ReleasedKey } from '../protocol/accounts/recovery.ts';
import { createWebCipher, associatedData, type Cipher } from './cipher/cipher.ts';
import {
  createDeviceDatabase,
  type StoredEnrolment,
  type StoredJoin,
  type StoredSuccessor,
} from './keys/device-database.ts';
import { createKeyring, createPhoneKeys, createSigningKeys, signText, type PhoneKeys } from './keys/keyring.ts';
import { recoveryMaker } from './keys/recovery-key.ts';
import { createEnrolmentKeys, type EnrolmentKeys } from './enrolment-keys.ts';
import { alwaysHere, type PageLife } from './engine/page-life.ts';
import type { StorageTrouble } from './engine/storage-trouble.ts';
import { systemSchedule } from '../lib/schedule.ts';
import { sealInheritance } from './keys/inheritance.ts';

export interface DeviceDeps {
  readonly indexedDB: IDBFactory;
  readonly crypto: { readonly subtle: SubtleCrypto };
  readonly clock: Clock;
  readonly random: Random;
  /** The page that holds the databases. Absent in the worker and where none is ever left. */
  readonly life?: PageLife;
  /** Where a person is told that a database fails; absent in the worker. */
  readonly trouble?: StorageTrouble;
}

export interface Enrolment {
  readonly id: Uuid;
  /** The person's name on a shared phone; undefined until it is set. */
  readonly label: string | undefined;
  readonly lastUsed: number;
  readonly hasPin: boolean;
  /** Every device id the server may know it by: its own, and those it took after it was copied. */
  readonly devices: readonly Uuid[];
}

/** What a joining phone sends to the server; the same after a reload, until the join is complete. */
export interface PreparedJoin {
  readonly nonce: Uuid;
  readonly publicKey: PublicKey;
}

/** What a completed join is stored with. */
export interface JoinedAs {
  /** Locks the data key from the start. Absent: a demo, which opens without a PIN. */
  readonly pin?: string | undefined;
  /** The person's name on a shared phone. */
  readonly label?: string | undefined;
  /** Released by the server: the unsent work of earlier enrolments here is taken over, and they are erased. */
  readonly inherits?: readonly ReleasedKey[] | undefined;
}

/** Keys and enrolments of this phone; one phone may be shared by several people. `invitation` is `invitationHash`. */
export interface DeviceRegistry extends Omit<EnrolmentKeys, 'attempts'> {
  /** Makes and stores keys and nonce before anything is sent, so that a request can be repeated. */
  prepareEnrolment(invitation: string): Promise<PreparedJoin>;
  /** Whether a join by this invitation was begun here and its answer is missing. */
  isJoining(invitation: string): Promise<boolean>;
  /** The server has accepted: keys and a new empty database belong to `enrolment` from now on. Can be repeated. */
  completeEnrolment(invitation: string, enrolment: Uuid, as?: JoinedAs): Promise<void>;
  /** The invitation was refused for good. */
  forgetJoin(invitation: string): Promise<void>;
  /** The enrolment that was joined by this invitation: for a demo link opened again. */
  byInvitation(invitation: string): Promise<Uuid | undefined>;
  /** Most recently used first. */
  list(): Promise<Enrolment[]>;
  lastUsed(): Promise<Uuid | undefined>;
  markUsed(id: Uuid): Promise<void>;
  setLabel(id: Uuid, label: string): Promise<void>;
  hasPin(id: Uuid): Promise<boolean>;
  /** What is left of the wait after wrong PINs, ms. */
  pinWait(id: Uuid): Promise<number>;
  /** Subtracts waited time, ms. @returns what is left, ms */
  servePinWait(id: Uuid, millis: number): Promise<number>;
  /** Signs with the key of one of its devices, for a new session (protocol/accounts/join.ts, `renewText`). */
  sign(id: Uuid, text: string, device?: Uuid): Promise<string | undefined>;
  /**
   * The device id and key that replace `from`, because this phone was copied; the same at every call. Undefined when
   * the enrolment is not on this phone.
   */
  prepareSuccessor(id: Uuid, from: Uuid): Promise<NewDeviceRequest | undefined>;
  close(): void;
}

/** Identifies an invitation without storing it: SHA-256 (hex) of its token, or of its normalised code. */
export async function invitationHash(subtle: SubtleCrypto, tokenOrCode: string): Promise<string> {
  const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(tokenOrCode)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const labelAssociatedData = (id: Uuid): string => associatedData('enrolments', '', id, 0);

export function createDeviceRegistry(deps: DeviceDeps): DeviceRegistry {
  const { indexedDB, clock, random } = deps;
  const { subtle } = deps.crypto;
  const around = { life: deps.life ?? alwaysHere, schedule: systemSchedule, trouble: deps.trouble };
  const db = createDeviceDatabase(indexedDB, around);
  const newId = createIds(clock, random);
  const { attempts, ...enrolmentKeys } = createEnrolmentKeys({ indexedDB, subtle, db, clock, random, around });

  const enrolmentOf = (id: Uuid): Promise<StoredEnrolment | undefined> => db.run((tables) => tables.enrolments.get(id));
  const joinOf = (invitation: string): Promise<StoredJoin | undefined> =>
    db.run((tables) => tables.joins.get(invitation));
  const outboxCipher = (keys: PhoneKeys): Cipher => createWebCipher(subtle, random, keys.outbox);
  const newestFirst = (all: StoredEnrolment[]): StoredEnrolment[] => all.sort((a, b) => b.lastUsed - a.lastUsed);

  async function prepare(invitation: string): Promise<PreparedJoin> {
    const known = await joinOf(invitation);
    const made = known ?? { invitation, nonce: newId(), keys: await createPhoneKeys(subtle), createdAt: clock.now() };
    // Two tabs may have opened the same link: both use the keys that were stored first.
    const kept = await db.run((tables) =>
      tables.dexie.transaction('rw', tables.joins, async (tx) => {
        const first = await tx.table<StoredJoin, string>('joins').get(invitation);
        if (!first) await tx.table('joins').put(made);
        return first ?? made;
      }),
    );
    return { nonce: kept.nonce, publicKey: kept.keys.publicKey };
  }

  async function complete(invitation: string, id: Uuid, as: JoinedAs = {}): Promise<void> {
    const prepared = await joinOf(invitation);
    const made = prepared && (await enrolmentFrom(prepared, id, as));
    await db.run((tables) =>
      tables.dexie.transaction('rw', tables.joins, tables.enrolments, async (tx) => {
        const known = await tx.table<StoredEnrolment, Uuid>('enrolments').get(id);
        assert(made ?? known, 'a join is prepared before it is completed');
        if (!made || known) return;
        await tx.table('enrolments').put(made);
        await tx.table('joins').delete(invitation);
      }),
    );
    await enrolmentKeys.acceptEmptied(id);
  }

  async function enrolmentFrom(
    { invitation, keys }: StoredJoin,
    id: Uuid,
    { pin, label, inherits = [] }: JoinedAs,
  ): Promise<StoredEnrolment> {
    const now = clock.now();
    const { keyring, data } = await createKeyring(subtle, random, keys, pin, recoveryMaker(subtle, clock, random));
    const sealed = label === undefined ? undefined : await outboxCipher(keys).seal(label, labelAssociatedData(id));
    return {
      id,
      keyring,
      invitation,
      createdAt: now,
      lastUsed: now,
      seeded: false,
      ...(sealed && { label: sealed }),
      ...(inherits.length > 0 && {
        inherits: await sealInheritance(createWebCipher(subtle, random, data), id, inherits),
      }),
    };
  }

  async function succeed(id: Uuid, from: Uuid): Promise<NewDeviceRequest | undefined> {
    const made: StoredSuccessor = { device: newId(), from, ...(await createSigningKeys(subtle)) };
    // Two tabs may take a new id at once: both use the one that was stored first.
    const kept = await db.run((tables) =>
      tables.dexie.transaction('rw', tables.enrolments, async (tx) => {
        const found = await tx.table<StoredEnrolment, Uuid>('enrolments').get(id);
        const first = found?.successors?.find((one) => one.from === from);
        if (!found || first) return first;
        await tx.table('enrolments').put({ ...found, successors: [...(found.successors ?? []), made] });
        return made;
      }),
    );
    return kept && { device: kept.device, key: kept.publicKey };
  }

  async function enrolmentsShown(): Promise<Enrolment[]> {
    const all = newestFirst(await db.run((tables) => tables.enrolments.toArray()));
    return Promise.all(
      all.map(async ({ id, keyring, label, lastUsed, successors = [] }) => ({
        id,
        label: label && (await outboxCipher(keyring).open(label, labelAssociatedData(id))),
        lastUsed,
        hasPin: keyring.data.lock === 'pin',
        devices: [id, ...successors.map(({ device }) => device)],
      })),
    );
  }

  return {
    ...enrolmentKeys,
    prepareEnrolment: prepare,
    isJoining: async (invitation) => (await joinOf(invitation)) !== undefined,
    completeEnrolment: complete,
    forgetJoin: (invitation) => db.run((tables) => tables.joins.delete(invitation)),
    byInvitation: async (invitation) =>
      newestFirst(await db.run((tables) => tables.enrolments.where('invitation').equals(invitation).toArray()))[0]?.id,
    list: enrolmentsShown,
    lastUsed: async () => newestFirst(await db.run((tables) => tables.enrolments.toArray()))[0]?.id,
    async markUsed(id) {
      await db.run((tables) => tables.enrolments.update(id, { lastUsed: clock.now() }));
    },
    async setLabel(id, text) {
      const found = await enrolmentOf(id);
      if (!found) return;
      const label = await outboxCipher(found.keyring).seal(text, labelAssociatedData(id));
      await db.run((tables) => tables.enrolments.update(id, { label }));
    },
    hasPin: async (id) => (await enrolmentOf(id))?.keyring.data.lock === 'pin',
    pinWait: (id) => attempts.left(id),
    servePinWait: (id, millis) => attempts.serve(id, millis),
    async sign(id, text, device = id) {
      const found = await enrolmentOf(id);
      const keys = device === id ? found?.keyring : found?.successors?.find((one) => one.device === device);
      return keys && signText(subtle, keys, text);
    },
    prepareSuccessor: succeed,
    close: () => db.close(),
  };
}
