import { describe, expect, test } from 'vitest';
import { misfitIn } from '../../../src/domain/merge/fields.ts';
import { shortFormDraft } from '../../../src/domain/record/form-drafts.ts';
import type { Json } from '../../../src/domain/record/json.ts';
import type { Operation } from '../../../src/protocol/operation.ts';
import { startSurvey } from '../../../src/features/survey/interview/survey-form.ts';
import { handInForms } from '../../../src/features/survey/hand-in.ts';
import { createMemoryPhone } from '../store/memory-phone.ts';
import { newId } from '../../browser/store/phone.ts';
import { given, householdId, mother, SurveyStory, household, today } from './story.ts';
import { version1 } from '../../../src/domain/questionnaire/version-1.ts';

const village = newId();
const account = newId();

/** A phone that holds one household with its people, and these forms under way. */
async function phoneWith(drafts: Readonly<Record<string, Json>>, clockOffset = 0) {
  const { store } = createMemoryPhone({ now: () => 1_000 }).tab();
  const formContext = household();
  await store.records.submit([
    {
      record: householdId,
      village,
      kind: 'household',
      set: { headName: formContext.headName, address: formContext.address },
      bases: {},
    },
    ...formContext.people.map(({ id, name, birthYear }) => ({
      record: id,
      village,
      kind: 'person' as const,
      set: { household: householdId, name, birthYear: birthYear ?? null },
      bases: {},
    })),
  ]);
  for (const [id, content] of Object.entries(drafts))
    await store.drafts.save({ id, village, rev: 1, startedAt: 1, savedAt: 2, content });
  await store.settings.set('clockOffset', clockOffset);
  const before = (await store.outbox.ledger()).unsent;
  const handedIn = await handInForms(store, account);
  const entries = await store.outbox.pending({ operations: 200, bytes: 200_000 });
  const operations = entries.slice(before).map(({ operation }) => operation!);
  return {
    handedIn,
    operations: operations.map(({ record, kind, set }: Operation) => ({ record, kind, set })),
    left: await store.drafts.list(),
  };
}

const blankHousehold = { form: 'household', showing: true, bases: {}, headName: '', address: '', mine: true } as const;
const blankPerson = {
  form: 'person',
  showing: true,
  household: householdId,
  bases: {},
  name: '',
  birthYear: null,
  yearUnknown: false,
  living: 'here',
} as const;

describe('drafts, when the local store is about to be erased', () => {
  test('an interview half way: what was answered goes in, of everybody, and nothing else', async () => {
    const started = startSurvey(
      { household: household(), questionnaire: version1, today, consentOf: () => 'yes' },
      () => ({}),
      { pace: 'all' },
    );
    const content = {
      ...started,
      sections: {
        ...started.sections,
        [householdId]: { ...started.sections[householdId]!, answers: { H1: given('yes') } },
      },
      ticks: { P1: { [mother]: { ticked: ['P1'] } } },
    };
    const { handedIn, operations, left } = await phoneWith({ [householdId]: content as unknown as Json });
    expect(handedIn).toBe(1);
    expect(operations).toEqual([{ record: householdId, kind: 'household', set: { 'a.H1': given('yes') } }]);
    expect(left).toEqual([]);
  });

  test('a new household and a new person with a name; somebody known, with only what is different', async () => {
    const [newHousehold, newPerson] = [newId(), newId()];
    const { handedIn, operations } = await phoneWith({
      [newHousehold]: { ...blankHousehold, headName: ' Hộ dở ' },
      [newPerson]: { ...blankPerson, name: 'Người dở' },
      [mother]: { ...blankPerson, name: 'Người thử', birthYear: 1981 },
    });
    expect(handedIn).toBe(3);
    expect(operations).toEqual(
      expect.arrayContaining([
        { record: newHousehold, kind: 'household', set: { headName: 'Hộ dở', responsible: account } },
        {
          record: newPerson,
          kind: 'person',
          set: { household: householdId, name: 'Người dở', birthYear: null, living: 'here' },
        },
        { record: mother, kind: 'person', set: { birthYear: 1981 } },
      ]),
    );
  });

  test('numbers, a door that stayed shut, a visit and a session; what somebody had to say last is not', async () => {
    const [tally, shown, session] = [newId(), newId(), newId()];
    const [proposal, remark, aid] = [newId(), newId(), newId()];
    const noNumbers = {
      residents: null,
      adults: null,
      online: null,
      account: null,
      vneid: null,
      digital: null,
      eGovernment: null,
    };
    const visit = {
      form: 'visit',
      showing: true,
      household: householdId,
      person: mother,
      guide: 'vneid',
      how: 'partly',
      confidence: 'guided',
    };
    const { handedIn, operations, left } = await phoneWith({
      [shortFormDraft(householdId, 'tally')]: {
        form: 'tally',
        showing: true,
        household: householdId,
        bases: {},
        record: tally,
        numbers: { ...noNumbers, residents: 4, adults: 2 },
      },
      [shortFormDraft(householdId, 'outcome')]: {
        form: 'outcome',
        showing: true,
        household: householdId,
        bases: {},
        outcome: 'away',
        after: 'tomorrow',
      },
      [shortFormDraft(householdId, 'hardship')]: {
        form: 'hardship',
        showing: true,
        household: householdId,
        bases: {},
        saidBy: mother,
      },
      [shortFormDraft(householdId, 'split')]: {
        form: 'split',
        showing: true,
        household: householdId,
        bases: {},
        going: [mother],
        headName: null,
      },
      [shown]: visit,
      [newId()]: { ...visit, how: null },
      [proposal]: {
        form: 'proposal',
        showing: true,
        bases: {},
        household: householdId,
        category: 'signal',
        place: 'Cuối thôn',
        text: '',
        answer: '',
      },
      [newId()]: {
        form: 'proposal',
        showing: true,
        bases: {},
        household: householdId,
        category: 'signal',
        place: '',
        text: 'gọi 0905123456',
        answer: '',
      },
      [remark]: { form: 'remark', showing: true, bases: {}, household: householdId, text: 'Sai số người', answer: '' },
      [newId()]: { form: 'remark', showing: true, bases: {}, household: householdId, text: ' ', answer: '' },
      [aid]: { form: 'aid', showing: true, household: householdId, what: 'sim', giver: 'Viettel' },
      [newId()]: { form: 'aid', showing: true, household: householdId, what: null, giver: '' },
      [session]: {
        form: 'session',
        showing: true,
        bases: {},
        on: '2026-11-20',
        topic: 'vneid',
        heads: 12,
        partners: ['vnpt'],
        wishes: [],
        note: '',
      },
    });
    expect(handedIn).toBe(7);
    const byRecord = new Map(operations.map(({ record, kind, set }) => [record, { kind, set }]));
    expect(byRecord.get(tally)).toMatchObject({
      kind: 'tally',
      set: { household: householdId, residents: 4, adults: 2 },
    });
    expect(byRecord.get(householdId)).toEqual({ kind: 'household', set: { outcome: 'away', returnOn: '1970-01-02' } });
    expect(byRecord.get(shown)).toMatchObject({
      kind: 'visit',
      set: { person: mother, guide: 'vneid', recheckOn: '1970-01-15' },
    });
    expect(byRecord.get(proposal)).toMatchObject({ kind: 'proposal', set: { category: 'signal', text: null } });
    expect(byRecord.get(remark)).toMatchObject({ kind: 'remark', set: { text: 'Sai số người' } });
    expect(byRecord.get(aid)).toMatchObject({ kind: 'aid', set: { what: 'sim', giver: 'Viettel' } });
    expect(byRecord.get(session)).toMatchObject({ kind: 'session', set: { topic: 'vneid', heads: 12 } });
    for (const { kind, set } of operations) expect(misfitIn(kind, set)).toBeUndefined();
    expect(left).toEqual([]);
  });

  test('what a phone with a wrong date was told is of the right day', async () => {
    const { operations } = await phoneWith(
      {
        [shortFormDraft(householdId, 'outcome')]: {
          form: 'outcome',
          showing: true,
          household: householdId,
          bases: {},
          outcome: 'away',
          after: 'tomorrow',
        },
      },
      25 * 24 * 60 * 60 * 1000,
    );
    expect(operations.map(({ set }) => set)).toEqual([{ outcome: 'away', returnOn: '1970-01-27' }]);
  });

  test('nothing is made of a form in which nothing was written', async () => {
    const unasked = new SurveyStory(household()).open;
    expect(
      await phoneWith({ [newId()]: blankHousehold, [newId()]: blankPerson, [householdId]: unasked as unknown as Json }),
    ).toEqual({ handedIn: 0, operations: [], left: [] });
  });

  test('one that this version cannot read stays, to be counted as not handed in', async () => {
    const { handedIn, left } = await phoneWith({ [newId()]: { form: 'of tomorrow' } });
    expect(handedIn).toBe(0);
    expect(left).toHaveLength(1);
  });
});
