import { createContext, useCallback, useContext } from 'react';
import { roleRules } from '../domain/access/roles.ts';
import { passkeysResponse } from '../protocol/accounts/passkey.ts';
import { usePhone } from './hooks.ts';

/**
 * Asks the person for their PIN again before something that harms others when done by whoever picked the phone up.
 * Resolves to true once the PIN was right, and at once for a local store without one; to false when they cancelled.
 * @param again `always`, or `recent`: not when a PIN was right on this page a few minutes ago, for what is done many
 * times in a row
 */
export type AskPin = (again?: 'always' | 'recent') => Promise<boolean>;

export const AskPinContext = createContext<AskPin | null>(null);

/** An act that harms others when done by whoever picked the phone up. */
export interface HarmfulAct {
  /** As of `AskPin`. */
  readonly again?: 'always' | 'recent';
  /** Whether the server has it confirmed with a passkey by those who hold one (`domain/access/passkey-rules.ts`). */
  readonly passkey: boolean;
}

/**
 * Asks for the PIN again, but of somebody whom the server then asks for a passkey they have: that one verifies them for
 * this very act, and one question is enough. A first passkey is made after the PIN.
 * @throws outside a provider: a bug in the shell.
 */
export function useAskPin(): (act: HarmfulAct) => Promise<boolean> {
  const ask = useContext(AskPinContext);
  if (!ask) throw new Error('A screen asked for the PIN outside the shell.');
  const { me, server } = usePhone();
  const holds = me.grants.some(({ role }) => roleRules[role].may.includes('holdPasskey'));
  return useCallback(
    async ({ again = 'always', passkey }) => {
      const asked = passkey && holds ? await server.get('passkeys', passkeysResponse) : undefined;
      return (asked?.kind === 'ok' && asked.value.passkeys.length > 0) || ask(again);
    },
    [ask, holds, server],
  );
}
