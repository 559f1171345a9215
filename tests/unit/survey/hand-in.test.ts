import { describe, expect, test } from 'vitest';
import { misfitIn } from '../../../src/domain/fields.ts';
import { homeFormDraft } from '../../../src/domain/form-drafts.ts';
import type { Json } from '../../../src/domain/json.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import { startSurvey } from '../../../src/features/survey/survey-form.ts';
import { handInForms } from '../../../src/features/survey/hand-in.ts';
import { createMemoryPhone } from '../store/memory-phone.ts';
import { newId } from '../../browser/store/phone.ts';
import { given, home, mother, SurveyStory, household, today } from './story.ts';
import { version1 } from '../../../src/domain/questionnaire/version-1.ts';

const village = newId();
const account = newId();

/** A phone that holds one home with its people, and these forms under way. */
async function phoneWith(drafts: Readonly<Record<string, Json>>) {
  const { store } = createMemoryPhone({ now: () => 1_000 }).tab();
  const sheet = household();
  await store.records.freeze([
    { record: home, village, kind: 'household', set: { headName: sheet.headName, address: sheet.address }, bases: {} },
    ...sheet.people.map(({ id, name, birthYear }) => ({ record: id, village, kind: 'person' as const, set: { household: home, name, birthYear: birthYear ?? null }, bases: {} })),
  ]);
  for (const [id, content] of Object.entries(drafts)) await store.drafts.save({ id, village, rev: 1, startedAt: 1, savedAt: 2, content });
  const before = (await store.outbox.ledger()).unsent;
  const handedIn = await handInForms(store, account);
  const entries = await store.outbox.pending({ operations: 200, bytes: 200_000 });
  const operations = entries.slice(before).map(({ operation }) => operation!);
  return { handedIn, operations: operations.map(({ record, kind, set }: Operation) => ({ record, kind, set })), left: await store.drafts.list() };
}

const blankHome = { form: 'household', showing: true, bases: {}, headName: '', address: '', mine: true } as const;
const blankPerson = { form: 'person', showing: true, household: home, bases: {}, name: '', birthYear: null, yearUnknown: false, living: 'here' } as const;

describe('forms under way, when the book is about to be erased', () => {
  test('an interview half way: what was answered goes in, of everybody, and nothing else', async () => {
    const started = startSurvey({ household: household(), questionnaire: version1, today, consentOf: () => 'yes' }, () => ({}), { pace: 'all' });
    const content = { ...started, sections: { ...started.sections, [home]: { ...started.sections[home]!, answers: { H1: given('yes') } } }, ticks: { P1: { [mother]: { ticked: ['P1'] } } } };
    const { handedIn, operations, left } = await phoneWith({ [home]: content as unknown as Json });
    expect(handedIn).toBe(1);
    expect(operations).toEqual([{ record: home, kind: 'household', set: { 'a.H1': given('yes') } }]);
    expect(left).toEqual([]);
  });

  test('a new home and a new person with a name; somebody known, with only what is different', async () => {
    const [newHome, newPerson] = [newId(), newId()];
    const { handedIn, operations } = await phoneWith({
      [newHome]: { ...blankHome, headName: ' Hộ dở ' },
      [newPerson]: { ...blankPerson, name: 'Người dở' },
      [mother]: { ...blankPerson, name: 'Người thử', birthYear: 1981 },
    });
    expect(handedIn).toBe(3);
    expect(operations).toEqual(
      expect.arrayContaining([
        { record: newHome, kind: 'household', set: { headName: 'Hộ dở', responsible: account } },
        { record: newPerson, kind: 'person', set: { household: home, name: 'Người dở', birthYear: null, living: 'here' } },
        { record: mother, kind: 'person', set: { birthYear: 1981 } },
      ]),
    );
  });

  test('numbers, a door that stayed shut, a visit and a session; what had to be said at the end by somebody is not', async () => {
    const [tally, shown, session] = [newId(), newId(), newId()];
    const noNumbers = { residents: null, adults: null, online: null, account: null, vneid: null, digital: null, eGovernment: null };
    const visit = { form: 'visit', showing: true, household: home, person: mother, guide: 'vneid', how: 'partly', confidence: 'guided' };
    const { handedIn, operations, left } = await phoneWith({
      [homeFormDraft(home, 'tally')]: { form: 'tally', showing: true, household: home, bases: {}, record: tally, numbers: { ...noNumbers, residents: 4, adults: 2 } },
      [homeFormDraft(home, 'outcome')]: { form: 'outcome', showing: true, household: home, bases: {}, outcome: 'away', after: 'tomorrow' },
      [homeFormDraft(home, 'hardship')]: { form: 'hardship', showing: true, household: home, bases: {}, saidBy: mother },
      [homeFormDraft(home, 'split')]: { form: 'split', showing: true, household: home, bases: {}, going: [mother], headName: null },
      [shown]: visit,
      [newId()]: { ...visit, how: null },
      [session]: { form: 'session', showing: true, bases: {}, on: '2026-11-20', topic: 'vneid', heads: 12, partners: ['vnpt'], wishes: [], note: '' },
    });
    expect(handedIn).toBe(4);
    const byRecord = new Map(operations.map(({ record, kind, set }) => [record, { kind, set }]));
    expect(byRecord.get(tally)).toMatchObject({ kind: 'tally', set: { household: home, residents: 4, adults: 2 } });
    expect(byRecord.get(home)).toEqual({ kind: 'household', set: { outcome: 'away', returnOn: '1970-01-02' } });
    expect(byRecord.get(shown)).toMatchObject({ kind: 'visit', set: { person: mother, guide: 'vneid', recheckOn: '1970-01-15' } });
    expect(byRecord.get(session)).toMatchObject({ kind: 'session', set: { topic: 'vneid', heads: 12 } });
    for (const { kind, set } of operations) expect(misfitIn(kind, set)).toBeUndefined();
    expect(left).toEqual([]);
  });

  test('nothing is made of a form in which nothing was written', async () => {
    const unasked = new SurveyStory(household()).open;
    expect(await phoneWith({ [newId()]: blankHome, [newId()]: blankPerson, [home]: unasked as unknown as Json })).toEqual({ handedIn: 0, operations: [], left: [] });
  });

  test('one that this version cannot read stays, to be counted as not handed in', async () => {
    const { handedIn, left } = await phoneWith({ [newId()]: { form: 'of tomorrow' } });
    expect(handedIn).toBe(0);
    expect(left).toHaveLength(1);
  });
});
