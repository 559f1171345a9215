import type { Uuid } from '../../lib/ids.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';
import type { NewDeviceRequest, NewDeviceResponse } from '../../protocol/accounts/new-device.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { PullPage, PullQuery } from '../../protocol/pull.ts';
import type { PushRequest, PushResponse } from '../../protocol/push.ts';

/** Bytes of the bodies that were transferred, as far as the browser reports them. */
export interface Traffic {
  readonly sent: number;
  readonly received: number;
}

/**
 * The result of a request. `unreachable`: no answer, or not this server's (timeout, captive portal's HTML with status
 * 200); nothing may be concluded from it.
 */
export type Reply<T> =
  | ({ readonly kind: 'ok'; readonly value: T } & Traffic)
  | ({ readonly kind: 'problem'; readonly problem: Problem; readonly retryAfterSeconds?: number } & Traffic)
  | ({ readonly kind: 'unreachable' } & Traffic);

/**
 * The server as the sync sees it; the simulation calls the server's code through the same interface. `as` is the device
 * that asks, by default the enrolment itself.
 */
export interface Transport {
  push(request: PushRequest, as?: Uuid): Promise<Reply<PushResponse>>;
  pull(query: PullQuery, as?: Uuid): Promise<Reply<PullPage>>;
  me(as?: Uuid): Promise<Reply<MeResponse>>;
  /** Signs the challenge with the device key; a new cookie comes back. */
  renew(challenge: string, as?: Uuid): Promise<Reply<{ readonly now: number }>>;
  /** Registers a new device id instead of `as`, for a phone that was copied. */
  newDevice(request: NewDeviceRequest, as?: Uuid): Promise<Reply<NewDeviceResponse>>;
  /** The same server, whose requests end when `signal` does: then they are `unreachable`. */
  until?(signal: AbortSignal): Transport;
}
