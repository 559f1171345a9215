import type { Clock } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { ServerSecrets } from '../accounts/deps.ts';
import type { SyncStorage } from './storage.ts';

/** The dependencies of the sync handlers. Nothing in sync knows HTTP. */
export interface SyncDeps {
  readonly storage: SyncStorage;
  readonly clock: Clock;
  /** SHA-256 of UTF-8 text, lower-case hex. */
  readonly sha256: (text: string) => string;
  /** A UUID derived from a text (RFC 9562 version 8, from SHA-256). */
  readonly uuidFromText: (text: string) => Uuid;
  /** True when the same request may succeed later (connection lost, disk full, deadlock…). */
  readonly isRetryable: (error: unknown) => boolean;
  /** What the erased is sealed with; absent: the secret in the database. */
  readonly secrets?: ServerSecrets | undefined;
  /** Rows per page of a pull; default: `pageRows` of handle-pull.ts. */
  readonly pageRows?: number;
  /** Logs the error of a group that could not be written. Must not throw. */
  readonly report?: (event: 'push.fallback' | 'push.quarantine' | 'replay.unreadable', error: unknown) => void;
}

/** The requester, as proved by the session. */
export interface SyncContext {
  readonly device: Uuid;
  readonly account: Uuid;
}
