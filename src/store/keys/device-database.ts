import Dexie, { type Table } from 'dexie';
import type { Uuid } from '../../lib/ids.ts';
import type { Sealed } from '../cipher/cipher.ts';
import { createGuardedDatabase, type Surroundings } from '../engine/guarded-database.ts';
import type { Keyring, PhoneKeys, SigningKeys } from './keyring.ts';
import type { StoredAttempts } from './pin-attempts.ts';

/** One person's enrolment on this phone. */
export interface StoredEnrolment {
  readonly id: Uuid;
  readonly keyring: Keyring;
  /** SHA-256 (hex) of the invitation's token or code it came from; never the token itself. */
  readonly invitation: string;
  readonly createdAt: number;
  readonly lastUsed: number;
  /**
   * The person's name on a shared phone; sealed with the outbox key, so readable while locked.
   */
  readonly label?: Sealed;
  /**
   * Recovery keys of this person's earlier enrolments, sealed with this one's data key: when it opens, their unsent
   * work is taken over.
   */
  readonly inherits?: Sealed;
  /**
   * Device ids that this phone took because it had been copied, oldest first; `PlainSettings.device` is the one in
   * force.
   */
  readonly successors?: readonly StoredSuccessor[];
  /** True once its database has been created: an empty one afterwards means that data was lost. */
  readonly seeded: boolean;
}

/** Stored before the server is asked, so that a request whose answer was lost is repeated under the same id. */
export interface StoredSuccessor extends SigningKeys {
  readonly device: Uuid;
  /** The device id that two phones had. */
  readonly from: Uuid;
}

/**
 * A join whose answer has not come yet: the same nonce and key are sent again, also after a reload. The data key is
 * made later, with the PIN that wraps it.
 */
export interface StoredJoin {
  readonly invitation: string;
  readonly nonce: Uuid;
  readonly keys: PhoneKeys;
  readonly createdAt: number;
}

/** The tables over one connection. Not to be kept beyond the call they are given to. */
export interface DeviceTables {
  readonly dexie: Dexie;
  readonly enrolments: Table<StoredEnrolment, Uuid>;
  readonly joins: Table<StoredJoin, string>;
  readonly attempts: Table<StoredAttempts, Uuid>;
}

export interface DeviceDatabase {
  /** Runs `work`, again on a new connection when the old one was lost (`GuardedDatabase`). */
  run<T>(work: (tables: DeviceTables) => PromiseLike<T>): Promise<T>;
  close(): void;
}

/** The database of this phone's keys and enrolments, apart from the enrolments' own databases. */
export function createDeviceDatabase(indexedDB: IDBFactory, around: Surroundings): DeviceDatabase {
  const guarded = createGuardedDatabase(() => {
    const dexie = new Dexie('thonso-device', { indexedDB, chromeTransactionDurability: 'strict', autoOpen: false });
    dexie.version(1).stores({ enrolments: 'id, invitation', joins: 'invitation', attempts: 'id' });
    return dexie;
  }, around);
  return {
    run: (work) =>
      guarded.run((dexie) =>
        work({
          dexie,
          enrolments: dexie.table('enrolments'),
          joins: dexie.table('joins'),
          attempts: dexie.table('attempts'),
        }),
      ),
    close: guarded.close,
  };
}
