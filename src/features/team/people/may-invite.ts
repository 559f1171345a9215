import { lineOf, type Area, type AreaKind } from '../../../domain/access/area.ts';
import { grantsFor, roleRules, roles, type Grant, type Role } from '../../../domain/access/roles.ts';

/** Who somebody is to the rest of the team: their grants and the areas they know of. */
export interface Standing {
  readonly grants: readonly Grant[];
  readonly areas: readonly Area[];
}

/** The roles this person may invite to, in the order of `roles`. */
export const invitableRoles = ({ grants }: Standing): Role[] =>
  roles.filter((role) => grants.some((grant) => roleRules[grant.role].invites.includes(role)));

/** Where they may invite somebody to `role`; empty for a role of the whole country, which needs no area. */
export function invitableAreas(standing: Standing, role: Role): Area[] {
  const inviting = standing.grants.filter((grant) => roleRules[grant.role].invites.includes(role));
  return areasWithin(standing, inviting, (kind) => roleRules[role].areas.includes(kind));
}

const parentKind: Readonly<Record<AreaKind, AreaKind | undefined>> = {
  province: undefined,
  commune: 'province',
  village: 'commune',
};

/** The kinds of area they may add, smallest first: a village every year, a province once. */
export function addableKinds(standing: Standing): AreaKind[] {
  const managesAll = grantsFor('manageAreas', standing.grants, []).length > 0;
  const kinds: AreaKind[] = ['village', 'commune', 'province'];
  return kinds.filter((kind) =>
    parentKind[kind] === undefined ? managesAll : possibleParents(standing, kind).length > 0,
  );
}

/** The areas for which they may say how long people's answers are kept: their own and all below, the widest first. */
export function areasToKeep(standing: Standing): Area[] {
  const keeping = standing.grants.filter((grant) => roleRules[grant.role].may.includes('setRetention'));
  return kindsByWidth.flatMap((kind) => areasWithin(standing, keeping, (one) => one === kind));
}

/** The areas below which they may add one of `kind`. */
export function possibleParents(standing: Standing, kind: AreaKind): Area[] {
  const managing = standing.grants.filter((grant) => roleRules[grant.role].may.includes('manageAreas'));
  return areasWithin(standing, managing, (one) => one === parentKind[kind]);
}

const kindsByWidth: readonly AreaKind[] = ['province', 'commune', 'village'];

function areasWithin({ areas }: Standing, grants: readonly Grant[], fits: (kind: AreaKind) => boolean): Area[] {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const isWithin = (area: Area): boolean => {
    const line = lineOf(area.id, byId).map(({ id }) => id);
    return grants.some((grant) => grant.area === undefined || line.includes(grant.area));
  };
  return areas
    .filter((area) => fits(area.kind) && isWithin(area))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }));
}
