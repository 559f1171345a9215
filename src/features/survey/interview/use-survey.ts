import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { dayOf } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { systemSchedule } from '../../../lib/schedule.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useLiveHousehold, usePhone, useRefresh, useToday, type Phone } from '../../../phone/hooks.ts';
import type { Unsaved } from '../drafts/saving.ts';
import { isSamePosition } from '../form-position.ts';
import { useVillage } from '../use-household.ts';
import { afterPaint } from './session/after-paint.ts';
import { addStep, entryIn, noteStep } from './session/survey-history.ts';
import { createSurveySession } from './session/survey-session.ts';
import type { OnMove, SurveySession, SurveyState } from './session/survey-state.ts';

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
  useEffect(() => {
    const opened = session.get();
    if (!isOpen || opened.state !== 'open') return;
    const { at } = entryIn(history.state);
    const isKnown = session.goTo(at ?? opened.content.at);
    // A step that waits for a write shows later, so what shows now says nothing of an entry that has one.
    const shown = session.get();
    if (!(at && isKnown) && shown.state === 'open') noteStep(shown.content.at);
  }, [session, isOpen, key]);
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
