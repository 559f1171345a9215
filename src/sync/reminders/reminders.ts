import type { Uuid } from '../../lib/ids.ts';
import { remindersResponse } from '../../protocol/accounts/reminder.ts';
import type { PlainSettings, Settings } from '../../store/phone-settings.ts';
import type { AskServer } from '../network/ask-server.ts';
import type { BrowserPush } from './browser-push.ts';

/** What one enrolment needs to be reminded. */
export interface ReminderDeps {
  readonly push: BrowserPush;
  readonly server: AskServer;
  readonly settings: Pick<Settings, 'get' | 'set'>;
  /** The id under which the server knows this phone. */
  readonly device: Uuid;
}

/** In which language, and where a tap leads to. */
export type ReminderPlace = Pick<NonNullable<PlainSettings['reminders']>, 'language' | 'today'>;

/**
 * `unreachable`: no answer of the server · `noPush`: the browser made no subscription · `noService`: the server does
 * not send to this browser's push service · `refused`: the server said no.
 */
export type ReminderOutcome = 'on' | 'off' | 'unreachable' | 'noPush' | 'noService' | 'refused';

/** Asks to be reminded on this phone; repeating it changes nothing. Needs a network, and the browser's permission. */
export async function turnRemindersOn(
  { push, server, settings, device }: ReminderDeps,
  place: ReminderPlace,
): Promise<ReminderOutcome> {
  const asked = await server.get('reminders', remindersResponse);
  if (asked.kind !== 'ok') return outcomeOf(asked);
  const subscription = await push.subscribe(asked.value.key);
  if (!subscription) return 'noPush';
  const kept = await server.post('reminders', { subscription }, remindersResponse);
  if (kept.kind !== 'ok') return outcomeOf(kept);
  if (!kept.value.on) return 'noService';
  await settings.set('reminders', { ...place, endpoint: subscription.endpoint, device });
  return 'on';
}

/** The server forgets the subscription first: what it does not know it cannot send to. */
export async function turnRemindersOff({
  server,
  settings,
}: Pick<ReminderDeps, 'server' | 'settings'>): Promise<ReminderOutcome> {
  const asked = await server.post('reminders', { subscription: null }, remindersResponse);
  if (asked.kind !== 'ok') return outcomeOf(asked);
  await settings.set('reminders', null);
  return 'off';
}

/**
 * Keeps an enrolment reminded that wants to be: where the browser has another subscription now, or the phone another
 * id, the server is told. Asks nobody while nothing has changed.
 */
export async function keepReminders(deps: ReminderDeps): Promise<void> {
  const wanted = await deps.settings.get('reminders');
  if (!wanted) return;
  const current = await deps.push.current();
  if (current?.endpoint === wanted.endpoint && wanted.device === deps.device) return;
  await turnRemindersOn(deps, wanted);
}

const outcomeOf = ({ kind }: { readonly kind: 'problem' | 'unreachable' }): 'unreachable' | 'refused' =>
  kind === 'problem' ? 'refused' : 'unreachable';
