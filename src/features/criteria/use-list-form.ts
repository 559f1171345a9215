import { useCallback, useRef, useState } from 'react';
import {
  checklistTyped,
  newTyped,
  typedOf,
  type TypedChecklist,
  type TypedProblems,
} from '../../domain/checklist/typed-checklist.ts';
import { ownIdOf } from '../../domain/checklist/area-checklist.ts';
import { overTheirs, type HeadPart, type OverTheirs } from '../../domain/checklist/over-theirs.ts';
import { useLanguage } from '../../i18n/index.ts';
import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone } from '../../phone/hooks.ts';
import { keepChecklistAnswer } from '../../protocol/checklist.ts';
import type { ChecklistDraft } from '../../store/phone-settings.ts';
import { dropDraft, keepDraft } from './kept-drafts.ts';
import type { KeptList, KeptLists } from './use-kept-lists.ts';

/** Nothing is wrong · being saved · it did not get through · somebody else came before · there are too many. */
export type SaveState = 'idle' | 'saving' | 'wrong' | 'failed' | 'meanwhile' | 'full';

interface Held {
  readonly draft: ChecklistDraft;
  /** Where somebody else changed the same meanwhile. */
  readonly disputed: Pick<OverTheirs, 'head' | 'criteria'>;
}

export interface ListForm {
  readonly id: string;
  readonly typed: TypedChecklist;
  readonly disputed: Held['disputed'];
  readonly state: SaveState;
  readonly problems: TypedProblems;
  /** Does the form hold something that was typed and not sent? */
  readonly unsent: boolean;
  readonly change: (part: Partial<TypedChecklist>) => void;
  /** What somebody else wrote there counts. */
  readonly takeHead: (part: HeadPart) => void;
  readonly takeCriterion: (id: string) => void;
  readonly save: () => Promise<void>;
  /** Nothing of what was typed stays. */
  readonly discard: () => Promise<void>;
}

const nothing: Held['disputed'] = { head: {}, criteria: {} };
const noProblems: TypedProblems = { head: [], criteria: {} };

/** What comes after the form. */
interface FormEnds {
  /** The list is stored. */
  readonly saved: (id: string) => void;
  /** What was typed is dropped. */
  readonly dropped: () => void;
}

/** What a form begins with: what was typed before, what the server has, or nothing. */
interface Beginning {
  readonly area: Uuid;
  readonly list: KeptList | undefined;
  readonly draft: ChecklistDraft | undefined;
}

/**
 * The form of a list. What is typed is kept on the phone at each letter; what somebody else stores meanwhile is put
 * together with it, and where both changed the same, the person is asked.
 */
export function useListForm({ area, list, draft }: Beginning, take: KeptLists['take'], on: FormEnds) {
  const { store, server, newId } = usePhone();
  const { format } = useLanguage();
  const inWords = useCallback((day: Day): string => format.day(day), [format]);
  const [held, setHeld] = useState<Held>(() => begin({ area, list, draft }, inWords, () => ownIdOf(newId())));
  const [state, setState] = useState<SaveState>(Object.keys(flat(held.disputed)).length > 0 ? 'meanwhile' : 'idle');
  // Once something was found wrong, what is wrong follows what is typed.
  const [tried, setTried] = useState(false);
  const writing = useRef(Promise.resolve());
  const keep = (next: Held): Promise<void> => {
    setHeld(next);
    // One after the other: what was typed last is what stays; typed back as it was, there is nothing to keep.
    writing.current = writing.current.then(() => (isUnsent(next.draft) ? keepDraft : dropDraft)(store, next.draft));
    return writing.current;
  };
  const drop = (): Promise<void> => {
    writing.current = writing.current.then(() => dropDraft(store, held.draft));
    return writing.current;
  };
  const { id, before, typed } = held.draft;
  const put = (next: TypedChecklist, disputed = held.disputed): void => {
    if (state !== 'saving') setState('idle');
    void keep({ draft: { ...held.draft, typed: next }, disputed });
  };

  const save = async (): Promise<void> => {
    const wanted = checklistTyped(id, typed);
    setTried(true);
    if (!('id' in wanted)) return setState('wrong');
    setState('saving');
    const body = { area, list: wanted, seen: before?.version ?? 0 };
    const answer = take(await server.post('checklists/kept', body, keepChecklistAnswer));
    if (!answer) return setState('failed');
    if (answer.refused === undefined) {
      await drop();
      return on.saved(id);
    }
    const theirs = answer.lists.find((one) => one.id === id);
    if (answer.refused === 'meanwhile' && theirs) await keep(merged(held.draft, theirs, inWords));
    setState(answer.refused);
  };

  return {
    id,
    typed,
    disputed: held.disputed,
    state,
    problems: tried ? problemsOf(id, typed) : noProblems,
    unsent: isUnsent(held.draft),
    change: (part) => put({ ...typed, ...part }),
    takeHead: (part) => {
      const { [part]: theirs, ...head } = held.disputed.head;
      put({ ...typed, ...(theirs !== undefined && { [part]: theirs }) }, { ...held.disputed, head });
    },
    takeCriterion: (of) => {
      const { [of]: theirs, ...others } = held.disputed.criteria;
      const next = typed.criteria.flatMap((one) => (one.id === of ? (theirs ?? []) : [one]));
      put({ ...typed, criteria: next }, { ...held.disputed, criteria: others });
    },
    save,
    discard: async () => {
      await drop();
      on.dropped();
    },
  } satisfies ListForm;
}

function problemsOf(id: string, typed: TypedChecklist): TypedProblems {
  const wanted = checklistTyped(id, typed);
  return 'id' in wanted ? noProblems : wanted;
}

const flat = ({ head, criteria }: Held['disputed']): object => ({ ...head, ...criteria });

function begin({ area, list, draft }: Beginning, inWords: (day: Day) => string, newId: () => string): Held {
  if (draft)
    return list && list.version !== draft.before?.version ? merged(draft, list, inWords) : { draft, disputed: nothing };
  if (!list) return { draft: { area, id: newId(), typed: newTyped(newId()) }, disputed: nothing };
  const typed = typedOf(list, inWords);
  return { draft: { area, id: list.id, before: { version: list.version, typed }, typed }, disputed: nothing };
}

/** What was typed on top of what the server has now. */
function merged(draft: ChecklistDraft, list: KeptList, inWords: (day: Day) => string): Held {
  const theirs = typedOf(list, inWords);
  const { typed, head, criteria } = overTheirs(draft.before?.typed ?? emptyAs(draft.typed), draft.typed, theirs);
  return {
    draft: { ...draft, before: { version: list.version, typed: theirs }, typed },
    disputed: { head, criteria },
  };
}

/** A new list with nothing typed into it. */
const emptyAs = ({ criteria: [first] }: TypedChecklist): TypedChecklist => newTyped(first?.id ?? '');

/** Does it say anything that the server has not told? */
const isUnsent = ({ before, typed }: ChecklistDraft): boolean =>
  JSON.stringify(typed) !== JSON.stringify(before?.typed ?? emptyAs(typed));
