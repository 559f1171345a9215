import type { Uuid } from '../../lib/ids.ts';
import type { Role } from '../access/roles.ts';

/** Whether a household belongs to a person's day: for a member those they look after, for lead and head all. */
export const isInCareOf = (
  responsible: Uuid | undefined,
  { account, role }: { readonly account: Uuid; readonly role: Role },
): boolean => role !== 'member' || responsible === account;
