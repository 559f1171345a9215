import { expect, it, test } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { knownPushServices } from '../../../src/server/reminders/push-services.ts';

const problemsOf = (env: Record<string, string>): readonly string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.error;
};
const pushIn = (env: Record<string, string>) => {
  const read = readConfig(env);
  return read.ok ? [read.value.pushContact, read.value.pushServices] : read.error;
};

it('reminders need no settings: the server’s own address says who sends them, to the known push services', () => {
  expect(pushIn({ PUBLIC_URL: 'https://thonso.example.vn' })).toEqual(['https://thonso.example.vn', knownPushServices]);
  expect(pushIn({})).toEqual(['mailto:operator@localhost', knownPushServices]);
});

it('others can be named', () => {
  const env = { PUSH_CONTACT: 'mailto:someone@example.vn', PUSH_SERVICES: 'push.example.vn:8443, *.example.org' };
  expect(pushIn(env)).toEqual(['mailto:someone@example.vn', ['push.example.vn:8443', '*.example.org']]);
});

test.each<[string, Record<string, string>]>([
  ['a contact without a scheme', { PUSH_CONTACT: 'someone@example.vn' }],
  ['a contact over plain http', { PUSH_CONTACT: 'http://example.vn' }],
  ['an address in place of a host', { PUSH_SERVICES: 'https://push.example.vn/' }],
  ['everything', { PUSH_SERVICES: '*' }],
  ['nothing between commas', { PUSH_SERVICES: 'push.example.vn,' }],
])('%s stops the start with one sentence', (_, env) => {
  expect(problemsOf(env)).toHaveLength(1);
});
