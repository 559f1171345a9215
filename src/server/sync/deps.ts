import type { Clock } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { SyncStorage } from './storage.ts';

/** What push and pull are given; nothing in here knows HTTP. */
export interface SyncDeps {
  readonly storage: SyncStorage;
  readonly clock: Clock;
  /** SHA-256 of UTF-8 text, lower-case hex. */
  readonly sha256: (text: string) => string;
  /** A UUID that follows from a text (RFC 9562 version 8, from SHA-256). */
  readonly nameOf: (text: string) => Uuid;
  /** Would the same request pass later? (connection lost, disk full, deadlock…) */
  readonly isRetryable: (error: unknown) => boolean;
  /** Rows a page of a pull; `pageRows` of handle-pull.ts unless told. */
  readonly pageRows?: number;
  /** For the log; the error of a group that could not be written. Must not throw. */
  readonly report?: (event: 'push.fallback' | 'push.quarantine' | 'replay.unreadable', error: unknown) => void;
}

/** Who is asking, as the session proved. */
export interface SyncContext {
  readonly device: Uuid;
  readonly account: Uuid;
}
