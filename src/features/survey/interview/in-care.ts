import type { Uuid } from '../../../lib/ids.ts';
import type { Phone } from '../../../phone/hooks.ts';

type Who = Pick<Phone, 'me' | 'role'>;

/** Whether a household belongs to a person's day: for a member those they look after, for lead and head all. */
export const isInCare = (responsible: Uuid | undefined, { me, role }: Who): boolean =>
  role !== 'member' || responsible === me.account;
