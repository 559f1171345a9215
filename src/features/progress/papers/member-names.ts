import type { Uuid } from '../../../lib/ids.ts';
import type { MeResponse } from '../../../protocol/accounts/join.ts';

/** The names of a village's members as a phone knows them. */
export const memberNames = ({
  account,
  name,
  team = [],
}: Pick<MeResponse, 'account' | 'name' | 'team'>): ReadonlyMap<Uuid, string> =>
  new Map([...team.map((one) => [one.account, one.name] as const), [account, name]]);
