import { dayOf } from '../../domain/day.ts';
import { returnDay } from '../../domain/return-after.ts';
import { householdsOf, type Household } from '../../domain/village.ts';
import type { Uuid } from '../../lib/ids.ts';
import { FreezeRefusedError } from '../../store/index.ts';
import type { Change, Draft, PhoneStore } from '../../store/phone-store.ts';
import { changedHome, changedPerson } from './changed-fields.ts';
import { readDraftContent, type DraftContent } from './draft-content.ts';
import { outcomeChange } from './home-change.ts';
import { holdsAnswers, sectionsSoFar } from './survey-form.ts';
import { sessionFieldsOf, visitFieldsOf } from './visits/visit-change.ts';

type Books = Pick<PhoneStore, 'drafts' | 'records'>;

// Another tab may be writing on one form while this one hands it in; each try takes what is there by then.
const triesAtMost = 5;

/**
 * Forms under way become operations as far as they got, because this book, or this village of it, is about to be erased: no answer that was given
 * vanishes unseen. What was ticked and not gone on from is no answer yet. A form that this version cannot read, or that
 * finds no room, stays a draft.
 * @param only the village whose forms are meant; undefined: of all
 * @returns how many were handed in
 */
export async function handInForms(store: Books, account: Uuid, only?: Uuid): Promise<number> {
  let handedIn = 0;
  for (const { id, village } of await store.drafts.list()) {
    if ((only === undefined || village === only) && (await handIn(store, id, account))) handedIn += 1;
  }
  return handedIn;
}

async function handIn(store: Books, id: Uuid, account: Uuid): Promise<boolean> {
  for (let tries = 0; tries < triesAtMost; tries++) {
    const draft = await store.drafts.get(id);
    const content = draft && readDraftContent(draft.content);
    if (!content) return false;
    const changes = changesIn(content, draft, householdsOf(await store.records.list(draft.village)), account);
    try {
      await store.records.freeze(changes.map((change) => ({ ...change, village: draft.village })), { remove: id, rev: draft.rev });
      return changes.length > 0;
    } catch (error) {
      if (!(error instanceof FreezeRefusedError)) throw error;
      if (error.problem.kind === 'full') return false;
    }
  }
  return false;
}

/** Nothing, where nothing was written that somebody could use. */
function changesIn(content: DraftContent, { id, savedAt }: Draft, homes: readonly Household[], account: Uuid): Omit<Change, 'village'>[] {
  switch (content.form) {
    case 'survey':
      return holdsAnswers(content) ? sectionsSoFar(content) : [];
    case 'household': {
      const before = homes.find((home) => home.id === id);
      const isBlank = !before && content.headName.trim() === '' && content.address.trim() === '';
      return isBlank ? [] : [{ record: id, kind: 'household', set: changedHome(content, before, account), bases: content.bases }];
    }
    case 'person': {
      const before = homes.flatMap(({ people }) => people).find((person) => person.id === id);
      const isBlank = !before && content.name.trim() === '' && content.birthYear === null;
      return isBlank ? [] : [{ record: id, kind: 'person', set: changedPerson(content, before), bases: content.bases }];
    }
    case 'outcome': {
      const { household, outcome, after, bases } = content;
      return outcome ? [outcomeChange({ id: household }, outcome, returnDay(dayOf(savedAt), after), () => bases)] : [];
    }
    case 'tally': {
      const isBlank = Object.values(content.numbers).every((number) => number === null);
      return isBlank ? [] : [{ record: content.record, kind: 'tally', set: { household: content.household, ...content.numbers, on: dayOf(savedAt) }, bases: content.bases }];
    }
    case 'visit': {
      const shown = visitFieldsOf(content, dayOf(savedAt), account);
      return shown ? [{ record: id, kind: 'visit', set: shown, bases: {} }] : [];
    }
    case 'session':
      return content.topic === null || content.heads === null ? [] : [{ record: id, kind: 'session', set: sessionFieldsOf(content, account), bases: content.bases }];
    // A consent, a split and a re-check stand once the person has said so at the end, and not before.
    case 'hardship':
    case 'split':
    case 'recheck':
      return [];
  }
}
