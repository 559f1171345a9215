import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CountedRecord } from '../../../src/domain/people/village.ts';
import type { Fields, RecordKind } from '../../../src/domain/record/record.ts';
import { countedDerivation } from '../../../src/store/summaries/counted-text.ts';
import type { Derivation, Derived } from '../../../src/store/summaries/derivation.ts';
import { listDerivation } from '../../../src/store/summaries/summary-text.ts';
import { id } from '../domain/build.ts';

const said = (v: string | readonly string[] | number, on = '2026-11-22', by = 'self') => ({ v, by, on, q: 2 });
const record = (n: number, kind: RecordKind, fields: object): CountedRecord => ({
  id: id(n),
  kind,
  fields: fields as Fields,
});
const household = id(1);
const records: readonly CountedRecord[] = [
  record(1, 'household', {
    headName: 'Mẫu Một',
    address: 'Nhà 1',
    cluster: 'Cụm 1',
    responsible: id(9),
    outcome: 'away',
    returnOn: '2026-12-01',
    hardship: true,
    'a.H1': said('no'),
    'a.H2': said('none'),
    'a.H3': said('no'),
    'a.H4': { na: 'unknown', by: 'proxy', on: '2026-11-20', q: 2 },
    'was.H1': [{ v: 'yes', on: '2026-05-01' }],
  }),
  record(2, 'person', {
    household,
    name: 'Mẫu Hai',
    birthYear: 1980,
    living: 'here',
    sex: 'f',
    'a.P1': said('own'),
    'a.P2': said('daily', '2026-11-21', 'proxy'),
    'a.P3': said(['zalo', 'facebook']),
    'a.P4': said('no'),
    'a.P5': said('self'),
    'a.P6': { na: 'refused', by: 'self', on: '2026-11-22', q: 2 },
    'a.H8': said('vneid'),
  }),
  record(3, 'person', { household, name: 'Mẫu Ba', birthYear: 2012, living: 'away', inTally: true }),
  record(4, 'tally', { household, residents: 3, adults: 2, online: 1, on: '2026-11-22' }),
  record(5, 'visit', { household, person: id(2), guide: 'vneid', how: 'finished', on: '2026-11-22', by: id(9) }),
  record(6, 'aid', { household, what: 'sim', giver: '', on: '2026-11-22', by: id(9) }),
  record(7, 'remark', { household, text: 'Xem lại' }),
  record(8, 'consent', { household, person: id(2) }),
  record(9, 'session', { on: '2026-11-22', topic: 'vneid', heads: 12, by: id(9) }),
  record(11, 'proposal', {
    household,
    category: 'signal',
    place: 'Cụm 1',
    text: 'Sóng yếu',
    raisedOn: '2026-11-22',
    by: id(9),
  }),
  record(10, 'person', { household, name: 'Mẫu Hai', mergedInto: id(2), $deleted: true }),
];

/** What phones keep in chunks of an edition, in short. */
const inShort = <S extends Derived>(derivation: Derivation<S>) => {
  const values = records.flatMap((one) => derivation.of(one) ?? []);
  return [derivation.edition, createHash('sha256').update(derivation.textOf(values)).digest('hex').slice(0, 12)];
};

// Where this fails, phones would read chunks of other content as their own: raise the edition (`summaryEdition` in
// domain/search/record-summary.ts, `countedEdition` in domain/indicator/counted.ts), then write the new line here.
test('an edition of chunks has one content', () => {
  expect(inShort(listDerivation)).toEqual([5, '32b27fbf93c4']);
  expect(inShort(countedDerivation)).toEqual([2, '11e7fea3f1a8']);
});
