import type { Clock } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Operation } from '../../protocol/operation.ts';
import { associatedData, type Cipher } from '../cipher/cipher.ts';
import type { StorageEngine, StoredMeta, StoredOp } from './engine.ts';
import { StoreLockedError } from './errors.ts';

/** What every part of the store works with. */
export interface StoreContext {
  readonly engine: StorageEngine;
  readonly outboxCipher: Cipher;
  /** Undefined while locked. */
  readonly dataCipher: Cipher | undefined;
  readonly clock: Clock;
  readonly newId: () => Uuid;
}

/** The data key's cipher. @throws StoreLockedError while the enrolment is locked */
export function unlocked(context: StoreContext): Cipher {
  if (!context.dataCipher) throw new StoreLockedError('the data key is not at hand');
  return context.dataCipher;
}

/** An operation as it is sealed, without its seq: renumbering seals nothing again. */
export type OpBody = Omit<Operation, 'seq'>;

export const opAssociatedData = (op: { readonly village: Uuid; readonly opId: Uuid }): string =>
  associatedData('ops', op.village, op.opId, 0);

export const composeOperation = (body: OpBody, seq: number): Operation => ({ ...body, seq });

/** The order in which this phone made them, across a fork (`forked`) too. */
export const bySeq = (a: StoredOp, b: StoredOp): number => a.fork - b.fork || a.seq - b.seq;

/** The outbox's counters. They are stored apart from the operations, so that no seq is ever given twice. */
export interface Counters {
  readonly lastSeq: number;
  readonly fork: number;
  /** Sum of `bytes` of retained operations. */
  readonly retainedBytes: number;
}
const COUNTERS = 'outbox';
export const countersKey = [COUNTERS] as const;

export const countersIn = (meta: StoredMeta | undefined): Counters =>
  (meta?.value as Counters | undefined) ?? { lastSeq: 0, fork: 0, retainedBytes: 0 };

export const countersRow = (value: Counters): StoredMeta => ({ key: COUNTERS, value });

/** The last measured clock offset (server minus phone), ms; 0 before the first contact. */
export const clockOffsetIn = (meta: StoredMeta | undefined): number => (meta?.value as number | undefined) ?? 0;
export const clockOffsetKey = ['clockOffset'] as const;

/** The server's last backup watermark (`PullPage.backedUp`), Unix ms by its clock. */
export const backedUpKey = ['backedUp'] as const;
export const backedUpIn = (meta: StoredMeta | undefined): number | undefined => meta?.value as number | undefined;
export const backedUpRow = (value: number): StoredMeta => ({ key: backedUpKey[0], value });

/** The server's last known epoch; see `PlainSettings.epoch`. */
export const epochKey = ['epoch'] as const;
export const epochIn = (meta: StoredMeta | undefined): number | undefined => meta?.value as number | undefined;
export const epochRow = (value: number): StoredMeta => ({ key: epochKey[0], value });

/** See `PlainSettings.device`. */
export const deviceKey = ['device'] as const;
export const deviceIn = (meta: StoredMeta | undefined): Uuid | undefined => meta?.value as Uuid | undefined;
export const deviceRow = (value: Uuid): StoredMeta => ({ key: deviceKey[0], value });

/** The time in a UUIDv7, Unix ms by the clock that made it (RFC 9562 §5.7). */
export const timeOf = (id: Uuid): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** Retry limit; each retry lost a race to another tab, so more than this is a bug. */
const maxAttempts = 20;

/**
 * Runs `attempt` until no other tab has committed in between. Sealing happens outside the transaction, so a commit of
 * another tab can make it stale.
 * @throws after `maxAttempts` attempts
 */
export async function untilSettled<T>(attempt: () => Promise<{ readonly value: T } | 'overtaken'>): Promise<T> {
  for (let i = 0; i < maxAttempts; i++) {
    const result = await attempt();
    if (result !== 'overtaken') return result.value;
  }
  throw new Error('overtaken by other tabs again and again');
}
