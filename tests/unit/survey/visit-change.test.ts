import { describe, expect, test } from 'vitest';
import type { Day } from '../../../src/lib/day.ts';
import { misfitIn } from '../../../src/domain/merge/fields.ts';
import { draftsAbout, householdForms, shortFormDraft } from '../../../src/domain/record/form-drafts.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { Fields } from '../../../src/domain/record/record.ts';
import { isUuid } from '../../../src/lib/ids.ts';
import { readDraftContent, type RecheckContent } from '../../../src/features/survey/drafts/draft-content.ts';
import { formPath } from '../../../src/features/survey/drafts/form-under-way.ts';
import { inGroups, responsibleChanges } from '../../../src/features/survey/changes/assign-changes.ts';
import { recheckChanges } from '../../../src/features/survey/changes/visit-changes.ts';
import { householdId, mother, today } from './story.ts';

const visit = '01900000-0000-7000-8000-0000000000aa';
const content: RecheckContent = {
  form: 'recheck',
  showing: true,
  household: householdId,
  bases: { visit: { recheckedOn: 0 }, person: { 'a.P5': 7 } },
  questions: ['P5', 'P4'],
  answers: { P5: { v: 'self' }, P4: { na: 'refused' } },
  how: 'seen',
  confidence: 'alone',
};
const by = { today, account: mother, version: 2 };

describe('looking again', () => {
  test('changes the answers that were a gap and the visit, in one group, each on top of what was shown', () => {
    const [answers, looked] = recheckChanges({ id: visit, person: mother, guide: 'e-payment' }, content, by);
    expect(answers).toMatchObject({
      kind: 'person',
      record: mother,
      bases: { 'a.P5': 7 },
      set: {
        'a.P5': { v: 'self', by: 'self', on: today, q: 2 },
        'a.P4': { na: 'refused', by: 'self', on: today, q: 2 },
      },
    });
    expect(looked).toEqual({
      kind: 'visit',
      record: visit,
      set: { recheckedOn: today, recheckedBy: mother, recheckHow: 'seen', recheckConfidence: 'alone' },
      bases: { recheckedOn: 0 },
    });
    for (const { kind, set } of [answers!, looked!]) expect(misfitIn(kind, set)).toBeUndefined();
  });

  test('with nothing to ask (a wish, answered since) only the visit changes', () => {
    expect(
      recheckChanges(
        { id: visit, person: mother, guide: 'e-payment' },
        { ...content, questions: [], answers: {} },
        by,
      ).map(({ kind }) => kind),
    ).toEqual(['visit']);
  });
});

test('households given to somebody: on top of what was shown, in groups that fit a push', () => {
  const ids = Array.from({ length: 250 }, (_, i) => `01900000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`);
  const groups = inGroups(responsibleChanges(ids, mother, () => ({ responsible: 3, headName: 9 })));
  expect(groups.map((group) => group.length)).toEqual([100, 100, 50]);
  expect(groups[0]![0]).toEqual({
    kind: 'household',
    record: ids[0],
    set: { responsible: mother },
    bases: { responsible: 3 },
  });
});

describe('what is seen at a re-check of public services and eTax Mobile', () => {
  const recheck = (guide: string, more: Partial<RecheckContent> = {}) =>
    recheckChanges({ id: visit, person: mother, guide }, { ...content, questions: [], answers: {}, ...more }, by);

  test.each([
    ['public-services', 'R6'],
    ['etax-mobile', 'R7'],
  ])('of %s is kept as %s beside the answers, with its day', (guide, code) => {
    const [person, looked] = recheck(guide, { confidence: 'guided' });
    expect(person).toEqual({
      kind: 'person',
      record: mother,
      bases: { 'a.P5': 7 },
      set: { [`a.${code}`]: { v: 'guided', by: 'self', on: today, q: 2 } },
    });
    expect(looked!.kind).toBe('visit');
    expect(misfitIn('person', person!.set)).toBeUndefined();
  });

  test('an answer without seeing it is no observation, and other guides need none', () => {
    expect(recheck('public-services', { how: 'told' }).map(({ kind }) => kind)).toEqual(['visit']);
    expect(recheck('vneid').map(({ kind }) => kind)).toEqual(['visit']);
  });

  test('counts for T5 from that day on, without an errand and without a visit that marks its own homework', () => {
    const before = {
      household: householdId,
      birthYear: 1980,
      'a.P3': { v: 'opens', by: 'self', on: '2026-01-01', q: 2 },
      'a.P6': { v: 'noErrand', by: 'self', on: '2026-01-01', q: 2 },
      'a.P7': { v: 'noTax', by: 'self', on: '2026-01-01', q: 2 },
    };
    const t5 = (fields: Fields, asOf: string) =>
      countIndicators(
        [
          { id: householdId, kind: 'household', fields: {} },
          { id: mother, kind: 'person', fields },
          {
            id: visit,
            kind: 'visit',
            fields: {
              household: householdId,
              person: mother,
              guide: 'etax-mobile',
              how: 'finished',
              confidence: 'alone',
              on: '2026-01-02',
              by: mother,
            },
          },
        ],
        indicators,
        asOf as Day,
      ).figures.T5;
    const [person] = recheck('etax-mobile');
    expect(t5(before, today)).toMatchObject({ met: 0, notMet: 1, apart: 1 });
    expect(t5({ ...before, ...person!.set }, today)).toMatchObject({ met: 1, notMet: 0, apart: 0 });
    expect(t5({ ...before, ...person!.set }, '2026-06-01')).toMatchObject({ met: 0, apart: 1 });
  });
});

describe('drafts of short forms about a household', () => {
  test('have ids of their own that no record can have, and are found from the household’s', () => {
    const ids = householdForms.map((form) => shortFormDraft(householdId, form));
    expect(new Set([householdId, ...ids]).size).toBe(5);
    expect(ids.every(isUuid)).toBe(true);
    expect(draftsAbout(householdId)).toEqual([householdId, ...ids]);
  });

  test.each([
    [
      { form: 'outcome', showing: true, household: householdId, bases: {}, outcome: null, after: 'days3' },
      `households/${householdId}/outcome`,
    ],
    [
      {
        form: 'visit',
        showing: true,
        household: householdId,
        person: 'nobody',
        guide: 'vneid',
        how: null,
        confidence: null,
      },
      `visits/${visit}?household=${householdId}`,
    ],
    [content, `visits/${visit}/recheck?household=${householdId}`],
    [
      {
        form: 'session',
        showing: true,
        bases: {},
        on: today,
        topic: null,
        heads: null,
        partners: [],
        wishes: [],
        note: '',
      },
      `sessions/${visit}`,
    ],
  ])('%o is come back to at its own place', (stored, path) => {
    const read = readDraftContent(JSON.parse(JSON.stringify(stored)) as never);
    expect(read && formPath({ id: visit }, read)).toBe(path);
  });
});
