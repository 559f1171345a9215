import { useState } from 'react';
import { homeGaps, type HomeGap } from '../../domain/find-homes.ts';
import { wishTopics, type WishTopic } from '../../domain/questionnaire/wish-topics.ts';
import type { Phone } from '../../sync/react.ts';

export const careChoices = ['mine', 'others', 'nobody'] as const;
export type Care = (typeof careChoices)[number];
export const sortChoices = ['place', 'name'] as const;
export type Sort = (typeof sortChoices)[number];

export interface Search {
  readonly text: string;
  readonly care: Care | undefined;
  readonly gap: HomeGap | undefined;
  readonly need: WishTopic | undefined;
  readonly sort: Sort;
}

export const noSearch: Search = { text: '', care: undefined, gap: undefined, need: undefined, sort: 'place' };

export const filtersOn = ({ care, gap, need }: Search): number => [care, gap, need].filter((one) => one !== undefined).length;

// A name must not stand in the address bar, and a search must be there again after a look at a home: so it is kept
// with the open book, and gone with it.
const lastByStore = new WeakMap<Phone['store'], Search>();

/** What is being looked for, as it was left. */
export function useSearch({ store }: Pick<Phone, 'store'>): readonly [Search, (part: Partial<Search>) => void] {
  const [search, setSearch] = useState(() => lastByStore.get(store) ?? noSearch);
  const change = (part: Partial<Search>): void => {
    const next = { ...search, ...part };
    lastByStore.set(store, next);
    setSearch(next);
  };
  return [search, change];
}

const oneOf = <T extends string>(choices: readonly T[], value: string): T | undefined => choices.find((choice) => choice === value);
export const careFrom = (value: string): Care | undefined => oneOf(careChoices, value);
export const gapFrom = (value: string): HomeGap | undefined => oneOf(homeGaps, value);
export const needFrom = (value: string): WishTopic | undefined => oneOf(wishTopics, value);
export const sortFrom = (value: string): Sort => oneOf(sortChoices, value) ?? 'place';
