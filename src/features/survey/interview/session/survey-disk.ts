import type { Json } from '../../../../domain/record/json.ts';
import type { Clock } from '../../../../lib/clock.ts';
import type { Uuid } from '../../../../lib/ids.ts';
import type { Draft, PhoneStore } from '../../../../store/phone-store.ts';
import { readDraftContent, type SurveyContent } from '../../drafts/draft-content.ts';
import { nextDraft, trySave, type Unsaved } from '../../drafts/saving.ts';
import type { Outcome } from '../survey-outcome.ts';

export interface SurveyDisk {
  readonly store: Pick<PhoneStore, 'drafts' | 'records'>;
  readonly clock: Clock;
}

export type ReadSurvey =
  | { readonly state: 'none' | 'unreadable' | 'failed' }
  | { readonly state: 'open'; readonly draft: Draft; readonly content: SurveyContent };

/** The household's form as it is on disk. */
export async function readSurvey({ store }: SurveyDisk, household: Uuid): Promise<ReadSurvey> {
  try {
    const draft = await store.drafts.get(household);
    if (!draft) return { state: 'none' };
    const content = readDraftContent(draft.content);
    return content?.form === 'survey' ? { state: 'open', draft, content } : { state: 'unreadable' };
  } catch (error) {
    console.warn(error);
    return { state: 'failed' };
  }
}

export type Written =
  | { readonly problem: Unsaved }
  | {
      readonly problem?: undefined;
      /** The form as it is on disk now; undefined when it is finished. */ readonly draft: Draft | undefined;
      /** The operations of a submit, by record. */ readonly opIds: ReadonlyMap<Uuid, Uuid>;
    };

/** Writes an outcome on top of `draft`, all of it or nothing: on disk when it resolves without a problem. */
export async function writeOutcome({ store, clock }: SurveyDisk, draft: Draft, outcome: Outcome): Promise<Written> {
  const saved = outcome.content as Json | undefined;
  const put = saved === undefined ? undefined : nextDraft(draft, saved, clock.now());
  let opIds: ReadonlyMap<Uuid, Uuid> = new Map();
  const problem = await trySave(async () => {
    if (outcome.kind === 'save') return store.drafts.save(put!);
    const changes = outcome.changes.map((change) => ({ ...change, village: draft.village }));
    const operations = await store.records.submit(changes, put ? { put } : { remove: draft.id, rev: draft.rev });
    opIds = new Map(operations.map(({ record, opId }) => [record, opId]));
    return undefined;
  }, saved);
  return problem ? { problem } : { draft: put, opIds };
}

/** Opens a new form of this household: on disk when it resolves to undefined. */
export function startDraft(
  { store, clock }: SurveyDisk,
  village: Uuid,
  household: Uuid,
  content: SurveyContent,
): Promise<Unsaved | undefined> {
  const now = clock.now();
  return trySave(
    () => store.drafts.save({ id: household, village, rev: 1, startedAt: now, savedAt: now, content: content as Json }),
    content as Json,
  );
}
