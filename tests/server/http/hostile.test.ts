import { describe, expect, it } from 'vitest';
import { Readable } from 'node:stream';
import { endpoints } from '../../../src/domain/access/endpoints.ts';
import { readJsonBody } from '../../../src/server/http/json-body.ts';
import { defaultLimits } from '../../../src/server/http/limits.ts';
import { createEngine, oneEngine } from '../../support/engines/engines.ts';
import { ServerWorld } from './server-world.ts';

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const push = (entry: string): string => `{"protocol":1,"firstSeq":1,"entries":[${entry}]}`;

/** What no phone of ours sends, as text: some of it has no JavaScript value. */
const hostile: readonly (readonly [string, string])[] = [
  ['half a million brackets', deep(500_000)],
  ['half a million brackets inside a push', push(deep(400_000))],
  ['deep objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
  ['a prototype', '{"__proto__":{"polluted":true},"id":{"__proto__":{"polluted":true}}}'],
  ['a prototype inside a push', push('{"__proto__":{"polluted":true},"set":{"__proto__":{"polluted":true}}}')],
  ['a constructor', '{"constructor":{"prototype":{"polluted":true}}}'],
  ['numbers that are none', '{"id":1e999,"days":-1e999,"firstSeq":1e999,"protocol":1e999,"entries":[1e999]}'],
  ['a seq beyond exact numbers', '{"protocol":1,"firstSeq":9007199254740993,"entries":[1]}'],
  ['a text no database stores', '{"id":"\\u0000","role":"\\u0000","name":"\\u0000","invitation":{"token":"\\u0000"}}'],
  ['half a letter', '{"id":"\\ud800","role":"member","name":"\\ud800"}'],
  ['a hundred thousand entries', `{"protocol":1,"firstSeq":1,"entries":[${'0,'.repeat(100_000)}0]}`],
  ['the same key ten thousand times', `{${'"id":"a",'.repeat(10_000)}"id":"b"}`],
  ['a long name', `{"role":"member","name":"${'a'.repeat(500_000)}"}`],
];

describe('hostile JSON', () => {
  const engine = createEngine(oneEngine);

  it('is refused as unreadable by every endpoint, or quarantined by the push; nothing is polluted', async () => {
    const world = await ServerWorld.open(engine, {
      limits: { ...defaultLimits, device: 1e6, address: 1e6 },
    });
    const phone = await world.phoneOf('head', world.areas.village);
    const headers = { 'content-type': 'application/json' };
    const posts = Object.values(endpoints)
      .filter(({ method }) => method === 'POST')
      .map(({ path }) => `/api/p/${phone.enrolment}/${path}`);
    for (const url of [...posts, '/api/join', '/api/join/look', `/api/p/${phone.enrolment}/renew`]) {
      for (const [what, payload] of hostile) {
        const answer = await world.app.inject({
          method: 'POST',
          url,
          payload,
          headers: { ...headers, cookie: phone.cookie },
        });
        expect([url, what, answer.statusCode >= 500]).toEqual([url, what, false]);
        expect(answer.body.length).toBeLessThan(1000);
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await phone.send('GET', 'me')).statusCode).toBe(200);
  });

  it.each([
    ['32 levels', deep(32), true],
    ['33 levels', deep(33), false],
    ['brackets in a text', JSON.stringify(deep(1000)), true],
    ['brackets after an escaped quote', JSON.stringify(`"\\"${deep(1000)}`), true],
    ['many, side by side', `[${'[],'.repeat(1000)}[]]`, true],
  ])('reads %s: %#', async (_what, text, fits) => {
    expect((await readJsonBody(Readable.from([Buffer.from(text)]), undefined)).ok).toBe(fits);
  });
});
