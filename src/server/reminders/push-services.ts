import { isIP } from 'node:net';

/** The push services of Chrome, Firefox, Safari and Edge, each with what its browsers give out as an address. */
export const knownPushServices: readonly string[] = [
  'fcm.googleapis.com',
  '*.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
];

/**
 * Whether reminders may go to this address: over https, to one of `services` by its name, with nothing else that could
 * lead elsewhere. A phone names the address, so without this it could make the server ask anything of anybody.
 * @param services hosts, with a port where it is another than 443; `*.` at the beginning stands for any subdomain
 */
export function isPushAddress(endpoint: string, services: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, host, hostname, username, password } = new URL(endpoint);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return false;
  return services.some((one) => (one.startsWith('*.') ? host.endsWith(one.slice(1)) : host === one));
}
