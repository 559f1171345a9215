import { fullName, lineOf, type Area } from '../../domain/access/area.ts';
import { grantsFor, type Role } from '../../domain/access/roles.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';

/** Widest first: who is lead and head of one village starts as head, and finds the lead's places in the bar. */
const byWidth: readonly Role[] = ['admin', 'viewer', 'officer', 'head', 'lead', 'member'];

/** The role whose first screen a person gets; undefined when nobody has given them any task. */
export const firstRole = (me: Pick<MeResponse, 'grants'>): Role | undefined =>
  byWidth.find((role) => me.grants.some((grant) => grant.role === role));

/** The village whose records this phone holds; undefined for those who see figures only. */
export function villageHere(me: Pick<MeResponse, 'grants' | 'areas'>): Area | undefined {
  const areasById = new Map(me.areas.map((area) => [area.id, area]));
  return me.areas
    .filter(({ kind }) => kind === 'village')
    .find(
      ({ id }) =>
        grantsFor(
          'syncRecords',
          me.grants,
          lineOf(id, areasById).map((area) => area.id),
        ).length > 0,
    );
}

/** The screen a role starts with, below the person's own pages (docs/domain, "Who sees what first"). */
export const firstScreen: Readonly<Record<Role, 'today' | 'progress' | 'villages'>> = {
  member: 'today',
  lead: 'today',
  head: 'progress',
  officer: 'villages',
  viewer: 'villages',
  admin: 'villages',
};

export const villageName = (village: Area | undefined): string | undefined => village && fullName(village);
