import { useEffect, useState } from 'react';
import { isSamePlace, type Place } from './draft-content.ts';

interface Ahead {
  readonly from: Place | undefined;
  readonly to: Place;
}

/**
 * The step to show: the address's, or the one it is about to name. Following an address draws the whole app again,
 * which on a cheap phone is a pause between a tap and the next question; the question itself is there at once.
 */
export function useShownStep(address: Place | undefined): { readonly at: Place | undefined; readonly goAhead: (to: Place) => void } {
  const [ahead, setAhead] = useState<Ahead>();
  const isBehind = ahead !== undefined && isSamePlace(ahead.from, address);
  if (ahead && !isBehind) setAhead(undefined);
  useEffect(() => {
    // The phone's own back, before the address had followed: it leads to where the address still is.
    const onBack = () => setAhead(undefined);
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, []);
  return { at: isBehind ? ahead.to : address, goAhead: (to) => setAhead({ from: address, to }) };
}
