import type { Uuid } from '../lib/ids.ts';
import type { MeResponse } from '../protocol/join.ts';
import type { NewDeviceRequest, NewDeviceResponse } from '../protocol/new-device.ts';
import type { Problem } from '../protocol/problem.ts';
import type { PullPage, PullQuery } from '../protocol/pull.ts';
import type { PushRequest, PushResponse } from '../protocol/push.ts';

/** Bytes that really travelled, as far as the browser tells. */
export interface Traffic {
  readonly sent: number;
  readonly received: number;
}

/**
 * What came back. `unreachable`: no answer, or one that is not this server's (timeout, captive portal's HTML with
 * 200); nothing may be concluded from it.
 */
export type Reply<T> =
  | ({ readonly kind: 'ok'; readonly value: T } & Traffic)
  | ({ readonly kind: 'problem'; readonly problem: Problem; readonly retryAfterSeconds?: number } & Traffic)
  | ({ readonly kind: 'unreachable' } & Traffic);

/**
 * The server as the sync loop sees it; the simulation calls the server's code through the same face. `as` is the device
 * that asks: the enrolment itself unless told.
 */
export interface Transport {
  push(request: PushRequest, as?: Uuid): Promise<Reply<PushResponse>>;
  pull(query: PullQuery, as?: Uuid): Promise<Reply<PullPage>>;
  me(as?: Uuid): Promise<Reply<MeResponse>>;
  /** Signs the challenge with the device key; a new cookie comes back. */
  renew(challenge: string, as?: Uuid): Promise<Reply<{ readonly now: number }>>;
  /** This phone was copied: a device of its own instead of `as`. */
  newDevice(request: NewDeviceRequest, as?: Uuid): Promise<Reply<NewDeviceResponse>>;
}
