import { useCallback, useEffect, useState } from 'react';
import { askToPersist, storageState, type StorageState } from '../../store/index.ts';

export interface StorageCare {
  /** Undefined until the browser answers. */
  readonly state: StorageState | undefined;
  /** Asks the browser to keep what is stored. */
  readonly ask: () => void;
  /** The browser refused. */
  readonly refused: boolean;
}

// Older WebViews and insecure pages have no `navigator.storage`.
const manager = (): StorageManager | undefined => ('storage' in navigator ? navigator.storage : undefined);

export function useStorageState(): StorageCare {
  const [state, setState] = useState<StorageState>();
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    let gone = false;
    void storageState(manager()).then((read) => {
      if (!gone) setState(read);
    });
    return () => {
      gone = true;
    };
  }, []);
  const ask = useCallback(() => {
    void askToPersist(manager()).then(async (persistence) => {
      setRefused(persistence !== 'kept');
      setState(await storageState(manager()));
    });
  }, []);
  return { state, ask, refused };
}
