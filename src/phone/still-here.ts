import { useEffect, useState, type ReactNode } from 'react';
import { usePhone } from './hooks.ts';

/**
 * For messages of a failure: whether they may say that what was saved is still here. True once the local store has
 * answered just now, false while it has not and when it failed.
 */
export function StillHere({ children }: { children: (isHere: boolean) => ReactNode }): ReactNode {
  const { store } = usePhone();
  const [isHere, setHere] = useState(false);
  useEffect(() => {
    let left = false;
    store.outbox.ledger().then(
      () => !left && setHere(true),
      (error: unknown) => console.warn(error), // not known: nothing is promised
    );
    return () => {
      left = true;
    };
  }, [store]);
  return children(isHere);
}
