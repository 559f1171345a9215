import { useEffect, useState } from 'react';
import { isStoreName } from '../store/index.ts';

/**
 * True where this browser still has somebody's local store: for screens above anyone's own, which cannot read it. False
 * while that is not known, and in browsers that do not tell.
 */
export function useStoreThere(): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    let left = false;
    void storeIsThere().then((there) => !left && setThere(there));
    return () => {
      left = true;
    };
  }, []);
  return isThere;
}

const storeIsThere = async (): Promise<boolean> => {
  if (!('databases' in indexedDB)) return false;
  try {
    return (await indexedDB.databases()).some(({ name }) => name !== undefined && isStoreName(name));
  } catch (error) {
    console.warn(error);
    return false;
  }
};
