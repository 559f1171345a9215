import { useCallback, useEffect, useState } from 'react';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change, Draft } from '../../../store/phone-store.ts';
import { systemSchedule } from '../../../lib/schedule.ts';
import { usePhone, useRefresh } from '../../../phone/hooks.ts';
import { readDraftContent, type DraftContent } from './draft-content.ts';
import { useVillage } from '../use-household.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import type { Unsaved } from './saving.ts';

export type FormContent = Exclude<DraftContent, { form: 'survey' }>;

export type StoredForm<C extends FormContent> =
  | { readonly state: 'loading' }
  | { readonly state: 'unreadable' }
  | { readonly state: 'failed' }
  /** `draft` undefined: a new form. */
  | {
      readonly state: 'ready';
      readonly draft: Draft | undefined;
      readonly content: C | undefined;
      readonly round: number;
    };

/** The stored draft of this form, read once; `reload` reads again what another window has saved. */
export function useStoredForm<C extends FormContent>(id: Uuid, form: C['form']): readonly [StoredForm<C>, () => void] {
  const { store } = usePhone();
  const [stored, setStored] = useState<StoredForm<C>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    store.drafts.get(id).then(
      (draft) => {
        if (!gone) setStored(formIn(draft, form, round));
      },
      (error: unknown) => {
        console.warn(error);
        if (!gone) setStored({ state: 'failed' });
      },
    );
    return () => {
      gone = true;
    };
  }, [store, id, form, round]);
  return [stored, useCallback(() => setRound((before) => before + 1), [])];
}

function formIn<C extends FormContent>(draft: Draft | undefined, form: C['form'], round: number): StoredForm<C> {
  if (!draft) return { state: 'ready', draft, content: undefined, round };
  const content = readDraftContent(draft.content);
  return content?.form === form ? { state: 'ready', draft, content: content as C, round } : { state: 'unreadable' };
}

export interface DraftForm<C extends FormContent> {
  readonly content: C;
  readonly change: (part: Partial<C>) => void;
  readonly problem: Unsaved | undefined;
  readonly busy: boolean;
  /** Submits the changes as one group and ends the form; true when it is on disk. */
  readonly finish: (...changes: readonly Omit<Change, 'village'>[]) => Promise<boolean>;
  /** Left on purpose: what was typed stays as a form under way, and the app opens elsewhere next time. */
  readonly leave: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** A short form whose every change is soon on disk. */
export function useDraftForm<C extends FormContent>(id: Uuid, start: C, draft: Draft | undefined): DraftForm<C> {
  const { store, clock } = usePhone();
  const village = useVillage();
  const refresh = useRefresh(village);
  const [content, setContent] = useState(start);
  const [isTouched, setTouched] = useState(draft !== undefined);
  const [problem, setProblem] = useState<Unsaved>();
  const [busy, setBusy] = useState(false);
  const [keeper] = useState(() =>
    createDraftKeeper({ store, clock, schedule: systemSchedule }, { id, village }, draft),
  );
  const flush = useCallback(() => void keeper.flush().then(setProblem), [keeper]);

  useEffect(() => {
    // The last moment a phone gives before it may kill the page.
    const onHide = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', onHide);
    return () => document.removeEventListener('visibilitychange', onHide);
  }, [flush]);

  return {
    content,
    problem,
    busy,
    change: (part) => {
      const next = { ...content, ...part, showing: true };
      setContent(next);
      setTouched(true);
      keeper.later(next);
    },
    finish: async (...changes) => {
      setBusy(true);
      const refused = await keeper.finish(changes.map((change) => ({ ...change, village })));
      await refresh();
      setBusy(false);
      setProblem(refused);
      return refused === undefined;
    },
    leave: async () => {
      if (!isTouched) return;
      keeper.later({ ...content, showing: false });
      await keeper.flush();
      await refresh();
    },
    discard: async () => {
      await keeper.discard();
      await refresh();
    },
  };
}
