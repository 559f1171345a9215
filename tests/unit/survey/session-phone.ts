import type { Uuid } from '../../../src/lib/ids.ts';
import { dayOf } from '../../../src/lib/day.ts';
import { readDraftContent } from '../../../src/features/survey/drafts/draft-content.ts';
import { startSurvey } from '../../../src/features/survey/interview/survey-form.ts';
import { formContextOf } from '../../../src/features/survey/household-context.ts';
import { startDraft } from '../../../src/features/survey/interview/session/survey-disk.ts';
import { createSurveySession } from '../../../src/features/survey/interview/session/survey-session.ts';
import { actionsAt } from '../../../src/features/survey/interview/session/actions.ts';
import type {
  Action,
  OnMove,
  OpenSurvey,
  SurveySession,
} from '../../../src/features/survey/interview/session/survey-state.ts';
import { isAt, stepsOf, type Step } from '../../../src/features/survey/interview/survey-steps.ts';
import type { Given } from '../../../src/features/survey/questions/QuestionInputs.tsx';
import { createLive } from '../../../src/phone/live-views.ts';
import type { MemoryHooks } from '../../../src/store/engine/memory-engine.ts';
import type { PhoneStore } from '../../../src/store/phone-store.ts';
import { createTestClock, newId, recordId, village } from '../../browser/store/phone.ts';
import { createMemoryPhone, type MemoryPhone } from '../store/memory-phone.ts';

export const household = recordId(1);
export const adults: readonly Uuid[] = [recordId(2), recordId(3)];
const clock = createTestClock();
const today = () => dayOf(clock.now());

/** A real store in memory with a household of two adults who were never asked. */
export async function phoneWithHousehold(): Promise<MemoryPhone> {
  const phone = createMemoryPhone(clock);
  const { store } = phone.tab();
  await store.records.submit([
    { record: household, village, kind: 'household', set: { headName: 'Hộ thử' }, bases: {} },
    ...adults.map((record, i) => ({
      record,
      village,
      kind: 'person' as const,
      set: { household, name: `Người thử ${i}`, birthYear: 1980, living: 'here' },
      bases: {},
    })),
  ]);
  const formContext = formContextOf(await store.records.list(village), today())!;
  await startDraft(
    { store, clock },
    village,
    household,
    startSurvey(formContext, formContext.basesOf, { pace: 'missing', length: 'quick' }),
  );
  return phone;
}

export interface OpenTab {
  readonly session: SurveySession;
  readonly store: PhoneStore;
  readonly opened: Promise<void>;
  readonly kill: () => void;
}

/** Begins to open the form in a tab of its own. */
export function openTab(phone: MemoryPhone, hooks: MemoryHooks = {}, onMove: OnMove = () => undefined): OpenTab {
  const { store, engine } = phone.tab(hooks);
  const records = createLive(store, ['records'], () => store.records.list(village));
  const session = createSurveySession(
    {
      store,
      clock,
      schedule: () => () => undefined,
      records,
      today,
      afterPaint: () => Promise.resolve(),
      refresh: () => records.refresh(),
    },
    household,
    onMove,
  );
  records.subscribe(session.update);
  const opened = session.reload().then(() => records.refresh());
  return { session, store, opened, kill: () => engine.kill() };
}

/** The same, once it is open. */
export async function openForm(...of: Parameters<typeof openTab>): Promise<OpenTab> {
  const tab = openTab(...of);
  await tab.opened;
  return tab;
}

export const openNow = (session: SurveySession): OpenSurvey => {
  const survey = session.get();
  if (survey.state !== 'open') throw new Error(`the form is ${survey.state}`);
  return survey;
};

export const stepNow = (session: SurveySession): Step | undefined => {
  const { content, formContext } = openNow(session);
  return stepsOf(formContext, content).find((step) => isAt(step, content.at));
};

/** What is answered to each question: always the same, so that a repeated answer can be told from another one. */
export const givenTo = ({ question }: Extract<Step, { kind: 'question' }>): Given => {
  if (question.type === 'number') return { v: 2 };
  if (question.type === 'several' || question.type === 'year' || question.type === 'text') return { na: 'refused' };
  return { na: question.code === 'H2' ? 'unknown' : 'refused' };
};

/** The tap that answers the step on the screen. */
export function tapAt(session: SurveySession): Action {
  const { content } = openNow(session);
  const step = stepNow(session);
  const acts = actionsAt(content.at);
  switch (step?.kind) {
    case 'question':
      return acts.answer(givenTo(step));
    case 'consent':
      return acts.consent({
        said: new Map(step.people.map(({ id }) => [id, 'yes'])),
        how: 'tapped',
        collector: recordId(99),
        newId,
      });
    case 'here':
      return acts.chooseFamily(new Map(adults.map((id, i) => [id, i === 0 ? 'self' : 'proxy'])));
    case 'names':
      return acts.tick(step.question, new Map(step.people.map(({ id }) => [id, { ticked: [] }])));
    case 'by':
      return acts.speak('self');
    case undefined:
      throw new Error(`nothing to tap at ${content.at.step}`);
  }
}

/** Every answer that is on this disk, in the form or submitted, by record and question; each submit counts. */
export async function answersOnDisk(phone: MemoryPhone): Promise<Map<string, number>> {
  const { store } = phone.tab();
  const counted = new Map<string, number>();
  const count = (key: string): void => void counted.set(key, (counted.get(key) ?? 0) + 1);
  const entries = await store.outbox.pending({ operations: 999, bytes: 1e9 });
  const operations = entries.map(({ operation }) => operation!);
  for (const { record, kind, set } of operations) {
    if (kind === 'consent') count(`${JSON.stringify(set['person'])} consent`);
    for (const field of Object.keys(set)) if (field.startsWith('a.')) count(`${record} ${field.slice(2)}`);
  }
  const draft = await store.drafts.get(household);
  const content = draft && readDraftContent(draft.content);
  if (content?.form === 'survey')
    for (const [section, { answers }] of Object.entries(content.sections))
      for (const code of Object.keys(answers)) count(`${section} ${code}`);
  return counted;
}
