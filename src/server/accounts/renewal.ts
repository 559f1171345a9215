import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { Uuid } from '../../lib/ids.ts';
import { renewText, type PublicKey } from '../../protocol/join.ts';

const challengeLength = 5 * 60 * 1000;

/**
 * Challenges carry their end and our signature, so no process has to remember them: any of several may have sent
 * the one that comes back.
 */
export interface Challenges {
  create(enrolment: Uuid, now: number): string;
  isOurs(enrolment: Uuid, challenge: string, now: number): boolean;
}

export function createChallenges(secret: string): Challenges {
  const sign = (enrolment: Uuid, expires: number): string =>
    `${expires}.${createHmac('sha256', secret).update(`renew ${enrolment} ${expires}`).digest('base64url')}`;
  return {
    create: (enrolment, now) => sign(enrolment, now + challengeLength),
    isOurs: (enrolment, challenge, now) => {
      const expires = Number(challenge.split('.')[0]);
      return expires > now && sameText(challenge, sign(enrolment, expires));
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
export function isSignedBy(key: PublicKey, enrolment: Uuid, proof: { readonly challenge: string; readonly signature: string }): boolean {
  const publicKey = publicKeyOf(key);
  const text = Buffer.from(renewText(enrolment, proof.challenge));
  return publicKey !== undefined && verify('sha256', text, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(proof.signature, 'base64url'));
}

/** Undefined when (x, y) is no point of the curve: anybody can send such a key when joining. */
export function publicKeyOf(key: PublicKey): ReturnType<typeof createPublicKey> | undefined {
  try {
    return createPublicKey({ key: { kty: key.kty, crv: key.crv, x: key.x, y: key.y }, format: 'jwk' });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
