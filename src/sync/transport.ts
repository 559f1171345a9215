import type { MeResponse } from '../protocol/join.ts';
import type { Problem } from '../protocol/problem.ts';
import type { PullPage, PullQuery } from '../protocol/pull.ts';
import type { PushRequest, PushResponse } from '../protocol/push.ts';
import type { ProgressResponse } from '../protocol/progress.ts';

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

/** The server as the sync loop sees it; the simulation calls the server's code through the same face. */
export interface Transport {
  push(request: PushRequest): Promise<Reply<PushResponse>>;
  pull(query: PullQuery): Promise<Reply<PullPage>>;
  me(): Promise<Reply<MeResponse>>;
  /** Signs the challenge with the device key; a new cookie comes back. */
  renew(challenge: string): Promise<Reply<{ readonly now: number }>>;
  progress(): Promise<Reply<ProgressResponse>>;
}
