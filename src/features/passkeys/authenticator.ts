import type * as webauthn from '@simplewebauthn/browser';
import type {
  NewPasskeyResponse,
  PasskeyAssertion,
  PasskeyCreated,
  PasskeyRefusal,
} from '../../protocol/accounts/passkey.ts';

/** Why no passkey was made or used. `unreachable`: the code for it could not be fetched. */
export type CeremonyProblem = 'cancelled' | 'unsupported' | 'already' | 'unreachable';

export type Ceremony<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: CeremonyProblem };

type Library = typeof webauthn;

/** ms; a person looks for their security key. */
const timeout = 2 * 60_000;

/** ES256 and RS256, as on the server (src/server/passkeys/register-passkey.ts). */
const kindsOfKey = [-7, -257].map((alg) => ({ alg, type: 'public-key' as const }));

/** The browser's own dialogue for making a passkey. */
export const makePasskey = ({ challenge, rp, user, exclude }: NewPasskeyResponse): Promise<Ceremony<PasskeyCreated>> =>
  perform(async ({ startRegistration }) => {
    const { id, rawId, type, response, clientExtensionResults } = await startRegistration({
      optionsJSON: {
        challenge,
        rp,
        user: { ...user, displayName: user.name },
        pubKeyCredParams: kindsOfKey,
        timeout,
        attestation: 'none',
        excludeCredentials: exclude.map(toDescriptor),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      },
    });
    const { clientDataJSON, attestationObject, transports } = response;
    return {
      id,
      rawId,
      type,
      response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
      clientExtensionResults: { ...clientExtensionResults },
    };
  });

/** The browser's own dialogue for using one of the passkeys that the server named. */
export const signWithPasskey = ({
  challenge = '',
  rpId,
  credentials,
}: PasskeyRefusal): Promise<Ceremony<PasskeyAssertion>> =>
  perform(async ({ startAuthentication }) => {
    const { id, rawId, type, response } = await startAuthentication({
      optionsJSON: {
        challenge,
        rpId,
        timeout,
        allowCredentials: credentials.map(toDescriptor),
        userVerification: 'required',
      },
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    return {
      id,
      rawId,
      type,
      response: { clientDataJSON, authenticatorData, signature, ...(userHandle !== undefined && { userHandle }) },
      clientExtensionResults: {},
    };
  });

type Descriptor = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] };

const toDescriptor = ({ id, transports }: PasskeyRefusal['credentials'][number]): Descriptor => ({
  id,
  type: 'public-key',
  // Browsers ignore kinds that they do not know.
  ...(transports && { transports: transports as AuthenticatorTransport[] }),
});

async function perform<T>(ceremony: (library: Library) => Promise<T>): Promise<Ceremony<T>> {
  const library = await loadLibrary();
  if (!library) return { kind: 'problem', problem: 'unreachable' };
  if (!library.browserSupportsWebAuthn()) return { kind: 'problem', problem: 'unsupported' };
  try {
    return { kind: 'ok', value: await ceremony(library) };
  } catch (error) {
    return { kind: 'problem', problem: problemOf(error, library) };
  }
}

/** Fetched when a passkey is made or used: most people never do. */
const loadLibrary = (): Promise<Library | undefined> => import('@simplewebauthn/browser').catch(() => undefined);

/**
 * Browsers say `NotAllowedError` for everything that the person or the device did not let through, on purpose without
 * the reason.
 */
function problemOf(error: unknown, { WebAuthnError }: Library): CeremonyProblem {
  if (!(error instanceof WebAuthnError)) return 'cancelled';
  switch (error.code) {
    case 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED':
      return 'already';
    case 'ERROR_INVALID_DOMAIN':
    case 'ERROR_INVALID_RP_ID':
    case 'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT':
    case 'ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG':
      return 'unsupported';
    default:
      return 'cancelled';
  }
}
