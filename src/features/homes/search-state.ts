import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { homeGaps } from '../../domain/find-homes.ts';
import { wishTopics, type WishTopic } from '../../domain/questionnaire/wish-topics.ts';
import type { Phone } from '../../sync/react.ts';

export const careChoices = ['mine', 'others', 'nobody'] as const;
export type Care = (typeof careChoices)[number];
/** What a home's summary tells, and where somebody asked for something that is still to be shown: its people's visits tell that. */
export const gapChoices = [...homeGaps, 'wishing'] as const;
export type Gap = (typeof gapChoices)[number];
export const sortChoices = ['place', 'name'] as const;
export type Sort = (typeof sortChoices)[number];

export interface Search {
  readonly text: string;
  readonly care: Care | undefined;
  readonly gap: Gap | undefined;
  readonly need: WishTopic | undefined;
  readonly sort: Sort;
}

export const noFilters = { care: undefined, gap: undefined, need: undefined };
export const noSearch: Search = { ...noFilters, text: '', sort: 'place' };


// A name must not stand in the address bar, and a search must be there again after a look at a home: so it is kept
// with the open book, and gone with it.
const lastByStore = new WeakMap<Phone['store'], Search>();

/** What is being looked for: what the link that led here asks for (`?gap=away`), read once; otherwise as it was left. */
export function useSearch({ store }: Pick<Phone, 'store'>): readonly [Search, (part: Partial<Search>) => void] {
  const [params, setParams] = useSearchParams();
  const isAsked = params.has('gap');
  const [search, setSearch] = useState(() => {
    const last = lastByStore.get(store) ?? noSearch;
    const gap = gapFrom(params.get('gap') ?? '');
    return gap === undefined ? last : { ...noSearch, sort: last.sort, gap };
  });
  // Out of the address: after a look at a home the search is there as it was left, not as the link had it.
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

const oneOf = <T extends string>(choices: readonly T[], value: string): T | undefined => choices.find((choice) => choice === value);
export const careFrom = (value: string): Care | undefined => oneOf(careChoices, value);
export const gapFrom = (value: string): Gap | undefined => oneOf(gapChoices, value);
export const needFrom = (value: string): WishTopic | undefined => oneOf(wishTopics, value);
export const sortFrom = (value: string): Sort => oneOf(sortChoices, value) ?? 'place';
