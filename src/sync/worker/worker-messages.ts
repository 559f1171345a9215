import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';

/**
 * Page → worker. `activate`: start the new version; the person agreed, or no form is open · `remindersOff`: somebody
 * turned reminders off.
 */
export const toWorker = v.variant('type', [
  v.object({ type: v.literal('activate') }),
  v.object({ type: v.literal('remindersOff') }),
]);
export type ToWorker = v.InferOutput<typeof toWorker>;

/**
 * Worker → pages. `pushed`: a background sync sent forms of this enrolment; `revoked`: the page must erase it;
 * `reminded`: its person tapped on a reminder.
 */
export const fromWorker = v.variant('type', [
  v.object({ type: v.literal('pushed'), enrolment: uuid, forms: v.number() }),
  v.object({ type: v.literal('revoked'), enrolment: uuid }),
  v.object({ type: v.literal('reminded'), enrolment: uuid }),
]);
export type FromWorker = v.InferOutput<typeof fromWorker>;

/** The Background Sync tag. One for all enrolments of the phone: the worker pushes each. */
export const outboxTag = 'outbox';
