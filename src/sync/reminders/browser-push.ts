import * as v from 'valibot';
import { pushSubscription, type PushSubscriptionKeys } from '../../protocol/accounts/reminder.ts';

/** The browser's side of reminders; one subscription for all enrolments of a phone. */
export interface BrowserPush {
  /** The subscription that is there; undefined: none. */
  current(): Promise<PushSubscriptionKeys | undefined>;
  /**
   * The subscription for a server's public key, made where it is not there.
   * @returns undefined where the browser makes none: not allowed, or its push service cannot be reached
   */
  subscribe(key: string): Promise<PushSubscriptionKeys | undefined>;
  unsubscribe(): Promise<void>;
}

/** @param manager of the registration of our worker */
export function browserPush(manager: PushManager): BrowserPush {
  const read = (subscription: PushSubscription | null): PushSubscriptionKeys | undefined => {
    const parsed = v.safeParse(pushSubscription, subscription?.toJSON());
    return parsed.success ? parsed.output : undefined;
  };
  const unsubscribe = async (): Promise<void> => void (await (await manager.getSubscription())?.unsubscribe());
  const subscribe = (key: string): Promise<PushSubscription> =>
    manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return {
    current: async () => read(await manager.getSubscription()),
    unsubscribe,
    async subscribe(key) {
      try {
        return read(await subscribe(key));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        // One for another key is there: the server has made its keys anew.
        if (error.name !== 'InvalidStateError') return undefined;
        await unsubscribe();
        return subscribe(key).then(read, () => undefined);
      }
    },
  };
}
