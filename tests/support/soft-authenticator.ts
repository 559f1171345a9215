import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { PasskeyAssertion, PasskeyCreated } from '../../src/protocol/accounts/passkey.ts';

// A WebAuthn authenticator in software: keys of its own, authenticator data and client data byte by byte as the
// standard has them (W3C Web Authentication Level 2, §6.1 and §5.8.1), attestation "none". It uses nothing of the
// server's library.

const present = 0x01;
const verified = 0x04;
const withCredential = 0x40;

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** CBOR (RFC 8949) of what an attestation is made of: whole numbers, bytes, texts, maps. */
type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

function head(kind: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(kind << 5) | count]);
  return count < 256
    ? Buffer.from([(kind << 5) | 24, count])
    : Buffer.from([(kind << 5) | 25, count >> 8, count & 255]);
}

/** What a browser passes on; each member may be wrong on purpose. */
export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  /** False: its owner was there but gave neither PIN nor finger. */
  readonly userVerified?: boolean;
}

interface Credential {
  readonly id: Buffer;
  readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
}

export class SoftAuthenticator {
  readonly #credentials = new Map<string, Credential>();
  /** Uses so far; real ones count too, or always say 0 where keys are shared between a person's devices. */
  counter = 0;
  /** False: says 0 each time. */
  counts = true;

  /** `navigator.credentials.create()`, as JSON. */
  create({ challenge, origin, rpId, userVerified = true }: Ceremony): PasskeyCreated {
    const id = randomBytes(20);
    const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#credentials.set(base64url(id), { id, keys });
    const { x = '', y = '' } = keys.publicKey.export({ format: 'jwk' });
    const coseKey = cbor(
      new Map<number, Cbor>([
        [1, 2], // kty: EC2
        [3, -7], // alg: ES256
        [-1, 1], // crv: P-256
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const authData = Buffer.concat([
      this.#authData(rpId, withCredential | this.#flags(userVerified)),
      Buffer.alloc(16), // AAGUID: none
      length,
      id,
      coseKey,
    ]);
    const attestation = cbor(
      new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    return {
      id: base64url(id),
      rawId: base64url(id),
      type: 'public-key',
      response: {
        clientDataJSON: base64url(clientData('webauthn.create', challenge, origin)),
        attestationObject: base64url(attestation),
        transports: ['internal'],
      },
      clientExtensionResults: {},
    };
  }

  /** `navigator.credentials.get()` by one of these credentials, as JSON. @throws when it has none of them */
  get(
    { challenge, origin, rpId, userVerified = true }: Ceremony,
    credentials: readonly { readonly id: string }[],
  ): PasskeyAssertion {
    const found = credentials.map(({ id }) => this.#credentials.get(id)).find((one) => one !== undefined);
    if (!found) throw new Error('This authenticator has none of these credentials.');
    this.counter += 1;
    const authData = this.#authData(rpId, this.#flags(userVerified));
    const client = clientData('webauthn.get', challenge, origin);
    const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), found.keys.privateKey);
    return {
      id: base64url(found.id),
      rawId: base64url(found.id),
      type: 'public-key',
      response: {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(authData),
        signature: base64url(signature),
      },
      clientExtensionResults: {},
    };
  }

  #flags(userVerified: boolean): number {
    return present | (userVerified ? verified : 0);
  }

  #authData(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counts ? this.counter : 0);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags]), counter]);
  }
}

const clientData = (type: string, challenge: string, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
