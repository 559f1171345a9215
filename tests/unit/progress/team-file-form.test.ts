import { expect, it, test } from 'vitest';
import { isUntrained, teamFileOf } from '../../../src/domain/report/team-file.ts';
import {
  decisionField,
  fileFields,
  fileProblems,
  foundedField,
  shownFile,
  teamFactsIn,
  trainingField,
  trainingIds,
} from '../../../src/features/progress/targets/team-file-form.ts';
import type { Day } from '../../../src/lib/day.ts';
import type { TeamFileResponse } from '../../../src/protocol/report.ts';

const [first, second] = ['01930000-0000-7000-8000-0000000000c1', '01930000-0000-7000-8000-0000000000c2'] as const;
const facts: TeamFileResponse['facts'] = [
  { kind: 'decision', part: 'number', value: '15/QĐ-UBND', version: 7 },
  { kind: 'foundedOn', part: 'day', value: '2026-08-15' as Day },
  { kind: 'team', part: 'farmers', value: 2 },
  { kind: 'training', part: first, value: { on: '2026-09-01' as Day, topic: 'VNeID', members: 5 }, version: 9 },
];

it('shows the file as it is typed, and tells it back the same', () => {
  const fields = fileFields(trainingIds(facts));
  const shown = shownFile(facts, fields);
  const { values } = shown;
  expect(values).toMatchObject({
    [decisionField]: '15/QĐ-UBND',
    [foundedField]: '15/08/2026',
    'team farmers': '2',
    'team youth': '',
    [trainingField(first, 'on')]: '01/09/2026',
  });
  const changed = [decisionField, foundedField, 'team farmers', trainingField(first, 'topic')];
  const told = teamFactsIn({ values, changed }, shown, [first]);
  expect(told, 'on top of the versions that were shown').toEqual(
    facts.map(({ version = 0, ...fact }) => ({ ...fact, seen: version })),
  );
});

it('tells what was changed only, and takes back what was emptied or removed', () => {
  const fields = fileFields([first, second]);
  const shown = shownFile(facts, fields);
  const values = {
    ...shown.values,
    'team farmers': '',
    [trainingField(first, 'gone')]: 'gone',
    [trainingField(second, 'on')]: '2/10/2026',
  };
  const changed = ['team farmers', trainingField(first, 'gone'), trainingField(second, 'on')];
  expect(teamFactsIn({ values, changed }, shown, [first, second])).toEqual([
    { kind: 'team', part: 'farmers', value: null, seen: 0 },
    { kind: 'training', part: first, value: null, seen: 9 },
    { kind: 'training', part: second, value: { on: '2026-10-02', topic: '', members: 0 }, seen: 0 },
  ]);
});

test.each<[string, Record<string, string>, Record<string, string>]>([
  ['all right', { [foundedField]: '15/8/2026' }, {}],
  ['no such day', { [foundedField]: '31/02/2026' }, { [foundedField]: 'day' }],
  ['too many', { 'team youth': '1000' }, { 'team youth': 'number' }],
  ['not a number', { 'team youth': 'NaN' }, { 'team youth': 'number' }],
  ['a training without its day', { [trainingField(first, 'on')]: '' }, { [trainingField(first, 'on')]: 'dayNeeded' }],
  ['a training that is removed', { [trainingField(first, 'on')]: '', [trainingField(first, 'gone')]: 'gone' }, {}],
  ['too long', { [decisionField]: 'x'.repeat(201) }, { [decisionField]: 'text' }],
])('%s', (_, typed, problems) => {
  const { values } = shownFile(facts, fileFields([first]));
  expect(Object.fromEntries(fileProblems({ ...values, ...typed }, [first]))).toEqual(problems);
});

test('a team is untrained until the day of its first training', () => {
  const team = teamFileOf(facts);
  expect([isUntrained(team, '2026-08-31' as Day), isUntrained(team, '2026-09-01' as Day)]).toEqual([true, false]);
  expect(isUntrained(teamFileOf([]), '2026-12-31' as Day)).toBe(true);
});
