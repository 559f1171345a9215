import Dexie, { type Table } from 'dexie';
import type { Uuid } from '../lib/ids.ts';
import type { Sealed } from './cipher.ts';
import { isConnectionLoss, typed } from './dexie-errors.ts';
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
  /** What the person chooses from when several share the phone; sealed with its outbox key, so readable while locked. */
  readonly label?: Sealed;
  /** Keys of this person's earlier enrolments, sealed with this one's data key: their work is brought over when it opens. */
  readonly inherits?: Sealed;
  /** Ids that this phone took because it had been copied, the first one first; which is in force says `PlainSettings.device`. */
  readonly successors?: readonly StoredSuccessor[];
  /** True once its database has been made: from then on an empty one is an alarm. */
  readonly seeded: boolean;
}

/** Made and kept before the server is asked, so that a lost answer is asked for again under the same id. */
export interface StoredSuccessor extends SigningKeys {
  readonly device: Uuid;
  /** The id under which the copy was found out. */
  readonly from: Uuid;
}

/**
 * A join whose answer has not come yet: the same nonce and key are sent again, also after a reload. There is no data key
 * yet: it is made when the PIN that wraps it is at hand.
 */
export interface StoredJoin {
  readonly invitation: string;
  readonly nonce: Uuid;
  readonly keys: PhoneKeys;
  readonly createdAt: number;
}

export interface DeviceDatabase {
  readonly dexie: Dexie;
  readonly enrolments: Table<StoredEnrolment, Uuid>;
  readonly joins: Table<StoredJoin, string>;
  readonly attempts: Table<StoredAttempts, Uuid>;
  /** Runs `work`, and once more on a new connection when iOS has killed the old one. */
  run<T>(work: () => PromiseLike<T>): Promise<T>;
}

/** Keys and enrolments of this phone, apart from what the enrolments hold. */
export function createDeviceDatabase(indexedDB: IDBFactory): DeviceDatabase {
  const dexie = new Dexie('thonso-device', { indexedDB, chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ enrolments: 'id, invitation', joins: 'invitation', attempts: 'id' });
  return {
    dexie,
    enrolments: dexie.table('enrolments'),
    joins: dexie.table('joins'),
    attempts: dexie.table('attempts'),
    async run(work) {
      try {
        return await work();
      } catch (error) {
        if (!isConnectionLoss(error)) throw typed(error);
        dexie.close({ disableAutoOpen: false });
        try {
          return await work();
        } catch (again) {
          throw typed(again);
        }
      }
    },
  };
}
