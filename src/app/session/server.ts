import type { Uuid } from '../../lib/ids.ts';
import type { PasskeyPrompt } from '../../phone/passkey-prompt.ts';
import type { PhoneStore } from '../../store/index.ts';
import { createAskServer, deviceOf, type AskServer, type Transport } from '../../sync/index.ts';
import type { Device } from './device.ts';

/** Requests below one enrolment, by the device id under which the server knows this phone: one object for each id. */
export function createServerOf(
  { fetch }: Pick<Device, 'fetch'>,
  transport: Transport,
  passkeys: Pick<PasskeyPrompt, 'ask'>,
): (device: Uuid) => AskServer {
  const servers = new Map<Uuid, AskServer>();
  return (device) => {
    const renew = (challenge: string) => transport.renew(challenge, device);
    const server = servers.get(device) ?? createAskServer({ enrolment: device, fetch, renew, passkey: passkeys.ask });
    servers.set(device, server);
    return server;
  };
}

/** Posts under the current device id: a phone may be found to be a copy while its local store is open. */
export const postAsNow = (store: PhoneStore, serverOf: (device: Uuid) => AskServer): Pick<AskServer, 'post'> => ({
  post: async (path, body, schema) => serverOf(await deviceOf(store)).post(path, body, schema),
});
