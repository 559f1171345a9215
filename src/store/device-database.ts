import Dexie, { type Table } from 'dexie';
import type { Uuid } from '../lib/ids.ts';
import type { Sealed } from './cipher.ts';
import type { Keyring } from './keyring.ts';

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
  /** True once its database has been made: from then on an empty one is an alarm. */
  readonly seeded: boolean;
}

/** A join whose answer has not come yet: the same nonce and key are sent again, also after a reload. */
export interface StoredJoin {
  readonly invitation: string;
  readonly nonce: Uuid;
  readonly keyring: Keyring;
  readonly createdAt: number;
}

export interface DeviceDatabase {
  readonly dexie: Dexie;
  readonly enrolments: Table<StoredEnrolment, Uuid>;
  readonly joins: Table<StoredJoin, string>;
}

/** Keys and enrolments of this phone, apart from what the enrolments hold. */
export function createDeviceDatabase(indexedDB: IDBFactory): DeviceDatabase {
  const dexie = new Dexie('thonso-device', { indexedDB, chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ enrolments: 'id, invitation', joins: 'invitation' });
  return { dexie, enrolments: dexie.table('enrolments'), joins: dexie.table('joins') };
}
