import type { Uuid } from '../../lib/ids.ts';
import type { Json } from '../../domain/record/json.ts';
import { sameBytes } from '../cipher/bytes.ts';
import { associatedData } from '../cipher/cipher.ts';
import { unlocked, type StoreContext } from '../engine/context.ts';
import type { StoredDraft } from '../engine/engine.ts';
import { StorageFullError } from '../engine/errors.ts';
import type { Draft, Drafts, SaveProblem } from '../phone-store.ts';

const draftAssociatedData = (draft: Pick<Draft, 'village' | 'id' | 'rev'>): string =>
  associatedData('drafts', draft.village, draft.id, draft.rev);

export async function sealDraft(context: StoreContext, draft: Draft): Promise<StoredDraft> {
  const { content, ...clear } = draft;
  return { ...clear, ...(await unlocked(context).seal(JSON.stringify(content), draftAssociatedData(draft))) };
}

/** Undefined when it cannot be read. */
async function openDraft(context: StoreContext, stored: StoredDraft): Promise<Draft | undefined> {
  const text = await unlocked(context).open(stored, draftAssociatedData(stored));
  if (text === undefined) return undefined;
  const { id, village, rev, startedAt, savedAt } = stored;
  return { id, village, rev, startedAt, savedAt, content: JSON.parse(text) as Json };
}

/** What a submit does to a draft, sealed already. */
export type DraftStep = { readonly put: StoredDraft } | { readonly remove: Uuid; readonly rev?: number };

/** The stored draft if its revision is not the one the step was made from; undefined when the step may go on. */
export function draftRefusal(stored: StoredDraft | undefined, step: DraftStep): StoredDraft | undefined {
  if ('remove' in step)
    return step.rev === undefined || stored === undefined || stored.rev === step.rev ? undefined : stored;
  const expected = step.put.rev - 1;
  // The same nonce: this very save, run a second time after its connection died.
  if (stored === undefined || stored.rev === expected || sameBytes(stored.nonce, step.put.nonce)) return undefined;
  return stored;
}

/** The draft another tab saved, for showing it; one that cannot be read has `content: null`. */
export async function currentOf(context: StoreContext, stored: StoredDraft): Promise<Draft> {
  const { id, village, rev, startedAt, savedAt } = stored;
  return (await openDraft(context, stored)) ?? { id, village, rev, startedAt, savedAt, content: null };
}

export function createDrafts(context: StoreContext): Drafts {
  const { engine } = context;

  async function save(draft: Draft): Promise<SaveProblem | undefined> {
    const sealed = await sealDraft(context, draft);
    const refused = await engine.transaction('write', ['drafts'], async (tx) => {
      const moved = draftRefusal(await tx.get('drafts', [draft.id]), { put: sealed });
      if (!moved) await tx.put('drafts', [sealed]);
      return moved;
    });
    return refused && { kind: 'stale', current: await currentOf(context, refused) };
  }

  return {
    async get(id) {
      unlocked(context);
      const stored = await engine.transaction('read', ['drafts'], (tx) => tx.get('drafts', [id]));
      return stored && openDraft(context, stored);
    },
    async list() {
      unlocked(context);
      const stored = await engine.transaction('read', ['drafts'], (tx) => tx.range('drafts', { prefix: [] }));
      const opened = await Promise.all(stored.map((one) => openDraft(context, one)));
      return opened.filter((one) => one !== undefined);
    },
    save: (draft) =>
      save(draft).catch((error: unknown) => {
        if (error instanceof StorageFullError) return { kind: 'full' };
        throw error;
      }),
    remove: (id) => engine.transaction('write', ['drafts'], (tx) => tx.delete('drafts', [[id]])),
  };
}
