import type { FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { endpoints, type EndpointName, type WritingEndpoint } from '../../domain/access/endpoints.ts';
import { assertionHeader, withdrawPasskeyRequest, type PasskeyRefusal } from '../../protocol/accounts/passkey.ts';
import { readAssertion, useAssertion, type Confirmation } from '../passkeys/check-assertion.ts';
import { siteOf } from '../passkeys/deps.ts';
import { needsPasskey } from '../passkeys/needs-passkey.ts';
import { createPasskeyChallenge, purposeOf } from '../passkeys/passkey-challenge.ts';
import { toCredential } from '../passkeys/register-passkey.ts';
import { passkeysOf } from '../passkeys/stored-passkeys.ts';
import { refuse } from './problems.ts';
import { sessionIn, type PersonalDeps } from './signed-in.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The passkey that confirmed this request, where one had to. */
    confirmed: Confirmation | undefined;
  }
}

/**
 * The hook through which every request of a signed-in person goes, after its body was read and before its route: what
 * the rules name (src/domain/access/passkey-rules.ts) goes on with an assertion of a passkey for exactly this request,
 * and is refused as `passkey` without. On a demo server it goes on for people who have no passkey.
 */
export const stepUp =
  (deps: PersonalDeps) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { endpoint } = request.routeOptions.config;
    const session = request.session;
    if (endpoint === undefined || session === undefined || !isWriting(endpoint)) return undefined;
    const { body } = request;
    if (!(await needsPasskey(deps, session.account, endpoint, body))) return undefined;
    const purpose = purposeOf(request.method, endpoints[endpoint].path, body);
    const except = endpoint === 'withdrawPasskey' ? passkeyNamed(body) : undefined;
    const assertion = readAssertion(request.headers[assertionHeader]);
    request.confirmed = assertion && (await useAssertion(deps, session, purpose, assertion, except));
    if (request.confirmed) return undefined;
    const { rpId } = siteOf(deps.publicUrl);
    const passkeys = await passkeysOf(deps.db, session.account, rpId);
    if (deps.demo && passkeys.length === 0) return undefined;
    const usable = passkeys.filter(({ id }) => id !== except);
    return refuse(reply, {
      error: 'passkey',
      rpId,
      credentials: usable.map(toCredential),
      ...(usable.length > 0 && { challenge: createPasskeyChallenge(deps, sessionIn(request), purpose) }),
    } satisfies PasskeyRefusal);
  };

const isWriting = (endpoint: EndpointName): endpoint is WritingEndpoint => endpoints[endpoint].method === 'POST';

/** The passkey that is to be taken away: it cannot confirm that itself. */
function passkeyNamed(body: unknown): string | undefined {
  const wanted = v.safeParse(withdrawPasskeyRequest, body);
  return wanted.success ? wanted.output.id : undefined;
}
