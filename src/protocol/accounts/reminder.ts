import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';
import { reminder } from '../../domain/work/reminder.ts';
import { limits } from '../limits.ts';

/** An uncompressed point of P-256 (65 bytes), base64url: the key of a browser's push subscription, or the server's. */
const point = v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/));

/** What a browser gives out so that a server can reach it while the app is closed (Push API, RFC 8291). */
export const pushSubscription = v.object({
  endpoint: v.pipe(v.string(), v.url(), v.startsWith('https://'), v.maxLength(limits.pushEndpoint.value)),
  keys: v.object({
    p256dh: point,
    /** 16 bytes, base64url. */
    auth: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  }),
});
export type PushSubscriptionKeys = v.InferOutput<typeof pushSubscription>;

/**
 * GET and POST /api/p/<enrolment>/reminders: whether this phone is reminded while the app is closed. `key`: the
 * server's public key (VAPID, RFC 8292), which the browser asks for.
 */
export const remindersResponse = v.object({ key: point, on: v.boolean() });
export type RemindersResponse = v.InferOutput<typeof remindersResponse>;

/**
 * POST: reminds this phone through this subscription from now on, null: no longer. `on` stays false where the server
 * does not send to that push service.
 */
export const remindersRequest = v.object({ subscription: v.nullable(pushSubscription) });
export type RemindersRequest = v.InferOutput<typeof remindersRequest>;

/** What the server sends through the push service, encrypted for the phone. `device`: whose it is. */
export const reminderMessage = v.object({ device: uuid, reminder });
export type ReminderMessage = v.InferOutput<typeof reminderMessage>;
