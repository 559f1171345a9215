import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fromWorker, toWorker } from '../../../src/sync/worker/worker-messages.ts';

const enrolment = '01980000-0000-7000-8000-000000000001';

describe('what page and worker say to each other', () => {
  it.each([{ type: 'activate' }, { type: 'remindersOff' }])('page: %j', (message) =>
    expect(v.parse(toWorker, message)).toEqual(message),
  );

  it.each([
    { type: 'pushed', enrolment, forms: 3 },
    { type: 'revoked', enrolment },
    { type: 'reminded', enrolment },
  ])('worker: %j', (message) => expect(v.parse(fromWorker, message)).toEqual(message));

  it.each([undefined, 'activate', {}, { type: 'skipWaiting' }, { type: 'pushed', enrolment: 'x', forms: 3 }])(
    'takes %j for nobody’s word',
    (message) => {
      expect(v.is(toWorker, message)).toBe(false);
      expect(v.is(fromWorker, message)).toBe(false);
    },
  );
});
