import { isDeleted } from '../domain/record.ts';
import type { StoreContext } from './context.ts';
import { freeze } from './freeze.ts';
import type { Records } from './phone-store.ts';
import type { VillageViews } from './village-view.ts';

export function createRecords(context: StoreContext, views: VillageViews): Records {
  return {
    list: async (village) => (await views.list(village)).filter((record) => !isDeleted(record)),
    get: (village, id) => views.get(village, id),
    freeze: (changes, draft) => freeze(context, changes, draft),
  };
}
