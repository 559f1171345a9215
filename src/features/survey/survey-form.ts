import { answerField, type Answer } from '../../domain/answer.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Change, PhoneRecord } from '../../store/phone-store.ts';
import type { Place, Section, SurveyContent } from './draft-content.ts';
import { END, isAt, needsAsking, nextStep, placeOf, stepsOf, type Sheet } from './survey-steps.ts';

/** The confirmed-or-own versions shown now; `undefined` for a record that this phone does not hold. */
export type BasesOf = (record: Uuid) => PhoneRecord['bases'] | undefined;

export interface StartOptions {
  readonly pace: SurveyContent['pace'];
  /** Start with this section (a person who was put off). */
  readonly section?: Uuid | undefined;
  /** Start with this question, to correct it. */
  readonly at?: Place | undefined;
  /** Ask nothing of the other sections. */
  readonly only?: Uuid | undefined;
}

/** A new form. The versions shown are noted now for the home and everybody to be asked. */
export function startSurvey(sheet: Sheet, basesOf: BasesOf, { pace, section, at, only }: StartOptions): SurveyContent {
  const home = sheet.household.id;
  const empty: SurveyContent = {
    form: 'survey',
    questionnaire: sheet.questionnaire.version,
    pace,
    showing: true,
    at: { section: home, step: END },
    sections: {},
    finished: [],
    skipped: [],
  };
  const sections = [...new Set(stepsOf(sheet, empty).map((step) => step.section))];
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
export function giveAnswer(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, from: Place, given: Answer): Outcome {
  const ready = openSection(content, sheet, basesOf, from.section);
  const open = ready.sections[from.section]!;
  const section: Section = { ...open, answers: { ...open.answers, [from.step]: given } };
  const answered = { ...ready, sections: { ...ready.sections, [from.section]: section } };
  const rest = stepsOf(sheet, answered).filter((step) => step.kind === 'question' && step.section === from.section);
  const wasFinished = content.finished.includes(from.section);
  if (!wasFinished && rest.some((step) => needsAsking(step, sheet, answered))) {
    return kept(moveTo(answered, sheet, basesOf, placeAfter(answered, sheet, from)));
  }
  return freezeSection(answered, sheet, basesOf, from);
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

function freezeSection(content: SurveyContent, sheet: Sheet, basesOf: BasesOf, from: Place): Outcome {
  const ids = [from.section, ...strandedSections(content, sheet)];
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
function strandedSections(content: SurveyContent, sheet: Sheet): Uuid[] {
  const asked = new Set(stepsOf(sheet, content).map((step) => step.section));
  return Object.entries(content.sections)
    .filter(([id, { answers }]) => !asked.has(id) && Object.keys(answers).length > 0)
    .map(([id]) => id);
}

const frozenSection = (record: Uuid, { kind, answers, bases }: Section): FrozenSection => ({
  record,
  kind,
  set: Object.fromEntries(Object.entries(answers).map(([code, given]) => [answerField(code), given])),
  bases,
});
