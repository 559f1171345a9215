import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { day } from '../../lib/day.ts';
import type { CountedRecord } from '../people/village.ts';
import { isDeleted, uuid } from '../record/record.ts';

/**
 * What a household or a village needs from others: weak signal, no fibre, no phone, what it costs, data that do not
 * match (tax, land, insurance), papers that cannot be handed in on the web, anything else.
 */
export const proposalCategories = ['signal', 'fibre', 'device', 'cost', 'data', 'service', 'other'] as const;
export type ProposalCategory = (typeof proposalCategories)[number];

export const longestProposal = 500;

/** A number as long as a phone's, an account's or an identity card's: it belongs into no proposal. */
export const hasLongNumber = (text: string): boolean => /(?:\d[ .-]?){6}/.test(text);

const words = v.pipe(
  v.string(),
  v.maxLength(longestProposal),
  v.check((text) => !hasLongNumber(text), 'holds a number of a person'),
);

/**
 * Fields of a `proposal` record ("kiến nghị"): a member raises it, lead or head sends it to the commune or answers it,
 * the commune answers, and the household hears of it.
 */
export const proposalFields = {
  /** The household that it was raised from; null for one of the whole village. */
  household: v.nullable(uuid),
  category: v.picklist(proposalCategories),
  /** Where in the village. */
  place: v.pipe(v.string(), v.maxLength(120)),
  /** What is needed, without names, numbers and illnesses. */
  text: v.nullable(words),
  raisedOn: day,
  /** The account that raised it. */
  by: uuid,
  /** When it was sent to the commune, and by whom. */
  sentOn: v.nullable(day),
  sentBy: v.nullable(uuid),
  answer: v.nullable(words),
  answeredOn: v.nullable(day),
  answeredBy: v.nullable(v.picklist(['village', 'commune'])),
  /** When the household heard the answer, and from whom. */
  toldOn: v.nullable(day),
  toldBy: v.nullable(uuid),
} as const;

const proposalRecord = v.object(proposalFields);
export type Proposal = v.InferOutput<typeof proposalRecord> & { readonly id: Uuid };

const absent = {
  household: null,
  place: '',
  text: null,
  sentOn: null,
  sentBy: null,
  answer: null,
  answeredOn: null,
  answeredBy: null,
  toldOn: null,
  toldBy: null,
} as const;

/** `raised`: lies with lead and head · `sent`: with the commune · `answered`: its household is to hear · `over` */
export const proposalStates = ['answered', 'raised', 'sent', 'over'] as const;
export type ProposalState = (typeof proposalStates)[number];

export function proposalState(
  proposal: Pick<Proposal, 'sentOn' | 'answeredOn' | 'toldOn' | 'household'>,
): ProposalState {
  if (proposal.answeredOn !== null)
    return proposal.toldOn !== null || proposal.household === null ? 'over' : 'answered';
  return proposal.sentOn === null ? 'raised' : 'sent';
}

/** The proposals among these records, newest first. What does not parse (a newer shape) is left out. */
export function proposalsOf(records: Iterable<CountedRecord>): Proposal[] {
  const found: Proposal[] = [];
  for (const record of records) {
    if (record.kind !== 'proposal' || isDeleted(record)) continue;
    const parsed = v.safeParse(proposalRecord, { ...absent, ...record.fields });
    if (parsed.success) found.push({ ...parsed.output, id: record.id });
  }
  return found.sort((a, b) => (a.raisedOn === b.raisedOn ? (a.id < b.id ? 1 : -1) : a.raisedOn < b.raisedOn ? 1 : -1));
}
