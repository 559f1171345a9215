import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { householdGaps } from '../../domain/search/find-households.ts';
import { wishTopics, type WishTopic } from '../../domain/questionnaire/wish-topics.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Phone } from '../../phone/hooks.ts';

export const careChoices = ['mine', 'others', 'nobody'] as const;
export type Care = (typeof careChoices)[number];
/**
 * The filters: those that a household's summary answers, and one that needs its people's visits (a wish still open).
 */
export const gapChoices = [...householdGaps, 'wishing'] as const;
export type Gap = (typeof gapChoices)[number];
export const sortChoices = ['place', 'name'] as const;
export type Sort = (typeof sortChoices)[number];

export interface Search {
  readonly text: string;
  readonly care: Care | undefined;
  readonly gap: Gap | undefined;
  readonly need: WishTopic | undefined;
  /** Only those that this campaign still has to reach. */
  readonly campaign: Uuid | undefined;
  readonly sort: Sort;
}

export const noFilters = { care: undefined, gap: undefined, need: undefined, campaign: undefined };
export const noSearch: Search = { ...noFilters, text: '', sort: 'place' };

// A name must not be in the address bar, and a search must survive a look at a household: so it is kept with the open
// local store, and goes with it.
const lastByStore = new WeakMap<Phone['store'], Search>();

/**
 * What is being looked for: what the link that led here asks for (`?gap=away`, `?campaign=…`), read once; otherwise as
 * it was left.
 */
export function useSearch({ store }: Pick<Phone, 'store'>): readonly [Search, (part: Partial<Search>) => void] {
  const [params, setParams] = useSearchParams();
  const isAsked = params.has('gap') || params.has('campaign');
  const [search, setSearch] = useState(() => {
    const last = lastByStore.get(store) ?? noSearch;
    const gap = gapFrom(params.get('gap') ?? '');
    const campaign = params.get('campaign') ?? undefined;
    return gap === undefined && campaign === undefined ? last : { ...noSearch, sort: last.sort, gap, campaign };
  });
  // Removed from the address, so that the way back from a household restores the search as it was left.
  useEffect(() => {
    if (!isAsked) return;
    lastByStore.set(store, search);
    void setParams({}, { replace: true });
  }, [isAsked, store, search, setParams]);
  const change = (part: Partial<Search>): void => {
    const next = { ...search, ...part };
    lastByStore.set(store, next);
    setSearch(next);
  };
  return [search, change];
}

const oneOf = <T extends string>(choices: readonly T[], value: string): T | undefined =>
  choices.find((choice) => choice === value);
export const careFrom = (value: string): Care | undefined => oneOf(careChoices, value);
export const gapFrom = (value: string): Gap | undefined => oneOf(gapChoices, value);
export const needFrom = (value: string): WishTopic | undefined => oneOf(wishTopics, value);
export const sortFrom = (value: string): Sort => oneOf(sortChoices, value) ?? 'place';
