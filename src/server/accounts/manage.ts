import type { Uuid } from '../../lib/ids.ts';
import type { Area } from '../../domain/access/area.ts';
import { grantsFor, roleRules, type Action, type Grant } from '../../domain/access/roles.ts';

/** The ids of an area and of all above it, from areas that are already loaded. */
export function lineWithin(areasById: ReadonlyMap<Uuid, Area>, id: Uuid | undefined): Uuid[] {
  const line: Uuid[] = [];
  for (let at = id; at !== undefined && !line.includes(at); at = areasById.get(at)?.parent) line.push(at);
  return line;
}

/**
 * True when one of `mine` allows `action` on `theirs`: a grant that its holder could have given, in an area of their
 * own.
 */
export const manages = (action: Action, mine: readonly Grant[], theirs: Grant, line: readonly Uuid[]): boolean =>
  grantsFor(action, mine, line).some((grant) => roleRules[grant.role].invites.includes(theirs.role));

/**
 * True when `mine` may act on the whole person: invite them again for another phone, or withdraw one of their phones.
 * Every grant of the person must be one that `mine` manages, because whoever re-invites an account could sign in as it.
 */
export const managesPerson = (
  action: Action,
  mine: readonly Grant[],
  theirs: readonly Grant[],
  lineOf: (area: Uuid | undefined) => readonly Uuid[],
): boolean => theirs.length > 0 && theirs.every((grant) => manages(action, mine, grant, lineOf(grant.area)));
