import { isDeleted, isErased } from '../../domain/record/record.ts';
import { isLeaving } from '../../domain/record/redirect.ts';
import type { StoreContext } from '../engine/context.ts';
import { submit } from '../operations/submit.ts';
import type { Records } from '../phone-store.ts';
import { mergedView } from './merged-view.ts';
import type { VillageViews } from './village-view.ts';

export function createRecords(context: StoreContext, views: VillageViews): Records {
  return {
    list: async (village) =>
      (await views.list(village)).filter((record) => !isDeleted(record) && !isErased(record) && !isLeaving(record)),
    async get(village, id) {
      const record = await views.get(village, id);
      return record && isErased(record) ? undefined : record;
    },
    listKind: async (village, kind) => (await views.ofKind(village, kind)).filter((record) => !isDeleted(record)),
    getMany: async (village, ids) => (await views.getMany(village, ids)).filter((record) => !isErased(record)),
    async getMerged(village, ids) {
      const records = (await views.getMany(village, ids)).filter((record) => !isErased(record));
      return [...mergedView(new Map(records.map((record) => [record.id, record]))).values()];
    },
    submit: (changes, draft) => submit(context, changes, draft),
  };
}
