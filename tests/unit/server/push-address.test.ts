import type { lookup, LookupAddress } from 'node:dns';
import { expect, it, test } from 'vitest';
import { isPublicAddress, publicLookup } from '../../../src/server/reminders/public-agent.ts';
import { isPushAddress, knownPushServices } from '../../../src/server/reminders/push-services.ts';

test.each<[string, boolean]>([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/abc', true],
  ['https://web.push.apple.com/abc', true],
  ['https://wns2-by3p.notify.windows.com/w/?token=abc', true],
  ['http://fcm.googleapis.com/fcm/send/abc', false],
  ['https://fcm.googleapis.com:8443/fcm/send/abc', false],
  ['https://fcm.googleapis.com.example.vn/abc', false],
  ['https://push.apple.com/abc', false],
  ['https://notpush.apple.com/abc', false],
  ['https://someone@fcm.googleapis.com/abc', false],
  ['https://127.0.0.1/', false],
  ['https://[::1]/', false],
  ['no address', false],
])('%s is a push service: %s', (endpoint, is) => {
  expect(isPushAddress(endpoint, knownPushServices)).toBe(is);
});

test.each<[string, 4 | 6, boolean]>([
  ['142.250.4.95', 4, true],
  ['2404:6800:4003:c00::5f', 6, true],
  ['127.0.0.1', 4, false],
  ['10.20.30.40', 4, false],
  ['172.31.255.255', 4, false],
  ['172.32.0.1', 4, true],
  ['192.168.1.1', 4, false],
  ['169.254.169.254', 4, false],
  ['100.64.0.1', 4, false],
  ['0.0.0.0', 4, false],
  ['224.0.0.1', 4, false],
  ['::1', 6, false],
  ['::', 6, false],
  ['::ffff:10.0.0.1', 6, false],
  ['::ffff:169.254.169.254', 6, false],
  ['::ffff:142.250.4.95', 6, true],
  ['::7f00:1', 6, false],
  ['64:ff9b::a00:1', 6, false],
  ['fd00::1', 6, false],
  ['fe80::1', 6, false],
])('%s is public: %s', (address, family, is) => {
  expect(isPublicAddress({ address, family })).toBe(is);
});

const leadingTo = (...found: LookupAddress[]) =>
  ((_name: string, _options: object, done: (error: null, all: LookupAddress[]) => void) =>
    done(null, found)) as unknown as typeof lookup;
const home = { address: '192.168.1.1', family: 4 };
const google = { address: '142.250.4.95', family: 4 };

it('a name that leads into the server’s own network leads nowhere', () => {
  publicLookup(leadingTo(home))('push.example.vn', {}, (error) => expect(error?.code).toBe('ENOTFOUND'));
  publicLookup(leadingTo(home, google))('push.example.vn', {}, (error, address) =>
    expect([error, address]).toEqual([null, google.address]),
  );
  publicLookup(leadingTo(home, google))('push.example.vn', { all: true }, (error, all) =>
    expect([error, all]).toEqual([null, [google]]),
  );
  expect.assertions(3);
});
