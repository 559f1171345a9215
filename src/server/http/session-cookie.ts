import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Uuid } from '../../lib/ids.ts';
import { sessionLength } from '../accounts/sessions/sessions.ts';

// Browsers accept a cookie with the __Secure- prefix only if it is Secure; http://localhost counts as secure.
const name = '__Secure-s';

/** Sets the session cookie of one enrolment. Its path keeps the enrolments of several people on one phone apart. */
export function setSessionCookie(reply: FastifyReply, enrolment: Uuid, token: string): void {
  void reply.setCookie(name, token, {
    path: `/api/p/${enrolment}/`,
    httpOnly: true,
    secure: true,
    sameSite: 'strict',
    maxAge: sessionLength / 1000,
  });
}

/** The session token in the request's cookie; undefined without one. */
export const sessionToken = (request: FastifyRequest): string | undefined => request.cookies[name];
