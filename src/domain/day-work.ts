import type { Uuid } from '../lib/ids.ts';
import { answersUntil, type AnswersByCode } from './answer.ts';
import type { Day } from './day.ts';
import { wishIn } from './gap.ts';
import { evaluate } from './condition.ts';
import { indicators } from './indicator/current.ts';
import { isKnownCode } from './questionnaire/flow.ts';
import { surveyState } from './survey-state.ts';
import { openVisits, visitState, type Visit } from './visit.ts';
import { adultsOf, type Household, type Person } from './village.ts';

/** Why to go to a home, most pressing first: a word given, homes not (wholly) asked, a re-check due, people to show something, somebody of whom nothing is known yet. */
export const workReasons = ['promised', 'finishSurvey', 'survey', 'recheck', 'coach', 'askAgain'] as const;
export type WorkReason = (typeof workReasons)[number];

export interface Work<H extends Household = Household> {
  readonly household: H;
  /** All there is to do there, most pressing first; never empty. */
  readonly reasons: readonly WorkReason[];
  /** The day that was promised, where that is a reason. */
  readonly promised: Day | undefined;
  /** Visits to look at again, the longest due first. */
  readonly rechecks: readonly Visit[];
  /** People to show something: who is online and does nothing else by their own hand, and who wished for something. */
  readonly socialOnly: readonly Person[];
  readonly wishing: readonly Person[];
}

/**
 * What there is to do today, in order. The same on every phone of a team.
 *
 * | home | listed |
 * |---|---|
 * | refused or away, with a day that has come | `promised`, before everything |
 * | refused without a day, or the day is still to come | not at all: left in peace |
 * | otherwise | as far as its survey is, then re-checks, then coaching once it is surveyed, then those who could only say "chưa rõ" |
 */
export function dayWork<H extends Household>(households: readonly H[], visits: readonly Visit[], today: Day): Work<H>[] {
  const visitsByHome = new Map<Uuid, Visit[]>();
  for (const visit of visits) {
    const known = visitsByHome.get(visit.household);
    if (known) known.push(visit);
    else visitsByHome.set(visit.household, [visit]);
  }
  return households
    .map((household) => workAt(household, visitsByHome.get(household.id) ?? [], today))
    .filter((work) => work !== undefined)
    .sort(byUrgency);
}

function workAt<H extends Household>(household: H, visits: readonly Visit[], today: Day): Work<H> | undefined {
  const promise = promiseOf(household, visits, today);
  if (promise === 'later') return undefined;
  const state = surveyState(household, today);
  const adults = adultsOf(household, today);
  const open = openVisits(visits, today);
  const living = new Set(adults.map(({ id }) => id));
  const rechecks = open.filter((visit) => visitState(visit, today) === 'due' && living.has(visit.person ?? '')).sort(byDueDay);
  // Who has just been shown something is let try it first.
  const shown = new Set(open.map(({ person }) => person));
  const free = state === 'done' ? adults.filter(({ id }) => !shown.has(id)) : [];
  const socialOnly = free.filter((person) => isSocialOnly(person, today));
  const wishing = free.filter((person) => !socialOnly.includes(person) && hasWish(person, visits, today));
  const holds: Readonly<Record<WorkReason, boolean>> = {
    promised: promise === 'due',
    finishSurvey: state === 'partly',
    survey: state === 'notStarted',
    recheck: rechecks.length > 0,
    coach: socialOnly.length + wishing.length > 0,
    askAgain: state === 'done' && [household, ...adults].some(({ answers }) => isNothingKnown(answersUntil(answers, today), today)),
  };
  const reasons = workReasons.filter((reason) => holds[reason]);
  if (reasons.length === 0) return undefined;
  return { household, reasons, promised: promise === 'due' ? household.returnOn : undefined, rechecks, socialOnly, wishing };
}

const hasWish = (person: Person, visits: readonly Visit[], today: Day): boolean => openWish(person, visits, today) !== undefined;

/** The guide that somebody wished to be shown and was not shown since. @param visits those of the home, or of the village */
export function openWish({ id, answers: given }: Pick<Person, 'id' | 'answers'>, visits: readonly Visit[], today: Day): string | undefined {
  const answers = answersUntil(given, today);
  const wish = wishIn(answers);
  const asked = answers['H8']?.on ?? today;
  return wish !== undefined && visits.some(({ person, guide, on }) => person === id && guide === wish && on >= asked) ? undefined : wish;
}

/** "Chưa rõ" to everything, which asks to be asked again, on a day that is over. Who would rather not say is left alone. */
function isNothingKnown(answers: AnswersByCode, today: Day): boolean {
  const given = Object.entries(answers).filter(([code]) => isKnownCode(code));
  return given.length > 0 && given.every(([, answer]) => 'na' in answer && answer.na === 'unknown' && answer.on < today);
}

/** Was a day given to come back, and has it come? Kept once anything was answered or shown there on that day or since. */
function promiseOf({ outcome, returnOn, answers, people }: Household, visits: readonly Visit[], today: Day): 'none' | 'due' | 'later' {
  if (outcome === undefined) return 'none';
  if (returnOn === undefined) return outcome === 'refused' ? 'later' : 'none';
  if (returnOn > today) return 'later';
  const said = [answers, ...people.map((person) => person.answers)].flatMap((given) => Object.values(given).map(({ on }) => on));
  return [...said, ...visits.map(({ on }) => on)].some((on) => on >= returnOn && on <= today) ? 'none' : 'due';
}

const socialOnlyRule = indicators.find(({ id }) => id === 'socialOnly')!;
const isSocialOnly = (person: Person, today: Day): boolean => evaluate(socialOnlyRule.met, answersUntil(person.answers, today)) === 'yes';

const byText = (a = '', b = ''): number => (a === b ? 0 : a < b ? -1 : 1);
const byDueDay = (a: Visit, b: Visit): number => byText(a.recheckOn ?? '', b.recheckOn ?? '') || byText(a.id, b.id);

function byUrgency(a: Work, b: Work): number {
  return (
    rankOf(a) - rankOf(b) ||
    byText(a.promised, b.promised) ||
    (a.reasons[0] === 'coach' ? Number(b.socialOnly.length > 0) - Number(a.socialOnly.length > 0) : 0) ||
    Number(b.household.hardship) - Number(a.household.hardship) ||
    byText(a.rechecks[0]?.recheckOn ?? '', b.rechecks[0]?.recheckOn ?? '') * (a.reasons[0] === 'recheck' ? 1 : 0) ||
    (a.reasons[0] === 'coach' ? b.socialOnly.length - a.socialOnly.length : 0) ||
    inVietnamese().compare(a.household.address, b.household.address) ||
    byText(a.household.id, b.household.id)
  );
}

const rankOf = ({ reasons }: Work): number => workReasons.indexOf(reasons[0]!);
// Made when it is first needed: a collator is some milliseconds of a cheap phone, and most screens sort nothing.
let collator: Intl.Collator | undefined;
const inVietnamese = (): Intl.Collator => (collator ??= new Intl.Collator('vi', { numeric: true }));

/**
 * The homes of one day, `most` of them: every promise however many, then in order; but one place each is kept for the
 * first re-check and the first coaching, or a village with a hundred homes to ask would never come to either.
 */
export function todaysWork<W extends Pick<Work, 'reasons'>>(inOrder: readonly W[], most: number): W[] {
  const first = (reason: WorkReason): readonly W[] => inOrder.filter(({ reasons }) => reasons[0] === reason).slice(0, 1);
  const promised = inOrder.filter(({ reasons }) => reasons[0] === 'promised');
  const kept = [...first('recheck'), ...first('coach')].slice(0, Math.max(0, most - promised.length - 1));
  const chosen = new Set<W>([...promised, ...kept]);
  for (const one of inOrder) {
    if (chosen.size >= most) break;
    chosen.add(one);
  }
  return inOrder.filter((one) => chosen.has(one));
}
