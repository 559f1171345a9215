import type { Uuid } from '../../../../lib/ids.ts';
import type { Draft } from '../../../../store/phone-store.ts';
import type { SurveyContent } from '../../drafts/draft-content.ts';
import type { Unsaved } from '../../drafts/saving.ts';
import type { HouseholdContext } from '../../form-context.ts';
import { isSamePosition, type FormPosition } from '../../form-position.ts';
import { formContextOf } from '../../household-context.ts';
import { asInForm } from '../as-in-form.ts';
import { withSubmitted, type SubmittedGroup } from './submitted-changes.ts';
import { readSurvey, writeOutcome } from './survey-disk.ts';
import { moveTo } from '../survey-sections.ts';
import type { Action, OnMove, OpenSurvey, SurveyDeps, SurveySession, SurveyState } from './survey-state.ts';
import { END, isAt, stepsOf } from '../survey-steps.ts';
import type { Typed } from './typed.ts';

// Delay before a write is told, ms: most are on disk within a few frames and need no redraw.
const worthTelling = 250;

const keyOf = ({ section, step }: FormPosition): string => `${section} ${step}`;

/**
 * The open form of one household. An action shows at once and is written behind; one write is under way at a time, and
 * an action made meanwhile is held: no answer is taken before the one before it is on disk. A write that fails shows
 * its step again with what was typed; actions held behind it are not taken, and what was typed for them waits at their
 * own steps. The end of the form says that all is saved, so it shows only once it is.
 *
 * @param household the draft's id
 */
export function createSurveySession(deps: SurveyDeps, household: Uuid, onMove: OnMove): SurveySession {
  const listeners = new Set<() => void>();
  const typed = new Map<string, Typed>();
  let form: { readonly draft: Draft; readonly content: SurveyContent } | undefined;
  let withoutForm: 'loading' | 'none' | 'unreadable' | 'failed' | 'done' = 'loading';
  let submitted: readonly SubmittedGroup[] = [];
  let context: HouseholdContext | undefined;
  let arrived: OpenSurvey['arrived'];
  let problem: Unsaved | undefined;
  let isSlow = false;
  let held: readonly Action[] = [];
  let isWriting = false;
  let written: Promise<void> = Promise.resolve();
  let state: SurveyState = { state: 'loading' };

  function show(): void {
    state = stateNow();
    for (const listener of listeners) listener();
  }

  function stateNow(): SurveyState {
    const records = deps.records.get();
    if (records.state === 'failed') return { state: 'householdFailed' };
    if (records.state === 'loading') return { state: 'loading' };
    if (!context) return { state: 'noHousehold' };
    if (form) {
      const { draft, content } = form;
      const formContext = asInForm(context, { draft, content });
      return { state: 'open', content, formContext, arrived, problem, typed: typed.get(keyOf(content.at)), isSlow };
    }
    return withoutForm === 'done' || withoutForm === 'none'
      ? { state: withoutForm, formContext: context }
      : { state: withoutForm };
  }

  function readContext(): void {
    const records = deps.records.get();
    if (records.state !== 'ready') return;
    context = formContextOf(withSubmitted(records.value, submitted), deps.today());
  }

  function setSubmitted(groups: readonly SubmittedGroup[]): void {
    submitted = groups;
    readContext();
  }

  function setContent(content: SurveyContent | undefined): void {
    if (form && content) form = { ...form, content };
  }

  function take(action: Action): void {
    // A later tap at the same step is the one that counts.
    held = [...held.filter(({ from }) => !from || !isSamePosition(from, action.from)), action];
    if (!isWriting) written = takeHeld();
  }

  async function takeHeld(): Promise<void> {
    isWriting = true;
    try {
      for (let action = held[0]; action; action = held[0]) {
        held = held.slice(1);
        if (state.state !== 'open') continue;
        // Given at a step that shows no more: a second tap on the last question.
        if (action.from && !isSamePosition(action.from, state.content.at)) continue;
        await perform(action, state);
      }
    } finally {
      isWriting = false;
    }
  }

  async function perform(action: Action, { content: before, formContext }: OpenSurvey): Promise<void> {
    const { draft } = form!; // there is one while the state is `open`
    const outcome = action.outcome(before, formContext);
    const group = outcome.kind === 'submit' && { village: draft.village, changes: outcome.changes };
    const to = outcome.kind === 'submit' ? outcome.at : outcome.content.at;
    const isMoved = !isSamePosition(to, before.at);
    const isEnd = !outcome.content || (isMoved && to.step === END);

    function showResult(): void {
      if (group) setSubmitted([...submitted, group]);
      setContent(outcome.content);
      if (isMoved) arrived = action.isBack ? 'back' : 'forward';
      show();
      if (isMoved && !action.isBack) onMove(to, before.at, 'forward');
    }

    if (action.from || action.isBack) problem = undefined;
    if (!isEnd) {
      showResult();
      if (isMoved) await deps.afterPaint(); // the frame that shows the next step waits for no write
    }
    const result = await tellingWhenSlow(writeOutcome(deps, draft, outcome));
    if (result.problem) {
      setSubmitted(submitted.filter((one) => one !== group));
      if (action.from) undo(action, action.from, result.problem, before);
      return;
    }
    if (action.from) typed.delete(keyOf(action.from));
    form = result.draft && form && { ...form, draft: result.draft };
    if (!form) withoutForm = 'done';
    if (isEnd) showResult();
    if (group) readAgain(group, { ...group, opIds: result.opIds });
  }

  /** Shows a step whose answer could not be written, as it was left; nothing that was held behind it is taken. */
  function undo({ typed: what }: Action, at: FormPosition, why: Unsaved, before: SurveyContent): void {
    const from = form?.content.at;
    problem = why;
    if (what) typed.set(keyOf(at), what);
    keepTyped();
    for (const { from: answers, isBack, outcome } of held)
      if (!answers && !isBack && context) before = { ...(outcome(before, context).content ?? before), at };
    held = [];
    setContent(before);
    if (!from || isSamePosition(from, at)) return show();
    arrived = 'back';
    show();
    onMove(at, from, 'undone');
  }

  function keepTyped(): void {
    for (const { from, typed: what } of held) if (from && what) typed.set(keyOf(from), what);
  }

  /** What was submitted is in the records from now on. Until they are read, it shows as it was submitted. */
  function readAgain(group: SubmittedGroup, onDisk: SubmittedGroup): void {
    setSubmitted(submitted.map((one) => (one === group ? onDisk : one)));
    show();
    void deps
      .afterPaint()
      .then(deps.refresh)
      .then(() => {
        setSubmitted(submitted.filter((one) => one !== onDisk));
        show();
      });
  }

  async function tellingWhenSlow<T>(write: Promise<T>): Promise<T> {
    const stop = deps.schedule(worthTelling, () => {
      isSlow = true;
      show();
    });
    try {
      return await write;
    } finally {
      stop();
      if (isSlow) {
        isSlow = false;
        show();
      }
    }
  }

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take,
    goTo(at) {
      // The answer held at the step that is left is not taken; it stays chosen there.
      keepTyped();
      held = held.filter(({ from }) => !from);
      if (state.state !== 'open' || !isKnownStep(state, at)) return false;
      const { content } = state;
      if (held.length === 0 && content.showing && isSamePosition(content.at, at)) return true;
      take({
        isBack: true,
        outcome: (now, formContext) => ({ kind: 'save', content: moveTo(now, formContext, formContext.basesOf, at) }),
      });
      return true;
    },
    async reload() {
      await written;
      const shown = form?.content.at;
      // Another window may have submitted a part of it.
      if (form) await deps.refresh();
      const read = await readSurvey(deps, household);
      problem = undefined;
      withoutForm = read.state === 'open' ? 'loading' : read.state;
      form = read.state === 'open' ? { draft: read.draft, content: read.content } : undefined;
      // The step on the screen stays, where the newer form asks it too.
      if (form && shown && context && isKnownStep({ content: form.content, formContext: context }, shown))
        setContent(moveTo(form.content, context, context.basesOf, shown));
      show();
    },
    async settled() {
      await written;
      return problem;
    },
    update() {
      readContext();
      show();
    },
  };
}

const isKnownStep = (
  { content, formContext }: Pick<OpenSurvey, 'content' | 'formContext'>,
  at: FormPosition,
): boolean => at.step === END || stepsOf(formContext, content).some((step) => isAt(step, at));
