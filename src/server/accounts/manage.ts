import type { Uuid } from '../../lib/ids.ts';
import type { Area } from '../../domain/area.ts';
import { grantsFor, roleRules, type Action, type Grant } from '../../domain/roles.ts';

/** The ids of an area and of all above it, out of areas already at hand. */
export function lineWithin(areasById: ReadonlyMap<Uuid, Area>, id: Uuid | undefined): Uuid[] {
  const line: Uuid[] = [];
  for (let at = id; at !== undefined && !line.includes(at); at = areasById.get(at)?.parent) line.push(at);
  return line;
}

/** May one of `mine` do `action` to `theirs`: is it a grant they could have given, in an area of their own? */
export const manages = (action: Action, mine: readonly Grant[], theirs: Grant, line: readonly Uuid[]): boolean =>
  grantsFor(action, mine, line).some((grant) => roleRules[grant.role].invites.includes(theirs.role));

/**
 * May they act on the whole person: invite them again to another phone, withdraw a phone of theirs? Only when every one of the
 * person's grants is one they manage: whoever invites an account again could sign in as it.
 */
export const managesPerson = (action: Action, mine: readonly Grant[], theirs: readonly Grant[], lineOf: (area: Uuid | undefined) => readonly Uuid[]): boolean =>
  theirs.length > 0 && theirs.every((grant) => manages(action, mine, grant, lineOf(grant.area)));
