import type { Agent } from 'node:https';
import * as v from 'valibot';
import webPush from 'web-push';
import type { Clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/day.ts';
import { remindUntilHour } from '../../domain/work/reminder.ts';
import { limits } from '../../protocol/limits.ts';
import { reminderMessage, type PushSubscriptionKeys, type ReminderMessage } from '../../protocol/accounts/reminder.ts';
import { isPushAddress } from './push-services.ts';
import type { VapidKeys } from './vapid-keys.ts';

/**
 * What became of a message: taken by the push service; the subscription is gone for good; not now, but from `at` on
 * (Unix ms).
 */
export type PushOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'later'; readonly at: number };

/** Sends reminders to push services. Fails by value for all that the network and they can do. */
export interface PushSender {
  send(subscription: PushSubscriptionKeys, message: ReminderMessage): Promise<PushOutcome>;
}

export interface PushSenderDeps {
  readonly vapid: VapidKeys;
  /** mailto: or https:. */
  readonly contact: string;
  readonly services: readonly string[];
  /** Makes the connections (`publicAgent`). */
  readonly agent: Agent;
  readonly clock: Clock;
}

const minute = 60 * 1000;
const longestWait = limits.reminderWait.value * 60 * minute;
/** After a network that failed, or a push service in trouble that names no time. */
const usualWait = 30 * minute;
const timeout = 20 * 1000;

export function createPushSender({ vapid, contact, services, agent, clock }: PushSenderDeps): PushSender {
  return {
    async send(subscription, message) {
      if (!isPushAddress(subscription.endpoint, services)) return { kind: 'gone' };
      try {
        // Parsed once more: nothing but the message's own members goes out.
        await webPush.sendNotification(subscription, JSON.stringify(v.parse(reminderMessage, message)), {
          vapidDetails: { subject: contact, ...vapid },
          // Not delivered by the evening: not delivered at all. The next morning has a reminder of its own.
          TTL: secondsUntilEvening(clock.now()),
          topic: 'reminder',
          agent,
          timeout,
        });
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error, clock.now());
      }
    },
  };
}

/** @param error what `sendNotification` rejected with @throws it, when neither network nor push service made it */
function outcomeOf(error: unknown, now: number): PushOutcome {
  if (error instanceof webPush.WebPushError) {
    const { statusCode, headers } = error;
    if (statusCode === 404 || statusCode === 410) return { kind: 'gone' };
    if (statusCode === 429 || statusCode >= 500)
      return { kind: 'later', at: retryAt(new Map(Object.entries(headers)).get('retry-after'), now) };
    // It refuses these keys or this message; nothing says that tomorrow's is refused too.
    return { kind: 'later', at: now + longestWait };
  }
  if (error instanceof Error) return { kind: 'later', at: now + usualWait };
  throw error;
}

/**
 * When to try again, Unix ms: as `Retry-After` says in seconds or as a date (RFC 9110), within a minute and a day.
 * @param text the header's value
 */
export function retryAt(text: string | undefined, now: number): number {
  const seconds = /^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined;
  const date = Date.parse(text ?? '');
  const wanted = seconds !== undefined ? seconds * 1000 : Number.isNaN(date) ? usualWait : date - now;
  return now + Math.min(Math.max(wanted, minute), longestWait);
}

function secondsUntilEvening(now: number): number {
  const evening = Date.parse(`${dayOf(now)}T${remindUntilHour}:00:00+07:00`);
  return Math.max(0, Math.floor((evening - now) / 1000));
}
