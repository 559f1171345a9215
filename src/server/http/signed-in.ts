import type { FastifyRequest } from 'fastify';
import type { Session } from '../accounts/sessions/sessions.ts';
import type { AppDeps } from './deps.ts';
import type { RateLimits } from './rate-limits.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route below an enrolment except `renew`. */
    session: Session | undefined;
  }
}

export type PersonalDeps = AppDeps & { readonly rates: RateLimits };

/** The session of a request below an enrolment; the routes' hook has set it before any handler runs. */
export function sessionIn(request: FastifyRequest): Session {
  if (!request.session) throw new Error('a route that needs a session is outside of signedInRoutes');
  return request.session;
}
