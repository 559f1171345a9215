import { describe, expect, test } from 'vitest';
import { misfitIn } from '../../../src/domain/merge/fields.ts';
import { householdChange, householdForm, householdShown } from '../../../src/features/survey/changes/household-form.ts';
import { personChange, personShown } from '../../../src/features/survey/changes/person-form.ts';
import { sessionChange, sessionShown } from '../../../src/features/survey/changes/session-form.ts';
import { numbersOf, tallyChange } from '../../../src/features/survey/changes/tally-form.ts';
import { openEdit } from '../../../src/features/survey/drafts/record-form.ts';
import type {
  HouseholdContent,
  PersonContent,
  SessionContent,
  TallyContent,
} from '../../../src/features/survey/drafts/draft-content.ts';
import type { Day } from '../../../src/lib/day.ts';
import { householdId, household, mother, person, today } from './story.ts';

const account = '01900000-0000-7000-8000-000000000009';

describe('the form of a household', () => {
  const bases = { headName: 1, address: 1, responsible: 1 };
  const now = householdShown(household(), bases, account);
  const opened: HouseholdContent = { form: 'household', showing: true, bases, opened: now.values, ...now.values };

  test('writes the name alone when only that was typed, whatever came in meanwhile', () => {
    const corrected = householdShown(household({ address: 'Số 1, thôn 2' }), { ...bases, address: 2 }, account);
    const change = householdChange(householdId, { ...opened, headName: ' Hộ đổi ' }, corrected, account);
    expect(change).toEqual({ kind: 'household', record: householdId, set: { headName: 'Hộ đổi' }, bases });
  });

  test('writes nothing when everything is as it was', () => {
    expect(householdChange(householdId, opened, now, account).set).toEqual({});
  });

  test('a new one is written without what was left empty', () => {
    const fresh = {
      form: 'household',
      showing: true,
      bases: {},
      headName: 'Hộ mới',
      address: '',
      mine: false,
    } as const;
    expect(householdChange(householdId, fresh, undefined, account).set).toEqual({ headName: 'Hộ mới' });
  });

  test('tells its draft what each field showed before it was typed over, and takes back what is on the phone', () => {
    const contents: HouseholdContent[] = [opened];
    const change = (part: Partial<HouseholdContent>) => void contents.push({ ...contents.at(-1)!, ...part });
    const corrected = householdShown(household({ address: 'Số 1, thôn 2' }), { ...bases, address: 2 }, account);
    openEdit(householdForm, { content: opened, change }, corrected).change({ address: 'Số 1, thôn 3' });
    expect(contents.at(-1)).toMatchObject({
      address: 'Số 1, thôn 3',
      opened: { address: 'Số 1, thôn 2' },
      bases: { ...bases, address: 2 },
    });
    openEdit(householdForm, { content: contents.at(-1)!, change }, corrected).take('address');
    expect(householdChange(householdId, contents.at(-1)!, corrected, account).set).toEqual({});
  });
});

describe('the form of a person', () => {
  const bases = { name: 1, birthYear: 1, living: 1 };
  const now = personShown(person(mother), bases);
  const opened: PersonContent = {
    form: 'person',
    showing: true,
    household: householdId,
    bases,
    opened: now.values,
    name: 'Người thử',
    birthYear: 1980,
    yearUnknown: false,
    living: 'here',
  };

  test('leaves a birth year that came in while the name was typed', () => {
    const corrected = personShown(person(mother, { birthYear: 1968 }), { ...bases, birthYear: 2 });
    expect(personChange(mother, { ...opened, name: 'Tên đúng' }, corrected).set).toEqual({ name: 'Tên đúng' });
  });

  test('does not bring somebody back to the household that they left meanwhile', () => {
    expect(personChange(mother, { ...opened, name: 'Tên đúng' }, undefined).set).toEqual({ name: 'Tên đúng' });
  });
});

describe('the form of a tally', () => {
  const tally = { ...numbersOf(undefined), id: account, residents: 4, adults: 2, on: '2026-11-01' as Day };
  const bases = { residents: 1, adults: 1, online: 0, on: 1 };
  const opened: TallyContent = {
    form: 'tally',
    showing: true,
    household: householdId,
    record: tally.id,
    bases,
    opened: numbersOf(tally),
    numbers: numbersOf(tally),
  };

  test('writes the number that was changed, and the day it is of', () => {
    const content = { ...opened, numbers: { ...opened.numbers, online: 1 } };
    const change = tallyChange(content, { ...tally, residents: 5 }, { ...bases, residents: 2 }, today);
    expect(change.set).toEqual({ online: 1, on: today });
    expect(misfitIn('tally', change.set)).toBeUndefined();
  });

  test('goes on with the tally that another phone made of the household meanwhile', () => {
    const content = { ...opened, record: mother, bases: {}, opened: numbersOf(undefined) };
    const change = tallyChange({ ...content, numbers: { ...numbersOf(undefined), adults: 3 } }, tally, bases, today);
    expect(change).toMatchObject({ record: tally.id, set: { adults: 3, on: today }, bases: { on: 1 } });
    expect(change.bases).not.toHaveProperty('adults');
  });
});

test('the form of a session leaves its topic to who changed it, and needs no name', () => {
  const session = {
    id: mother,
    on: '2026-11-20' as Day,
    topic: 'vneid',
    heads: 12,
    partners: [],
    wishes: [],
    note: null,
    by: account,
  };
  const now = sessionShown(session, { heads: 1, topic: 1 });
  const opened: SessionContent = {
    form: 'session',
    showing: true,
    bases: now.bases,
    opened: now.values,
    ...now.values,
  };
  const elsewhere = sessionShown({ ...session, topic: 'etax' }, { heads: 1, topic: 2 });
  expect(sessionChange(mother, { ...opened, heads: 13 }, elsewhere, account).set).toEqual({ heads: 13 });
  expect(sessionChange(mother, { ...opened, note: '  ' }, elsewhere, account).set).toEqual({});
});
