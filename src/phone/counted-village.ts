import { createCountedIndex, type CountedVillage } from '../domain/indicator/counted-village.ts';
import type { Uuid } from '../lib/ids.ts';
import { systemSchedule } from '../lib/schedule.ts';
import type { PhoneStore } from '../store/phone-store.ts';
import { countedDerivation } from '../store/summaries/counted-text.ts';
import { useObservable, usePhone } from './hooks.ts';
import { createLiveDerived, type DerivedDeps } from './live-derived.ts';
import type { Live, Loaded } from './live.ts';
import { nextTask } from '../lib/next-task.ts';

// Apart from live-views.ts: only screens with figures load what counts.

/** What a village counts for, kept up to date while it has listeners; there only once all of it is read. */
export const createLiveCounted = (
  deps: DerivedDeps & { readonly store: PhoneStore },
  village: Uuid,
): Live<CountedVillage> =>
  createLiveDerived(deps, deps.store.derived(village, countedDerivation), createCountedIndex(), { showsFirst: false });

const byStore = new WeakMap<PhoneStore, Map<Uuid, Live<CountedVillage>>>();

function liveCounted(store: PhoneStore, village: Uuid): Live<CountedVillage> {
  const known = byStore.get(store) ?? new Map<Uuid, Live<CountedVillage>>();
  byStore.set(store, known);
  const live =
    known.get(village) ?? createLiveCounted({ store, schedule: systemSchedule, yieldToMain: nextTask }, village);
  known.set(village, live);
  return live;
}

/**
 * What the village counts for, own unsent work included, for `useInSteps`: a step a part (`sumOfParts`) keeps the page
 * responsive with ten thousand households.
 */
export const useCountedVillage = (village: Uuid): Loaded<CountedVillage> =>
  useObservable(liveCounted(usePhone().store, village));
