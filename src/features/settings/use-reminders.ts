import { useCallback, useEffect, useState } from 'react';
import { languageFromPath } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import {
  pushHere,
  tellRemindersOff,
  turnRemindersOff,
  turnRemindersOn,
  type ReminderOutcome,
} from '../../sync/index.ts';

/**
 * `noPush`: this browser cannot be reminded · `homeScreen`: an iPhone, where only the home screen's app can ·
 * `blocked`: the person, or the phone, lets this app show no notifications.
 */
export type RemindersKind = 'loading' | 'noPush' | 'homeScreen' | 'blocked' | 'off' | 'on';

export interface Reminders {
  readonly kind: RemindersKind;
  readonly busy: boolean;
  /** Why the last try changed nothing. */
  readonly problem: Exclude<ReminderOutcome, 'on' | 'off'> | undefined;
  readonly turnOn: () => void;
  readonly turnOff: () => void;
}

/** What the browser says of itself, before anybody is asked; undefined: it can be reminded. */
export function reminderObstacle(browser: {
  readonly hasPush: boolean;
  readonly isAppleTab: boolean;
  readonly permission: NotificationPermission | undefined;
}): 'noPush' | 'homeScreen' | 'blocked' | undefined {
  if (browser.isAppleTab) return 'homeScreen';
  if (!browser.hasPush || browser.permission === undefined) return 'noPush';
  return browser.permission === 'denied' ? 'blocked' : undefined;
}

/** Safari on an iPhone or iPad, in a tab and not from the home screen. */
const isAppleTab = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) &&
  (navigator as Navigator & { readonly standalone?: boolean }).standalone !== true;

const obstacleHere = (hasPush: boolean) =>
  reminderObstacle({
    hasPush,
    isAppleTab: isAppleTab(),
    permission: 'Notification' in window ? Notification.permission : undefined,
  });

/** Whether this phone is reminded while the app is closed, and how to change that. */
export function useReminders(): Reminders {
  const { store, server, device, basePath } = usePhone();
  const [kind, setKind] = useState<RemindersKind>('loading');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Reminders['problem']>();

  useEffect(() => {
    let gone = false;
    const read = async (): Promise<RemindersKind> => {
      const wanted = await store.settings.get('reminders');
      return obstacleHere((await pushHere()) !== undefined) ?? (wanted ? 'on' : 'off');
    };
    void read().then((found) => {
      if (!gone) setKind(found);
    });
    return () => {
      gone = true;
    };
  }, [store]);

  const attempt = useCallback((change: () => Promise<ReminderOutcome | 'blocked' | undefined>): void => {
    setBusy(true);
    setProblem(undefined);
    void change()
      .then((outcome) => {
        if (outcome === 'on' || outcome === 'off' || outcome === 'blocked') setKind(outcome);
        else setProblem(outcome);
      })
      .finally(() => setBusy(false));
  }, []);

  const turnOn = useCallback(
    () =>
      attempt(async () => {
        // Asked for at the tap, as browsers want it. Closed without an answer: nothing changes.
        const permission = await Notification.requestPermission();
        if (permission !== 'granted') return permission === 'denied' ? 'blocked' : undefined;
        const push = await pushHere();
        if (!push) return 'noPush';
        return turnRemindersOn(
          { push, server, settings: store.settings, device },
          { language: languageFromPath(basePath), today: addressesBelow(basePath).today },
        );
      }),
    [attempt, store, server, device, basePath],
  );
  const turnOff = useCallback(
    () =>
      attempt(async () => {
        const outcome = await turnRemindersOff({ server, settings: store.settings });
        if (outcome === 'off') await tellRemindersOff();
        return outcome;
      }),
    [attempt, store, server],
  );
  return { kind, busy, problem, turnOn, turnOff };
}
