import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { consentsOf, consentState, type ConsentState } from '../../domain/consent.ts';
import type { Day } from '../../domain/day.ts';
import { questionnaire } from '../../domain/questionnaire/current.ts';
import type { Json } from '../../domain/json.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Draft, PhoneRecord } from '../../store/phone-store.ts';
import { householdIn, useHomeRecords, usePhone, useRefresh, useToday, type Phone, type PhoneHousehold } from '../../sync/react.ts';
import { readDraftContent, type Place, type SurveyContent } from './draft-content.ts';
import { nextDraft, trySave, type Unsaved } from './saving.ts';
import type { BasesOf, Outcome } from './survey-form.ts';
import type { Sheet } from './survey-steps.ts';

/** The village this person surveys. @throws for those who see figures only: their bar has no way here */
export function useVillage(): Uuid {
  const { village } = usePhone();
  if (!village) throw new Error('This person has no village to survey.');
  return village.id;
}

export interface HomeSheet extends Sheet {
  readonly household: PhoneHousehold;
  readonly basesOf: BasesOf;
  /** The same home or person, recorded twice: what was merged into this record. */
  readonly mergedOf: (record: Uuid) => readonly PhoneRecord[];
}

export type LoadedHome = { readonly state: 'loading' } | { readonly state: 'failed' } | { readonly state: 'notFound' } | { readonly state: 'ready'; readonly sheet: HomeSheet };

/** One home as the phone shows it now, with the versions shown; the one that stays for an address of one merged away. */
export function useHome(id: Uuid): LoadedHome {
  const village = useVillage();
  const today = useToday();
  const records = useHomeRecords(village, id);
  return useMemo((): LoadedHome => {
    if (records.state !== 'ready') return { state: records.state };
    const household = householdIn(records.value);
    if (!household) return { state: 'notFound' };
    const byId = new Map<Uuid, PhoneRecord>(records.value.flatMap((record) => [record, ...(record.merged ?? [])]).map((record) => [record.id, record]));
    const basesOf: BasesOf = (record) => byId.get(record)?.bases;
    const mergedOf: HomeSheet['mergedOf'] = (record) => byId.get(record)?.merged ?? [];
    return { state: 'ready', sheet: { household, questionnaire, today, basesOf, mergedOf, consentOf: consentIn(household, records.value, today) } };
  }, [records, today]);
}

/** What the people of this home said to being asked; of each once, since a form asks for it with every step. */
function consentIn({ id, people }: PhoneHousehold, records: readonly PhoneRecord[], today: Day): Sheet['consentOf'] {
  const consents = consentsOf(records.filter(({ kind, fields }) => kind === 'consent' && fields['household'] === id));
  const known = new Map(people.map((person) => [person.id, { id: person.id, household: id, birthYear: person.birthYear }]));
  const states = new Map<Uuid, ConsentState>();
  return (person) => {
    const state = states.get(person) ?? consentState(person, 'answers', consents, known, today);
    states.set(person, state);
    return state;
  };
}

export interface OpenSurvey {
  readonly draft: Draft;
  readonly content: SurveyContent;
}

export type LoadedSurvey =
  | { readonly state: 'loading' | 'none' | 'unreadable' | 'failed' }
  | ({ readonly state: 'open' } & OpenSurvey)
  /** Just finished, at the step `from`: everything of it is frozen. */
  | { readonly state: 'done'; readonly from: Place };

export interface SurveyKeeper {
  readonly survey: LoadedSurvey;
  /** On disk when it resolves to undefined; only then may the next question show. */
  readonly keep: (outcome: Outcome) => Promise<Unsaved | undefined>;
  /** Takes over what another window has saved. */
  readonly reload: () => Promise<void>;
}

/** The form under way of one home: read once, then changed only here, each change on disk before it shows. */
export function useSurvey(household: Uuid): SurveyKeeper {
  const phone = usePhone();
  const refresh = useRefresh(useVillage());
  const [survey, setSurvey] = useState<LoadedSurvey>({ state: 'loading' });

  // What is on disk, ahead of what is drawn: a save that comes while another is under way goes on top of it.
  const stored = useRef<LoadedSurvey>(survey);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const show = useCallback((next: LoadedSurvey) => {
    stored.current = next;
    setSurvey(next);
  }, []);

  const reload = useCallback(() => readSurvey(phone, household).then(show), [phone, household, show]);
  useEffect(() => {
    let gone = false;
    void readSurvey(phone, household).then((read) => {
      if (!gone) show(read);
    });
    return () => {
      gone = true;
    };
  }, [phone, household, show]);

  const keep = useCallback(
    (outcome: Outcome): Promise<Unsaved | undefined> => {
      const write = async (): Promise<Unsaved | undefined> => {
        const on = stored.current;
        if (on.state !== 'open') return { kind: 'failed' };
        const problem = await keepOutcome(phone, on.draft, outcome);
        if (problem) return problem;
        const isFrozen = outcome.kind === 'freeze';
        // The form first, then the records: records ahead of the form would send its screen to a step that it no
        // longer has, from where the old form would be saved over the new one. At the end there is no form to go wrong.
        if (isFrozen && !outcome.content) await refresh();
        show(outcome.content ? { state: 'open', ...advanced(on.draft, outcome.content, phone) } : { state: 'done', from: on.content.at });
        if (isFrozen && outcome.content) await refresh();
        return undefined;
      };
      const turn = queue.current.then(write);
      queue.current = turn.catch(() => undefined); // its own caller hears of it
      return turn;
    },
    [phone, refresh, show],
  );

  return { survey, keep, reload };
}

function readSurvey({ store }: Phone, household: Uuid): Promise<LoadedSurvey> {
  return store.drafts.get(household).then(surveyIn, (error: unknown): LoadedSurvey => {
    console.warn(error);
    return { state: 'failed' };
  });
}

function surveyIn(draft: Draft | undefined): LoadedSurvey {
  if (!draft) return { state: 'none' };
  const content = readDraftContent(draft.content);
  return content?.form === 'survey' ? { state: 'open', draft, content } : { state: 'unreadable' };
}

function advanced(draft: Draft, content: SurveyContent, { clock }: Phone): OpenSurvey {
  return { content, draft: nextDraft(draft, content as Json, clock.now()) };
}

function keepOutcome(phone: Phone, draft: Draft, outcome: Outcome): Promise<Unsaved | undefined> {
  const { store, clock } = phone;
  const saved = outcome.content as Json | undefined;
  const put = saved === undefined ? undefined : nextDraft(draft, saved, clock.now());
  if (outcome.kind === 'save') return trySave(() => store.drafts.save(put!), saved);
  const changes = outcome.changes.map((change) => ({ ...change, village: draft.village }));
  return trySave(async () => {
    await store.records.freeze(changes, put ? { put } : { remove: draft.id, rev: draft.rev });
    return undefined;
  }, saved);
}

/** Opens a new form of this home: on disk when it resolves to undefined. */
export function startDraft({ store, clock }: Phone, village: Uuid, household: Uuid, content: SurveyContent): Promise<Unsaved | undefined> {
  const now = clock.now();
  return trySave(() => store.drafts.save({ id: household, village, rev: 1, startedAt: now, savedAt: now, content: content as Json }), content as Json);
}
