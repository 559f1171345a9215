import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';
import { publicKey, renewRequest, type PublicKey } from './join.ts';

/**
 * POST /api/p/<enrolment>/device, after `forked`: this phone was copied, and goes on under an id and a key of its own.
 * Both are made and kept on the phone first; sending the same again (answer lost) answers the same and opens a new
 * session. Its cookie is for `/api/p/<device>/`. A revoked phone gets one too: revoked, to hand in what it holds. A
 * cookie alone is not enough: asked without `proof`, or with one that was used, the server answers `signIn` with a
 * challenge, and the key of <enrolment> signs `newDeviceText`.
 */
export const newDeviceRequest = v.object({ device: uuid, key: publicKey, proof: v.optional(renewRequest) });
export const newDeviceText = (enrolment: string, device: string, key: PublicKey, challenge: string): string =>
  `thon-so device ${enrolment} ${device} ${key.x} ${key.y} ${challenge}`;
export type NewDeviceRequest = v.InferOutput<typeof newDeviceRequest>;

export const newDeviceResponse = v.object({
  device: uuid,
  /** After which seq the phone goes on under the new id: 0, however often it is asked for. */
  lastSeq: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
  now: v.number(),
});
export type NewDeviceResponse = v.InferOutput<typeof newDeviceResponse>;
