import type { Household } from '../../domain/village.ts';
import type { Phone } from '../../sync/react.ts';

/** The homes a person's day is made of: a member's own; for lead and head the whole village. */
export const homesInCare = <H extends Household>(households: readonly H[], { me, role }: Pick<Phone, 'me' | 'role'>): readonly H[] =>
  role === 'member' ? households.filter(({ responsible }) => responsible === me.account) : households;
