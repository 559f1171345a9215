import { assert } from '../lib/assert.ts';
import type { Clock, Random } from '../lib/clock.ts';
import { createIds, type Uuid } from '../lib/ids.ts';
import type { NewDeviceRequest } from '../protocol/new-device.ts';
import type { PublicKey } from '../protocol/join.ts';
import type { ReleasedKey } from '../protocol/recovery.ts';
import { createWebCipher, place, type Cipher } from './cipher.ts';
import { createDeviceDatabase, type StoredEnrolment, type StoredJoin, type StoredSuccessor } from './device-database.ts';
import { createKeyring, createPhoneKeys, createSigningKeys, signText, type PhoneKeys } from './keyring.ts';
import { recoveryMaker } from './recovery-key.ts';
import { createSafe, type Safe } from './safe.ts';
import { sealInheritance } from './inheritance.ts';

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
  /** All ids under which the server may know it: its own, and those it took after it was copied. */
  readonly devices: readonly Uuid[];
}

/** What the server is told about a phone that joins; the same after a reload until the join is complete. */
export interface PreparedJoin {
  readonly nonce: Uuid;
  readonly publicKey: PublicKey;
}

/** What belongs to a join from its very beginning. */
export interface JoinedAs {
  /** The data key is behind it from the first. Absent: a demo, which opens at once. */
  readonly pin?: string | undefined;
  /** What tells this person apart from others on the phone. */
  readonly label?: string | undefined;
  /** Released by the server: what their earlier enrolments here have not sent is brought over, and they are dropped. */
  readonly inherits?: readonly ReleasedKey[] | undefined;
}

/** Keys and enrolments of this phone; one phone may be shared by several people. `invitation` is `invitationHash`. */
export interface DeviceRegistry extends Omit<Safe, 'attempts'> {
  /** Makes and keeps keys and nonce before anything is sent, so that a lost answer can be asked for again. */
  prepareEnrolment(invitation: string): Promise<PreparedJoin>;
  /** Whether a join by this invitation was begun here and its answer has not come. */
  isJoining(invitation: string): Promise<boolean>;
  /** The server has accepted: keys and a new empty database belong to `enrolment` from now on. Can be repeated. */
  completeEnrolment(invitation: string, enrolment: Uuid, as?: JoinedAs): Promise<void>;
  /** The invitation was refused for good. */
  forgetJoin(invitation: string): Promise<void>;
  /** The enrolment that came from this very invitation: a demo link opened again. */
  byInvitation(invitation: string): Promise<Uuid | undefined>;
  /** Most recently used first. */
  list(): Promise<Enrolment[]>;
  lastUsed(): Promise<Uuid | undefined>;
  markUsed(id: Uuid): Promise<void>;
  setLabel(id: Uuid, label: string): Promise<void>;
  hasPin(id: Uuid): Promise<boolean>;
  /** What is left of the wait after wrong PINs, ms. */
  pinWait(id: Uuid): Promise<number>;
  /** So much of it was waited. @returns what is left */
  servePinWait(id: Uuid, millis: number): Promise<number>;
  /** Signs with the key of one of its devices, for a new session (protocol/join.ts, `renewText`). */
  sign(id: Uuid, text: string, device?: Uuid): Promise<string | undefined>;
  /** The id and key that take the place of `from`, because this phone was copied; the same each time. Undefined: not here. */
  prepareSuccessor(id: Uuid, from: Uuid): Promise<NewDeviceRequest | undefined>;
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
  const { attempts, ...safe } = createSafe({ indexedDB, subtle, db, clock, random });

  const enrolmentOf = (id: Uuid): Promise<StoredEnrolment | undefined> => db.run(() => db.enrolments.get(id));
  const joinOf = (invitation: string): Promise<StoredJoin | undefined> => db.run(() => db.joins.get(invitation));
  const outboxCipher = (keys: PhoneKeys): Cipher => createWebCipher(subtle, random, keys.outbox);
  const newestFirst = (all: StoredEnrolment[]): StoredEnrolment[] => all.sort((a, b) => b.lastUsed - a.lastUsed);

  async function prepare(invitation: string): Promise<PreparedJoin> {
    const known = await joinOf(invitation);
    const made = known ?? { invitation, nonce: newId(), keys: await createPhoneKeys(subtle), createdAt: clock.now() };
    // Two tabs may have opened the same link; the keys that were stored first are the ones both use.
    const kept = await db.run(() =>
      db.dexie.transaction('rw', db.joins, async (tx) => {
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
    await db.run(() =>
      db.dexie.transaction('rw', db.joins, db.enrolments, async (tx) => {
        const known = await tx.table<StoredEnrolment, Uuid>('enrolments').get(id);
        assert(made ?? known, 'a join is prepared before it is completed');
        if (!made || known) return;
        await tx.table('enrolments').put(made);
        await tx.table('joins').delete(invitation);
      }),
    );
    await safe.acceptEmptied(id);
  }

  async function enrolmentFrom({ invitation, keys }: StoredJoin, id: Uuid, { pin, label, inherits = [] }: JoinedAs): Promise<StoredEnrolment> {
    const now = clock.now();
    const { keyring, data } = await createKeyring(subtle, random, keys, pin, recoveryMaker(subtle, clock, random));
    const sealed = label === undefined ? undefined : await outboxCipher(keys).seal(label, labelPlace(id));
    return {
      id,
      keyring,
      invitation,
      createdAt: now,
      lastUsed: now,
      seeded: false,
      ...(sealed && { label: sealed }),
      ...(inherits.length > 0 && { inherits: await sealInheritance(createWebCipher(subtle, random, data), id, inherits) }),
    };
  }

  async function succeed(id: Uuid, from: Uuid): Promise<NewDeviceRequest | undefined> {
    const made: StoredSuccessor = { device: newId(), from, ...(await createSigningKeys(subtle)) };
    // Two tabs may have been told at once; what was stored first is what both use.
    const kept = await db.run(() =>
      db.dexie.transaction('rw', db.enrolments, async (tx) => {
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
    const all = newestFirst(await db.run(() => db.enrolments.toArray()));
    return Promise.all(
      all.map(async ({ id, keyring, label, lastUsed, successors = [] }) => ({
        id,
        label: label && (await outboxCipher(keyring).open(label, labelPlace(id))),
        lastUsed,
        hasPin: keyring.data.lock === 'pin',
        devices: [id, ...successors.map(({ device }) => device)],
      })),
    );
  }

  return {
    ...safe,
    prepareEnrolment: prepare,
    isJoining: async (invitation) => (await joinOf(invitation)) !== undefined,
    completeEnrolment: complete,
    forgetJoin: (invitation) => db.run(() => db.joins.delete(invitation)),
    byInvitation: async (invitation) => newestFirst(await db.run(() => db.enrolments.where('invitation').equals(invitation).toArray()))[0]?.id,
    list: enrolmentsShown,
    lastUsed: async () => newestFirst(await db.run(() => db.enrolments.toArray()))[0]?.id,
    async markUsed(id) {
      await db.run(() => db.enrolments.update(id, { lastUsed: clock.now() }));
    },
    async setLabel(id, text) {
      const found = await enrolmentOf(id);
      if (!found) return;
      const label = await outboxCipher(found.keyring).seal(text, labelPlace(id));
      await db.run(() => db.enrolments.update(id, { label }));
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
    close: () => db.dexie.close(),
  };
}
