import type { Locks } from '../../../src/sync/loop/locks.ts';

/** Web Locks as specified, for one name: exclusive, ifAvailable, steal. */
export function createLocks(): Locks & { readonly stolen: number } {
  let holder: { lost: (reason: unknown) => void } | undefined;
  let stolen = 0;
  return {
    get stolen() {
      return stolen;
    },
    request: (_name, { steal }, task) =>
      new Promise((resolve, reject) => {
        if (holder && steal) {
          stolen++;
          holder.lost(new DOMException('stolen', 'AbortError'));
        } else if (holder) {
          return void task(null).then(resolve, reject);
        }
        const mine = (holder = { lost: reject });
        void task({})
          .then(resolve, reject)
          .finally(() => (holder = holder === mine ? undefined : holder));
      }),
  };
}
