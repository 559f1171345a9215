import type { Bases, Shown } from '../../../domain/record/edit.ts';
import type { Proposal } from '../../../domain/village/proposal.ts';
import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { ProposalContent } from '../drafts/draft-content.ts';
import { viewOf, type RecordForm } from '../drafts/record-form.ts';
import { written } from './written.ts';

/** What the form of a proposal shows of it. */
export type ProposalFields = Pick<ProposalContent, 'category' | 'place' | 'text' | 'answer'>;

export const proposalForm: RecordForm<ProposalContent, ProposalFields> = {
  fields: { category: 'category', place: 'place', text: 'text', answer: 'answer' },
  valuesOf: ({ category, place, text, answer }) => ({ category, place, text, answer }),
  contentOf: (values) => values,
};

export const proposalShown = ({ category, place, text, answer }: Proposal, bases: Bases): Shown<ProposalFields> => ({
  values: { category, place, text: text ?? '', answer: answer ?? '' },
  bases,
});

interface Writer {
  readonly account: Uuid;
  readonly today: Day;
}

/** What the form writes: what was changed of one that is noted, everything of a new one. */
export function proposalChange(
  record: Uuid,
  content: ProposalContent,
  now: Shown<ProposalFields> | undefined,
  { account, today }: Writer,
): Omit<Change, 'village'> {
  const { values, changed } = viewOf(proposalForm, content, now);
  const isNew = now === undefined && content.opened === undefined;
  const asStored = (name: keyof ProposalFields): string | null => {
    const text = written(values[name] ?? '');
    return text === '' && name !== 'place' ? null : text;
  };
  const answered = changed.includes('answer') && written(values.answer) !== '';
  return {
    kind: 'proposal',
    record,
    set: {
      ...Object.fromEntries(
        changed.filter((name) => !(isNew && name === 'answer' && !answered)).map((name) => [name, asStored(name)]),
      ),
      ...(answered && { answeredOn: today, answeredBy: 'village' }),
      ...(isNew && { by: account, raisedOn: today, household: content.household }),
    },
    bases: content.bases,
  };
}

/** Lead or head sends it to the commune. */
export const sending = ({ account, today }: Writer): Change['set'] => ({ sentOn: today, sentBy: account });

/** The household has heard the answer. */
export const telling = ({ account, today }: Writer): Change['set'] => ({ toldOn: today, toldBy: account });
