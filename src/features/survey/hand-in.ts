import { dayOf } from '../../lib/day.ts';
import { sessionsOf } from '../../domain/visits/session.ts';
import { hasLongNumber, proposalsOf } from '../../domain/village/proposal.ts';
import { remarksOf } from '../../domain/work/remark.ts';
import { householdsOf } from '../../domain/people/village.ts';
import type { Uuid } from '../../lib/ids.ts';
import { SubmitRefusedError } from '../../store/index.ts';
import type { Change, Draft, PhoneRecord, PhoneStore } from '../../store/phone-store.ts';
import { householdChange, householdShown } from './changes/household-form.ts';
import { readDraftContent, type DraftContent } from './drafts/draft-content.ts';
import { holdsAnswers, sectionsSoFar } from './interview/survey-outcome.ts';
import { proposalChange, proposalShown } from './changes/proposal-form.ts';
import { aidFieldsOf } from './changes/aid-form.ts';
import { remarkChange, remarkShown } from './changes/remark-form.ts';
import { outcomeChanges } from './changes/outcome-form.ts';
import { personChange, personShown } from './changes/person-form.ts';
import { sessionChange, sessionShown } from './changes/session-form.ts';
import { tallyChange } from './changes/tally-form.ts';
import { visitFieldsOf } from './changes/visit-changes.ts';

type LocalStore = Pick<PhoneStore, 'drafts' | 'records' | 'settings'>;

// Retry limit: another tab may save the draft while this one submits it; each retry reads the newer draft.
const maxAttempts = 5;

/**
 * Submits unfinished drafts, because the local store, or one village of it, is about to be erased: no answer is lost.
 * Ticks of a question that was not confirmed are no answers. A draft that this version cannot read, or that finds no
 * room, stays.
 * @param only the village whose drafts are submitted; undefined: all villages
 * @returns count of drafts that became operations
 */
export async function handInForms(store: LocalStore, account: Uuid, only?: Uuid): Promise<number> {
  let handedIn = 0;
  // Drafts are stamped with the phone's own clock; the days of what they say are those of the server's.
  const offset = (await store.settings.get('clockOffset')) ?? 0;
  for (const { id, village } of await store.drafts.list()) {
    if ((only === undefined || village === only) && (await handIn(store, id, account, offset))) handedIn += 1;
  }
  return handedIn;
}

async function handIn(store: LocalStore, id: Uuid, account: Uuid, offset: number): Promise<boolean> {
  for (let tries = 0; tries < maxAttempts; tries++) {
    const draft = await store.drafts.get(id);
    const content = draft && readDraftContent(draft.content);
    if (!content) return false;
    const changes = changesIn(
      content,
      { id, savedAt: draft.savedAt + offset },
      await store.records.list(draft.village),
      account,
    );
    try {
      await store.records.submit(
        changes.map((change) => ({ ...change, village: draft.village })),
        { remove: id, rev: draft.rev },
      );
      return changes.length > 0;
    } catch (error) {
      if (!(error instanceof SubmitRefusedError)) throw error;
      if (error.problem.kind === 'full') return false;
    }
  }
  return false;
}

/** The changes of a draft; none for a draft without content. */
function changesIn(
  content: DraftContent,
  { id, savedAt }: Pick<Draft, 'id' | 'savedAt'>,
  records: readonly PhoneRecord[],
  account: Uuid,
): Omit<Change, 'village'>[] {
  const households = householdsOf(records);
  const basesOf = (record: Uuid) => records.find((one) => one.id === record)?.bases ?? {};
  const on = dayOf(savedAt);
  switch (content.form) {
    case 'survey':
      return holdsAnswers(content) ? sectionsSoFar(content) : [];
    case 'household': {
      const before = households.find((one) => one.id === id);
      const isBlank = !before && content.headName.trim() === '' && content.address.trim() === '';
      const now = before && householdShown(before, basesOf(id), account);
      return isBlank ? [] : written(householdChange(id, content, now, account));
    }
    case 'person': {
      const before = households.flatMap(({ people }) => people).find((person) => person.id === id);
      const isBlank = !before && content.name.trim() === '' && content.birthYear === null;
      return isBlank ? [] : written(personChange(id, content, before && personShown(before, basesOf(id))));
    }
    case 'outcome': {
      const household = households.find((one) => one.id === content.household) ?? unseen;
      return content.outcome ? written(outcomeChanges(content, household, basesOf(content.household), on)) : [];
    }
    case 'tally': {
      const isBlank = Object.values(content.numbers).every((number) => number === null);
      const tally = households.find((one) => one.id === content.household)?.tally;
      return isBlank ? [] : written(tallyChange(content, tally, tally ? basesOf(tally.id) : {}, on));
    }
    case 'visit': {
      const shown = visitFieldsOf(content, on, account);
      return shown ? [{ record: id, kind: 'visit', set: shown, bases: {} }] : [];
    }
    case 'session': {
      const before = sessionsOf(records).find((one) => one.id === id);
      const now = before && sessionShown(before, basesOf(id));
      return content.topic === null || content.heads === null ? [] : written(sessionChange(id, content, now, account));
    }
    case 'aid': {
      const set = aidFieldsOf(content, on, account);
      return set ? [{ record: id, kind: 'aid', set, bases: {} }] : [];
    }
    case 'remark': {
      const before = remarksOf(records).find((one) => one.id === id);
      const now = before && remarkShown(before, basesOf(id));
      return content.text.trim() === '' ? [] : written(remarkChange(id, content, now, { account, today: on }));
    }
    case 'proposal': {
      const before = proposalsOf(records).find((one) => one.id === id);
      const now = before && proposalShown(before, basesOf(id));
      if (content.category === null || hasLongNumber(content.text) || hasLongNumber(content.answer)) return [];
      return written(proposalChange(id, content, now, { account, today: on }));
    }
    // A consent, a split and a re-check count only once they are confirmed at the end.
    case 'hardship':
    case 'split':
    case 'recheck':
      return [];
  }
}

/** A household that is not on this phone (any more): nothing is known of what was found at its door. */
const unseen = { outcome: undefined, returnOn: undefined };

/** A form in which nothing was changed writes nothing. */
const written = (change: Omit<Change, 'village'>): Omit<Change, 'village'>[] =>
  Object.keys(change.set).length > 0 ? [change] : [];
