import type { Uuid } from '../../lib/ids.ts';
import type { Household } from '../../domain/village.ts';
import type { Phone } from '../../sync/react.ts';

type Who = Pick<Phone, 'me' | 'role'>;

/** Whether a home is of a person's day, by who looks after it: a member's own; for lead and head every one. */
export const isInCare = (responsible: Uuid | undefined, { me, role }: Who): boolean => role !== 'member' || responsible === me.account;

/** The homes a person's day is made of. */
export const homesInCare = <H extends Household>(households: readonly H[], who: Who): readonly H[] =>
  who.role === 'member' ? households.filter(({ responsible }) => isInCare(responsible, who)) : households;
