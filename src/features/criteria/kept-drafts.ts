import type { Uuid } from '../../lib/ids.ts';
import type { ChecklistDraft } from '../../store/phone-settings.ts';
import type { PhoneStore } from '../../store/phone-store.ts';

const isOf =
  ({ area, id }: Pick<ChecklistDraft, 'area' | 'id'>) =>
  (one: ChecklistDraft): boolean =>
    one.area === area && one.id === id;

/** What is being written of an area's lists. */
export const draftsOf = async ({ settings }: PhoneStore, area: Uuid): Promise<readonly ChecklistDraft[]> =>
  ((await settings.get('checklistDrafts')) ?? []).filter((one) => one.area === area);

/** Keeps a draft instead of an earlier one of the same list. What is not sent is never dropped. */
export async function keepDraft({ settings }: PhoneStore, draft: ChecklistDraft): Promise<void> {
  const others = ((await settings.get('checklistDrafts')) ?? []).filter((one) => !isOf(draft)(one));
  await settings.set('checklistDrafts', [...others, draft]);
}

export async function dropDraft({ settings }: PhoneStore, of: Pick<ChecklistDraft, 'area' | 'id'>): Promise<void> {
  const others = ((await settings.get('checklistDrafts')) ?? []).filter((one) => !isOf(of)(one));
  await settings.set('checklistDrafts', others);
}
