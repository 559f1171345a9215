import { titleName, type Area } from '../../../domain/access/area.ts';
import type { TeamResponse } from '../../../protocol/accounts/team.ts';

/** A phone that said, at its last contact, that it had forms of its own. Times are Unix ms, server time. */
export interface PhoneHolding {
  readonly id: string;
  /** Name of its owner. */
  readonly name: string;
  /** "Thôn Tân Đông", or several villages in one person's care. */
  readonly where: string;
  readonly forms: number;
  /** Since when the oldest form waits; undefined where an older app does not say. */
  readonly oldest: number | undefined;
  readonly lastContact: number;
  /** Taken out of the team while it held them. */
  readonly left: boolean;
}

/** Who waits longest comes first: whose oldest form is oldest, else who has been silent longest. */
export function phonesHolding({ people }: Pick<TeamResponse, 'people'>, areas: readonly Area[]): PhoneHolding[] {
  const villages = new Map(areas.filter(({ kind }) => kind === 'village').map((area) => [area.id, titleName(area)]));
  return people
    .flatMap(({ name, grants, phones, left = [] }) => {
      const where = [...new Set(grants.flatMap(({ area }) => villages.get(area ?? '') ?? []))].join(', ');
      const holding = (of: typeof phones, areLeft: boolean): PhoneHolding[] =>
        of
          .filter(({ unsent }) => unsent.forms > 0)
          .map(({ id, unsent, lastContact }) => ({
            id,
            name,
            where,
            forms: unsent.forms,
            oldest: unsent.oldest,
            lastContact,
            left: areLeft,
          }));
      return [...holding(phones, false), ...holding(left, true)];
    })
    .sort((a, b) => (a.oldest ?? a.lastContact) - (b.oldest ?? b.lastContact) || (a.id < b.id ? -1 : 1));
}
