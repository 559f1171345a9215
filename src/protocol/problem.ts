import * as v from 'valibot';
import { passkeyRefusal } from './accounts/passkey.ts';

/**
 * Every refusal of the API. docs/architecture.md, "Errors", says what the phone does with each. No refusal reveals
 * whether something exists that the requester may not see.
 */
export const problem = v.variant('error', [
  v.object({ error: v.literal('unreadable') }), // 400
  v.object({ error: v.literal('signIn'), challenge: v.optional(v.string()) }), // 401: renew with the device key
  v.object({ error: v.literal('forbidden') }), // 403
  v.object({ error: v.literal('revoked') }), // 403: the phone may only push, then erases itself
  passkeyRefusal, // 403: repeat with an assertion of a passkey
  v.object({ error: v.literal('notFound') }), // 404
  v.object({ error: v.literal('expect'), seq: v.number() }), // 409: a gap, send from `seq`
  v.object({ error: v.literal('forked') }), // 409: another phone uses this device id too
  v.object({ error: v.literal('epoch'), epoch: v.number(), lastSeq: v.number() }), // 409: the server was restored
  v.object({ error: v.literal('tooLarge') }), // 413
  v.object({ error: v.literal('update') }), // 426: pull with a newer app
  v.object({ error: v.literal('slowDown') }), // 429
  v.object({ error: v.literal('retry') }), // 503
]);
export type Problem = v.InferOutput<typeof problem>;
export type ProblemCode = Problem['error'];

export const statusOf: Readonly<Record<ProblemCode, number>> = {
  unreadable: 400,
  signIn: 401,
  forbidden: 403,
  revoked: 403,
  passkey: 403,
  notFound: 404,
  expect: 409,
  forked: 409,
  epoch: 409,
  tooLarge: 413,
  update: 426,
  slowDown: 429,
  retry: 503,
};
