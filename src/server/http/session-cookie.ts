import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Uuid } from '../../lib/ids.ts';
import { sessionLength } from '../accounts/sessions.ts';

// Browsers take a cookie with this prefix only if it is Secure; http://localhost counts as secure for that.
const name = '__Secure-s';

/** One cookie per enrolment: its path keeps several people on one phone apart, under the same name. */
export function setSessionCookie(reply: FastifyReply, enrolment: Uuid, token: string): void {
  void reply.setCookie(name, token, {
    path: `/api/p/${enrolment}/`,
    httpOnly: true,
    secure: true,
    sameSite: 'strict',
    maxAge: sessionLength / 1000,
  });
}

export const sessionToken = (request: FastifyRequest): string | undefined => request.cookies[name];
