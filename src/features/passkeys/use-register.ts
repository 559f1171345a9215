import { usePhone } from '../../phone/hooks.ts';
import {
  addPasskeyText,
  newPasskeyResponse,
  passkeysResponse,
  type PasskeysResponse,
} from '../../protocol/accounts/passkey.ts';
import { makePasskey, type CeremonyProblem } from './authenticator.ts';

/** Why a passkey was not registered. */
export type RegisterProblem = CeremonyProblem | 'refused';

export type Registered =
  | { readonly kind: 'ok'; readonly value: PasskeysResponse }
  | { readonly kind: 'problem'; readonly problem: RegisterProblem };

/**
 * Makes a passkey in this browser and registers it, signed by the phone's device key too. The rights are read again
 * after it, so that nothing says any longer that one is missing.
 */
export function useRegister(): (name: string) => Promise<Registered> {
  const { server, sign, device, transport, store } = usePhone();
  return async (name) => {
    const asked = await server.get('passkeys/new', newPasskeyResponse);
    if (asked.kind !== 'ok') return problem(asked.kind === 'unreachable' ? 'unreachable' : 'refused');
    const made = await makePasskey(asked.value);
    if (made.kind !== 'ok') return made;
    const signature = await sign(addPasskeyText(device, made.value.id, asked.value.challenge));
    if (signature === undefined) return problem('refused');
    const added = await server.post('passkeys', { name, created: made.value, signature }, passkeysResponse);
    if (added.kind !== 'ok') return problem(added.kind === 'unreachable' ? 'unreachable' : 'refused');
    const me = await transport.me(device);
    if (me.kind === 'ok') await store.settings.saveMe(me.value);
    return added;
  };
}

const problem = (of: RegisterProblem): Registered => ({ kind: 'problem', problem: of });
