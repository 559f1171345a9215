import { expect, it } from 'vitest';
import * as v from 'valibot';
import { actionsUnknownTo, forOlderPhone } from '../../../src/protocol/older-phones.ts';
import { progressResponse } from '../../../src/protocol/progress.ts';

const figure = { met: 1, notMet: 2, unknown: 3, total: 6, apart: 0, proxy: 1 };
const village = {
  village: '01930000-0000-7000-8000-000000000001',
  asOf: '2026-12-01',
  coverage: { households: 3, surveyed: 2, residents: 9, adults: 6 },
  figures: { T1: figure, payment: figure, fromTheFuture: figure },
  bands: { T1: 'upper', T2plus: 'middle', fromTheFuture: 'lower' },
  unsent: { forms: 0, phones: 0 },
};
const target = { area: village.village, indicator: 'T1', share: 0.8, year: 2026, source: 'xã', version: 1 };
const answer = {
  villages: [village],
  targets: [target, { ...target, indicator: 'payment' }, { ...target, indicator: 'fromTheFuture' }],
  now: 1,
};

it('a phone before version 8 gets the figures and targets that it knows, and nothing else changes', () => {
  expect(forOlderPhone(answer)).toEqual({
    ...answer,
    villages: [{ ...village, figures: { T1: figure }, bands: { T1: 'upper' } }],
    targets: [target],
  });
  expect(forOlderPhone({ error: 'notFound', list: [1, null, 'a'] })).toEqual({
    error: 'notFound',
    list: [1, null, 'a'],
  });
});

it('a phone since version 8 leaves out what only a newer server knows', () => {
  const read = v.parse(progressResponse, answer);
  expect(Object.keys(read.villages[0]!.figures)).toEqual(['T1', 'payment']);
  expect(read.villages[0]!.bands).toEqual({ T1: 'upper', T2plus: 'middle' });
  expect(read.targets?.map(({ indicator }) => indicator)).toEqual(['T1', 'payment']);
});

it('a phone before version 11 is told of no action that it would refuse the audit log for', () => {
  for (const header of [undefined, '7', '10']) expect(actionsUnknownTo(header)).toEqual(['readLog']);
  expect(actionsUnknownTo('11')).toEqual([]);
});
