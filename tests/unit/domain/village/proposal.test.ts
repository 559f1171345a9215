import * as v from 'valibot';
import { expect, it } from 'vitest';
import { misfitIn } from '../../../../src/domain/merge/fields.ts';
import { hasLongNumber, proposalsOf, proposalState, type Proposal } from '../../../../src/domain/village/proposal.ts';
import {
  proposalChange,
  proposalShown,
  sending,
  telling,
} from '../../../../src/features/survey/changes/proposal-form.ts';
import type { ProposalContent } from '../../../../src/features/survey/drafts/draft-content.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import type { Day } from '../../../../src/lib/day.ts';

const [id, other, household, account] = [1, 2, 3, 4].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const today = '2026-11-22' as Day;
const writer = { account, today };
const record = (fields: Fields, of = id) => ({ id: of, kind: 'proposal' as const, fields });
const raised = { category: 'signal', place: 'Cuối thôn', raisedOn: today, by: account, household } as const;

it.each([
  ['gọi 0905123456', true],
  ['căn cước 066 123 456 789', true],
  ['09-05.12 34', true],
  ['cách trạm 1200 m, 35 hộ, từ năm 2024', false],
  ['', false],
])('"%s" holds a number of a person: %s', (text, expected) => {
  expect(hasLongNumber(text)).toBe(expected);
  expect(misfitIn('proposal', { text })).toBe(expected ? 'text' : undefined);
});

it('goes from the door to head, commune and back to the door', () => {
  const state = (changes: Partial<Proposal>): string =>
    proposalState({ sentOn: null, answeredOn: null, toldOn: null, household, ...changes });
  expect(state({})).toBe('raised');
  expect(state({ sentOn: today })).toBe('sent');
  expect(state({ sentOn: today, answeredOn: today })).toBe('answered');
  expect(state({ answeredOn: today, toldOn: today })).toBe('over');
  expect(state({ answeredOn: today, household: null })).toBe('over'); // nobody is waiting at a door
});

it('is read newest first; what a newer app wrote otherwise, and the deleted, are left out', () => {
  const records = [
    record(raised),
    record({ ...raised, raisedOn: '2026-11-23' }, other),
    record({ ...raised, category: 'teleport' }, household),
    record({ ...raised, $deleted: true }, account),
  ];
  expect(proposalsOf(records).map((one) => one.id)).toEqual([other, id]);
});

const blank: ProposalContent = {
  form: 'proposal',
  showing: true,
  bases: {},
  household,
  category: 'signal',
  place: ' Cuối thôn ',
  text: '',
  answer: '',
};

it('a new one says who raised it, when and where, and answers nothing', () => {
  const { set } = proposalChange(id, blank, undefined, writer);
  expect(set).toEqual({ category: 'signal', place: 'Cuối thôn', text: null, by: account, raisedOn: today, household });
  expect(v.is(v.string(), set['answer'])).toBe(false);
  expect(proposalsOf([record(set)])).toHaveLength(1);
});

it('the village’s own answer is dated; what was not changed is not written', () => {
  const [proposal] = proposalsOf([record(raised)]);
  const now = proposalShown(proposal!, { category: 1, place: 1, raisedOn: 1 });
  const content = {
    ...blank,
    ...now.values,
    bases: now.bases,
    opened: { ...now.values },
    answer: 'Thôn cho mượn máy.',
  };
  expect(proposalChange(id, content, now, writer).set).toEqual({
    answer: 'Thôn cho mượn máy.',
    answeredOn: today,
    answeredBy: 'village',
  });
  expect(sending(writer)).toEqual({ sentOn: today, sentBy: account });
  expect(telling(writer)).toEqual({ toldOn: today, toldBy: account });
});
