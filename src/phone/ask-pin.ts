import { createContext, useContext } from 'react';

/**
 * Asks the person for their PIN again before something that harms others when done by whoever picked the phone up.
 * Resolves to true once the PIN was right, and at once for a local store without one; to false when they cancelled.
 * @param again `always`, or `recent`: not when a PIN was right on this page a few minutes ago, for what is done many
 * times in a row
 */
export type AskPin = (again?: 'always' | 'recent') => Promise<boolean>;

export const AskPinContext = createContext<AskPin | null>(null);

/** @throws outside a provider: a bug in the shell. */
export function useAskPin(): AskPin {
  const ask = useContext(AskPinContext);
  if (!ask) throw new Error('A screen asked for the PIN outside the shell.');
  return ask;
}
