import { expect, it } from 'vitest';
import * as v from 'valibot';
import { auditResponse } from '../../../src/protocol/accounts/audit.ts';
import { checklistsResponse } from '../../../src/protocol/checklist.ts';
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
  for (const header of [undefined, '7', '10']) expect(actionsUnknownTo(header)).toEqual(['readLog', 'checklistKept']);
  expect(actionsUnknownTo('11')).toEqual([]);
});

it('a phone leaves out entries of the audit log that it does not know', () => {
  const entry = (action: string) => ({ id: village.village, at: 1, action });
  const page = v.parse(auditResponse, {
    entries: [entry('targetSet'), entry('checklistKept'), entry('fromTheFuture')],
    more: true,
  });
  expect(page.entries.map(({ action }) => action)).toEqual(['targetSet', 'checklistKept']);
});

it('a phone reads the checklists of an area that it knows, and those of an older server without any', () => {
  const list = {
    id: '1'.repeat(32),
    area: village.village,
    version: 1,
    name: 'Thôn thông minh của xã',
    decision: { number: '12/QĐ-UBND', day: '2026-09-01', read: 'ubnd.example.vn' },
    criteria: [{ kind: 'ticked', id: '2'.repeat(32), text: 'Nhà văn hóa có Wi-Fi' }],
  };
  const newer = { ...list, criteria: [...list.criteria, { kind: 'fromTheFuture', id: '3'.repeat(32), text: 'a' }] };
  const told = { ticks: [], lists: [list, newer], now: 1 };
  expect(v.parse(checklistsResponse, told).lists).toEqual([list]);
  expect(v.parse(checklistsResponse, { ticks: [], now: 1 })).toEqual({ ticks: [], now: 1 });
  // As phones before version 11 have it.
  const before = v.object({ ticks: checklistsResponse.entries.ticks, now: v.number() });
  expect(v.parse(before, told)).toEqual({ ticks: [], now: 1 });
});
