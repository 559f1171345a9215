import * as v from 'valibot';
import type { Uuid } from '../lib/ids.ts';
import { reminderMessage } from '../protocol/accounts/reminder.ts';
import type { DeviceRegistry, PhoneStore } from '../store/index.ts';
import { deviceOf, keepReminders, type AskServer, type BrowserPush, type FromWorker } from '../sync/index.ts';
import { reminderWords, wordsForAnything, wordsForNobody, type ReminderWords } from './reminder-words.ts';

/** What a notification carries for the tap on it. */
const tapped = v.object({ enrolment: v.string(), today: v.pipe(v.string(), v.startsWith('/')) });

/** A notification to show; `data` as `tapped`, absent: a tap opens the app. */
export interface Shown extends ReminderWords {
  readonly tag: string;
  readonly data?: v.InferOutput<typeof tapped>;
}

export interface WorkerReminderDeps {
  readonly registry: Pick<DeviceRegistry, 'list' | 'openOutboxOnly'>;
  readonly push: BrowserPush;
  readonly serverOf: (enrolment: Uuid, device: Uuid) => AskServer;
  readonly show: (notification: Shown) => Promise<void>;
}

/**
 * Shows what a push says. Browsers want a notification for every push, so one for somebody who is not on this phone any
 * more is shown too, saying nothing of them, and the subscription that it came by is given up.
 * @param data what came, decrypted by the browser; undefined: nothing
 */
export async function showReminder(deps: WorkerReminderDeps, data: unknown): Promise<void> {
  const message = v.safeParse(reminderMessage, data);
  if (!message.success) return deps.show({ ...wordsForAnything('vi'), tag: 'reminder' });
  const { device, reminder } = message.output;
  const enrolment = (await deps.registry.list()).find(({ devices }) => devices.includes(device))?.id;
  const wanted = enrolment && (await withStore(deps, enrolment, (store) => store.settings.get('reminders')));
  if (enrolment === undefined || !wanted) {
    await deps.show({ ...wordsForNobody(), tag: 'reminder' });
    return withdraw(deps);
  }
  await deps.show({
    ...reminderWords(reminder, wanted.language),
    tag: `reminder ${enrolment}`,
    data: { enrolment, today: wanted.today },
  });
}

/** The browser has another subscription, or none: everybody on this phone who wants to be reminded gets it. */
export async function renewReminders(deps: WorkerReminderDeps): Promise<void> {
  for (const { id } of await deps.registry.list())
    await withStore(deps, id, async ({ settings, enrolment }) => {
      const device = await deviceOf({ settings, enrolment });
      await keepReminders({ push: deps.push, settings, device, server: deps.serverOf(id, device) });
    });
}

/** Gives the browser's subscription up; whoever else on this phone wants to be reminded gets another one. */
async function withdraw(deps: WorkerReminderDeps): Promise<void> {
  await deps.push.unsubscribe();
  await renewReminders(deps);
}

/** Gives the browser's subscription up where nobody on this phone wants to be reminded any more. */
export async function withdrawUnused(deps: WorkerReminderDeps): Promise<void> {
  for (const { id } of await deps.registry.list())
    if (await withStore(deps, id, (store) => store.settings.get('reminders'))) return;
  await deps.push.unsubscribe();
}

/** A window of this site. */
export interface AppWindow {
  /** Whether a page there took the message up: one that has this person's local store before it. */
  ask(message: FromWorker): Promise<boolean>;
  focus(): Promise<unknown>;
}

/**
 * A tap on a notification: an open window of that person goes to Today without being loaded anew, so that it stays
 * unlocked; else one is opened, where the PIN comes first. A window's address does not tell whose it is: browsers give
 * the one that it was opened with.
 * @param data of the notification
 */
export async function openToday(
  data: unknown,
  windows: readonly AppWindow[],
  open: (path: string) => Promise<unknown>,
): Promise<void> {
  const found = v.safeParse(tapped, data);
  if (!found.success) {
    await open('/start');
    return;
  }
  const { enrolment, today } = found.output;
  for (const window of windows)
    if (await window.ask({ type: 'reminded', enrolment })) {
      await window.focus();
      return;
    }
  await open(today);
}

async function withStore<T>(
  { registry }: Pick<WorkerReminderDeps, 'registry'>,
  enrolment: Uuid,
  use: (store: PhoneStore) => Promise<T>,
): Promise<T | undefined> {
  const store = await registry.openOutboxOnly(enrolment);
  if (!store) return undefined;
  try {
    return await use(store);
  } finally {
    store.close();
  }
}
