import type { Bases, Shown } from '../../../domain/record/edit.ts';
import type { Remark } from '../../../domain/work/remark.ts';
import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { RemarkContent } from '../drafts/draft-content.ts';
import { viewOf, type RecordForm } from '../drafts/record-form.ts';
import { written } from './written.ts';

/** What the form of a remark shows of it. */
export type RemarkFields = Pick<RemarkContent, 'text' | 'answer'>;

export const remarkForm: RecordForm<RemarkContent, RemarkFields> = {
  fields: { text: 'text', answer: 'answer' },
  valuesOf: ({ text, answer }) => ({ text, answer }),
  contentOf: (values) => values,
};

export const remarkShown = ({ text, answer }: Remark, bases: Bases): Shown<RemarkFields> => ({
  values: { text, answer: answer ?? '' },
  bases,
});

interface Writer {
  readonly account: Uuid;
  readonly today: Day;
}

/** What the form writes: a new remark, another text of it, or its answer. */
export function remarkChange(
  record: Uuid,
  content: RemarkContent,
  now: Shown<RemarkFields> | undefined,
  { account, today }: Writer,
): Omit<Change, 'village'> {
  const { values, changed } = viewOf(remarkForm, content, now);
  const isNew = now === undefined && content.opened === undefined;
  const answer = written(values.answer);
  const answered = changed.includes('answer') && answer !== '';
  return {
    kind: 'remark',
    record,
    set: {
      ...(changed.includes('text') && { text: written(values.text) }),
      ...(answered && { answer, answeredOn: today, answeredBy: account }),
      ...(isNew && { household: content.household, on: today, by: account }),
    },
    bases: content.bases,
  };
}

/** The lead says that nothing is left to do. */
export const settling = ({ account, today }: Writer): Change['set'] => ({ settledOn: today, settledBy: account });
