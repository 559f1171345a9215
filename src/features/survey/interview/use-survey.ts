import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { dayOf } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { systemSchedule } from '../../../lib/schedule.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useLiveHousehold, usePhone, useRefresh, useToday, type Phone } from '../../../phone/hooks.ts';
import type { Unsaved } from '../drafts/saving.ts';
import { isSamePosition, type FormPosition } from '../form-position.ts';
import { useVillage } from '../use-household.ts';
import { afterPaint } from './session/after-paint.ts';
import { addStep, entryIn, noteStep } from './session/survey-history.ts';
import { createSurveySession } from './session/survey-session.ts';
import type { OnMove, OpenSurvey, SurveySession, SurveyState } from './session/survey-state.ts';
import { END, isAt, stepsOf } from './survey-steps.ts';

/** Forms left while something was being written, by household. */
const left = new WeakMap<Phone['store'], Map<Uuid, SurveySession>>();

const leftIn = (store: Phone['store']): Map<Uuid, SurveySession> => {
  const known = left.get(store) ?? new Map<Uuid, SurveySession>();
  left.set(store, known);
  return known;
};

/** The open form of one household, and its steps in the browser's history. */
export function useSurvey(household: Uuid): { readonly survey: SurveyState; readonly session: SurveySession } {
  const { store, clock, calendar, basePath } = usePhone();
  const village = useVillage();
  const records = useLiveHousehold(village, household);
  const refresh = useRefresh(village);
  const navigate = useNavigate();
  const session = useMemo(() => {
    const today = () => dayOf(calendar.now());
    const deps = { store, clock, schedule: systemSchedule, records, today, afterPaint, refresh };
    return leftIn(store).get(household) ?? createSurveySession(deps, household, followInHistory);
  }, [store, clock, calendar, records, refresh, household]);
  const survey = useSyncExternalStore(session.subscribe, session.get);

  useEffect(() => {
    const others = leftIn(store);
    others.delete(household);
    const stop = records.subscribe(session.update);
    session.update();
    return () => {
      stop();
      const told = problemOf(session);
      others.set(household, session);
      void session.settled().then((problem) => {
        if (others.get(household) !== session) return; // open again
        // The answer given last is not on disk: back to its question, which says so.
        if (problem && problem !== told) void navigate(addressesBelow(basePath).survey(household));
        else others.delete(household);
      });
    };
  }, [session, store, records, household, navigate, basePath]);

  const today = useToday();
  useEffect(() => session.update(), [session, today]);

  useStepsInHistory(session, survey.state === 'open');
  return { survey, session };
}

/** Follows the phone's own back, and reads a form that was opened from the end of the one before. */
function useStepsInHistory(session: SurveySession, isOpen: boolean): void {
  const { key } = useLocation();
  const follow = useCallback(() => {
    const { at } = entryIn(history.state);
    if (session.get().state !== 'open') void session.reload();
    else if (at) session.goTo(at);
  }, [session]);
  useEffect(follow, [follow, key]);
  useEffect(() => {
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, [follow]);
  const opened = useRef<SurveySession>(undefined);
  useEffect(() => {
    const survey = session.get();
    if (!isOpen || survey.state !== 'open') return;
    const isFirst = opened.current !== session;
    opened.current = session;
    const { at } = entryIn(history.state);
    // A page loaded anew keeps its entry, which may be of a step whose answer before it never reached the disk.
    const asked = at && !(isFirst && isAhead(survey, at)) ? at : undefined;
    const isKnown = session.goTo(asked ?? survey.content.at);
    // A step that waits for a write shows later, so what shows now says nothing of an entry that has one.
    const shown = session.get();
    if (!(asked && isKnown) && shown.state === 'open') noteStep(shown.content.at);
  }, [session, isOpen, key]);
}

/** True for a step that comes after the one that the form is at. */
function isAhead({ content, formContext }: OpenSurvey, at: FormPosition): boolean {
  const steps = stepsOf(formContext, content);
  const placeOf = (of: FormPosition): number =>
    of.step === END ? steps.length : steps.findIndex((step) => isAt(step, of));
  const now = placeOf(content.at);
  return now >= 0 && placeOf(at) > now;
}

function problemOf(session: SurveySession): Unsaved | undefined {
  const survey = session.get();
  return survey.state === 'open' ? survey.problem : undefined;
}

const followInHistory: OnMove = (to, from, how) => {
  if (how === 'forward') addStep(to, from);
  // Its entry is the present one, unless the person went back already.
  else if (isSamePosition(entryIn(history.state).at, from)) history.back();
};
