import { createHmac, createPublicKey, randomBytes, timingSafeEqual, verify } from 'node:crypto';
import type { Uuid } from '../../../lib/ids.ts';
import { renewText, type PublicKey } from '../../../protocol/accounts/join.ts';

const challengeLength = 5 * 60 * 1000;

/**
 * A challenge holds its end, a random part and our signature, so no process has to store it and any process can verify
 * it. Used ones are stored (used-challenges.ts).
 */
export interface Challenges {
  /** @param subject whom and what it is for: an enrolment, where it renews a session or takes a new device */
  create(subject: string, now: number): string;
  isOurs(subject: string, challenge: string, now: number): boolean;
}

export function createChallenges(secret: string): Challenges {
  const sign = (subject: string, expires: number, chance: string): string => {
    const hmac = createHmac('sha256', secret).update(`renew ${subject} ${expires} ${chance}`);
    return `${expires}.${chance}.${hmac.digest('base64url')}`;
  };
  return {
    create: (subject, now) => sign(subject, now + challengeLength, randomBytes(12).toString('base64url')),
    isOurs: (subject, challenge, now) => {
      const [end, chance = ''] = challenge.split('.');
      const expires = Number(end);
      return expires > now && sameText(challenge, sign(subject, expires, chance));
    },
  };
}

/** Only the members that make the key, in one order: the text must not depend on how a browser wrote it. */
export const keyText = ({ kty, crv, x, y }: PublicKey): string => JSON.stringify({ kty, crv, x, y });

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** ECDSA P-256 with SHA-256, signature as raw r‖s (what WebCrypto makes), base64url. */
export function isSignatureOf(key: PublicKey, text: string, signature: string): boolean {
  const publicKey = publicKeyOf(key);
  return (
    publicKey !== undefined &&
    verify(
      'sha256',
      Buffer.from(text),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
  );
}

/** A renewal's proof. */
export const isSignedBy = (key: PublicKey, enrolment: Uuid, proof: Proof): boolean =>
  isSignatureOf(key, renewText(enrolment, proof.challenge), proof.signature);

export interface Proof {
  readonly challenge: string;
  readonly signature: string;
}

/** Undefined when (x, y) is no point of the curve; anybody can send such a key when joining. */
export function publicKeyOf(key: PublicKey): ReturnType<typeof createPublicKey> | undefined {
  try {
    return createPublicKey({ key: { kty: key.kty, crv: key.crv, x: key.x, y: key.y }, format: 'jwk' });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
