import { expect, it } from 'vitest';
import { summaryOf } from '../../../../src/domain/search/record-summary.ts';
import { mostUrgent, remarksOf, remarkState } from '../../../../src/domain/work/remark.ts';
import { remarkChange, remarkShown, settling } from '../../../../src/features/survey/changes/remark-form.ts';
import type { RemarkContent } from '../../../../src/features/survey/drafts/draft-content.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import { listDerivation } from '../../../../src/store/summaries/summary-text.ts';
import type { Day } from '../../../../src/lib/day.ts';

const [id, household, account] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const today = '2026-11-22' as Day;
const writer = { account, today };
const record = (fields: Fields) => ({ id, kind: 'remark' as const, fields });
const blank: RemarkContent = {
  form: 'remark',
  showing: true,
  bases: {},
  household,
  text: ' Sai số người ',
  answer: '',
};

it('is sent back, answered and settled, each dated and by whom', () => {
  const sent = remarkChange(id, blank, undefined, writer).set;
  expect(sent).toEqual({ text: 'Sai số người', household, on: today, by: account });
  const [remark] = remarksOf([record(sent)]);
  expect(remarkState(remark!)).toBe('open');

  const now = remarkShown(remark!, { text: 1 });
  const answering = { ...blank, ...now.values, bases: now.bases, opened: { ...now.values }, answer: 'Đã sửa' };
  const answered = remarkChange(id, answering, now, writer).set;
  expect(answered).toEqual({ answer: 'Đã sửa', answeredOn: today, answeredBy: account });
  expect(remarkState(remarksOf([record({ ...sent, ...answered })])[0]!)).toBe('answered');
  expect(remarkState(remarksOf([record({ ...sent, ...settling(writer) })])[0]!)).toBe('settled');
});

it('tells the lists of households what is to be done, also from a stored summary', () => {
  const sent = { text: 'x', household, on: today, by: account };
  const summary = summaryOf(record(sent))!;
  expect(summary).toEqual({ id, kind: 'remark', household, state: 'open' });
  expect(listDerivation.valuesIn(listDerivation.textOf([summary]))).toEqual([summary]);
  // A newer app's remark asks for nothing here.
  expect(summaryOf(record({ ...sent, text: 7 }))).toMatchObject({ state: 'settled' });
  expect(mostUrgent(['settled', 'answered', 'open'])).toBe('open');
  expect(mostUrgent(['settled', 'answered'])).toBe('answered');
  expect(mostUrgent(['settled'])).toBeUndefined();
});
