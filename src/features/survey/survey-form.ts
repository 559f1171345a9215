import { answerField, type Answer, type AnswersByCode } from '../../domain/answer.ts';
import type { NamesQuestion } from '../../domain/questionnaire/question.ts';
import { answersFromTicks, type Ticks } from '../../domain/questionnaire/ticks.ts';
import { adultsOf } from '../../domain/village.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Change, PhoneRecord } from '../../store/phone-store.ts';
import type { Place, Section, SurveyContent } from './draft-content.ts';
import { answersIn, END, isAt, isSectionOpen, needsAsking, nextStep, placeOf, stepsOf, type Sheet } from './survey-steps.ts';

/** The confirmed-or-own versions shown now; `undefined` for a record that this phone does not hold. */
export type BasesOf = (record: Uuid) => PhoneRecord['bases'] | undefined;

export interface StartOptions {
  readonly pace: SurveyContent['pace'];
  /** Hỏi nhanh or Hỏi đủ; absent: đủ. */
  readonly length?: SurveyContent['length'] | undefined;
  /** Start with this section (a person who was put off). */
  readonly section?: Uuid | undefined;
  /** Start with this question, to correct it. */
  readonly at?: Place | undefined;
  /** Ask nothing of the other sections. */
  readonly only?: Uuid | undefined;
}

/** A new form. The versions shown are noted now for the home and everybody to be asked. */
export function startSurvey(sheet: Sheet, basesOf: BasesOf, { pace, length = 'full', section, at, only }: StartOptions): SurveyContent {
  const home = sheet.household.id;
  const empty: SurveyContent = {
    form: 'survey',
    questionnaire: sheet.questionnaire.version,
    pace,
    length,
    ...(only !== undefined && { only }),
    ...(only !== undefined && at && { just: at.step }),
    showing: true,
    at: { section: home, step: END },
    sections: {},
    finished: [],
    skipped: [],
    ticks: {},
    consent: {},
  };
  const sections = [home, ...adultsOf(sheet.household, sheet.today).map(({ id }) => id)];
  const asked = sections.filter((id) => only === undefined || id === only);
  const others = { ...empty, finished: sections.filter((id) => !asked.includes(id)) };
  const opened = asked.reduce((content, id) => openSection(content, sheet, basesOf, id), others);
  const first = stepsOf(sheet, opened).find((step) => (!section || step.section === section) && needsAsking(step, sheet, opened));
  return { ...opened, at: at ?? (first ? placeOf(first) : opened.at) };
}

function openSection(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, id: Uuid): SurveyContent {
  if (content.sections[id]) return content;
  const isHome = id === sheet.household.id;
  const questions = isHome ? sheet.questionnaire.household : sheet.questionnaire.person;
  const shown = basesOf(id) ?? {};
  const bases: Section['bases'] = {};
  for (const field of questions.map(({ code }) => answerField(code))) {
    const base = shown[field];
    if (base !== undefined) bases[field] = base;
  }
  const opened: Section = { kind: isHome ? 'household' : 'person', bases, answers: {}, ...(isHome && { by: 'self' as const }) };
  return { ...content, sections: { ...content.sections, [id]: opened } };
}

/** Shows another step; what was put off is taken up again by going there. */
export function moveTo(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, at: Place): SurveyContent {
  const skipped = at.step === END ? content.skipped : content.skipped.filter((id) => id !== at.section);
  const moved = { ...content, at, showing: true, skipped };
  return at.step === END ? moved : openSection(moved, sheet, basesOf, at.section);
}

/** The next step without answering this one again: forward after going back. */
export function moveOn(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, from: Place): Outcome {
  return kept(moveTo(content, sheet, basesOf, placeAfter(content, sheet, from)));
}

/** Who is speaking, from now on. Answers already given keep whom they were given by. */
export function chooseSpeaker(content: SurveyContent, section: Uuid, by: 'self' | 'proxy'): SurveyContent {
  const open = content.sections[section];
  return open ? { ...content, sections: { ...content.sections, [section]: { ...open, by } } } : content;
}

/** What to do with the store after an answer. */
export type Outcome =
  | { readonly kind: 'save'; readonly content: SurveyContent }
  /** The section is complete: freeze it, and keep what is left of the form (`undefined`: nothing is). */
  | { readonly kind: 'freeze'; readonly changes: readonly FrozenSection[]; readonly content: SurveyContent | undefined; readonly at: Place };

export type FrozenSection = Pick<Change, 'record' | 'kind' | 'set' | 'bases'>;

/** Answers the question at `from` and moves on. */
export const giveAnswer = (content: SurveyContent, sheet: Sheet, basesOf: BasesOf, from: Place, given: Answer): Outcome =>
  settled(withAnswers(content, sheet, basesOf, from.section, { [from.step]: given }), sheet, basesOf, from, [from.section]);

/** The family has gone on: what is ticked becomes an answer of each of them, and so does what is not. */
export function giveTicks(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, from: Place, question: NamesQuestion, ticksOf: ReadonlyMap<Uuid, Ticks>): Outcome {
  let next = content;
  for (const [id, ticks] of ticksOf) {
    const section = openSection(next, sheet, basesOf, id).sections[id]!;
    const common = { by: section.by ?? ('proxy' as const), on: sheet.today, q: sheet.questionnaire.version };
    next = withAnswers(next, sheet, basesOf, id, answersFromTicks(question, ticks, common, knownAnswers(sheet, next, id)));
  }
  const { [question.code]: _given, ...ticks } = next.ticks;
  return settled({ ...next, ticks }, sheet, basesOf, from, [...ticksOf.keys()]);
}

/** The same answer to the question at `from` for several people at once: "những người còn lại chưa cần". */
export function giveSame(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, from: Place, people: readonly Uuid[], value: string): Outcome {
  let next = content;
  for (const id of people) {
    const { by = 'proxy' } = openSection(next, sheet, basesOf, id).sections[id]!;
    next = withAnswers(next, sheet, basesOf, id, { [from.step]: { v: value, by, on: sheet.today, q: sheet.questionnaire.version } });
  }
  return settled(next, sheet, basesOf, from, people);
}

/** Answers to build on: in a new round over everything only what was said in this round. */
export const knownAnswers = (sheet: Sheet, content: SurveyContent, id: Uuid): AnswersByCode =>
  content.pace === 'missing' || content.finished.includes(id) ? answersIn(sheet, content, id) : (content.sections[id]?.answers ?? {});

/** Who answers for themselves (`self`), for whom somebody else does (`proxy`), and who is asked another time. */
export function chooseFamily(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, chosen: ReadonlyMap<Uuid, 'self' | 'proxy' | 'later'>): SurveyContent {
  let next = content;
  for (const [id, how] of chosen) {
    const without = next.skipped.filter((one) => one !== id);
    if (how === 'later') next = { ...next, skipped: [...without, id] };
    else next = chooseSpeaker(openSection({ ...next, skipped: without }, sheet, basesOf, id), id, how);
  }
  return next;
}

function withAnswers(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, section: Uuid, answers: Record<string, Answer>): SurveyContent {
  const ready = openSection(content, sheet, basesOf, section);
  const open = ready.sections[section]!;
  return { ...ready, sections: { ...ready.sections, [section]: { ...open, answers: { ...open.answers, ...answers } } } };
}

/** Moves on, and freezes those of `answered` of whom nothing is left to ask. */
function settled(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, from: Place, answered: readonly Uuid[]): Outcome {
  const whole = answered.filter((id) => Object.keys(content.sections[id]?.answers ?? {}).length > 0 && !isSectionOpen(id, sheet, content));
  if (whole.length > 0) return freezeSections(content, sheet, basesOf, from, whole);
  return kept(moveTo(content, sheet, basesOf, placeAfter(content, sheet, from)));
}

/** Asks this person another time: what they answered so far stays in the form. */
export function putOff(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, section: Uuid): Outcome {
  const skipped = [...content.skipped.filter((id) => id !== section), section];
  const without = { ...content, skipped };
  return kept(moveTo(without, sheet, basesOf, placeAfter(without, sheet, content.at)));
}

/** True while answers are in the form that are not frozen yet. */
export const holdsAnswers = ({ sections }: Pick<SurveyContent, 'sections'>): boolean =>
  Object.values(sections).some(({ answers }) => Object.keys(answers).length > 0);

/** A form at its end with nothing in it that is not frozen has done its work. */
const kept = (content: SurveyContent): Outcome =>
  content.at.step === END && !holdsAnswers(content) ? { kind: 'freeze', changes: [], at: content.at, content: undefined } : { kind: 'save', content };

/** The first step still to be asked after `from`, else the first one left out before it, else the end. */
function placeAfter(content: SurveyContent, sheet: Sheet, from: Place): Place {
  const next = nextStep(sheet, content, from) ?? nextStep(sheet, content);
  return next && !isAt(next, from) ? placeOf(next) : { section: sheet.household.id, step: END };
}

function freezeSections(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, from: Place, whole: readonly Uuid[]): Outcome {
  const ids = [...whole, ...strandedSections(content, sheet)];
  const changes = ids.map((id) => frozenSection(id, content.sections[id]!));
  const sections = Object.fromEntries(Object.entries(content.sections).filter(([id]) => !ids.includes(id)));
  const finished = [...content.finished.filter((id) => !ids.includes(id)), ...ids];
  // The sheet does not show the frozen answers yet; finished sections are not asked whatever it says.
  const rest = { ...content, sections, finished };
  const at = placeAfter(rest, sheet, from);
  const isOver = at.step === END && !holdsAnswers(rest);
  return { kind: 'freeze', changes, at, content: isOver ? undefined : moveTo(rest, sheet, basesOf, at) };
}

/** Answered people who are not to be asked any more (removed, moved, too young after all): no value vanishes. */
function strandedSections(content: SurveyContent, { household, today }: Sheet): Uuid[] {
  const asked = new Set([household.id, ...adultsOf(household, today).map(({ id }) => id)]);
  return Object.entries(content.sections)
    .filter(([id, { answers }]) => !asked.has(id) && Object.keys(answers).length > 0)
    .map(([id]) => id);
}

/** Everything that was answered and is not frozen, whole or not. */
export const sectionsSoFar = ({ sections }: Pick<SurveyContent, 'sections'>): FrozenSection[] =>
  Object.entries(sections)
    .filter(([, { answers }]) => Object.keys(answers).length > 0)
    .map(([id, section]) => frozenSection(id, section));

const frozenSection = (record: Uuid, { kind, answers, bases }: Section): FrozenSection => ({
  record,
  kind,
  set: Object.fromEntries(Object.entries(answers).map(([code, given]) => [answerField(code), given])),
  bases,
});
