import { expect, test } from 'vitest';
import { toKeep, type AskedToCache } from '../../../src/phone/cached-response.ts';
import type { Asked } from '../../../src/sync/index.ts';

test.each<[Asked<number>, AskedToCache<number>]>([
  [
    { kind: 'ok', value: 7 },
    { kind: 'ok', value: 7 },
  ],
  [{ kind: 'unreachable' }, { kind: 'offline', refusal: 'unreachable' }],
  [
    { kind: 'problem', problem: 'signIn' },
    { kind: 'signIn', refusal: 'signIn' },
  ],
  [
    { kind: 'problem', problem: 'retry' },
    { kind: 'failed', refusal: 'busy' },
  ],
])('what the server answered, %j, is told over what is kept as %j', (reply, told) => {
  expect(toKeep(reply)).toEqual(told);
});
