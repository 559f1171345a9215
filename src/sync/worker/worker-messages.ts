import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';

/** Page → worker. `activate`: start the new version; the person agreed, or no form is open. */
export const toWorker = v.variant('type', [v.object({ type: v.literal('activate') })]);
export type ToWorker = v.InferOutput<typeof toWorker>;

/** Worker → pages. `pushed`: a background sync sent forms of this enrolment; `revoked`: the page must erase it. */
export const fromWorker = v.variant('type', [
  v.object({ type: v.literal('pushed'), enrolment: uuid, forms: v.number() }),
  v.object({ type: v.literal('revoked'), enrolment: uuid }),
]);
export type FromWorker = v.InferOutput<typeof fromWorker>;

/** The Background Sync tag. One for all enrolments of the phone: the worker pushes each. */
export const outboxTag = 'outbox';
