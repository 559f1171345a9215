import type { Area } from '../../domain/access/area.ts';
import type { Reach } from './demo-answers.ts';
import { person, type DemoPerson } from './demo-people.ts';
import { area, eaKnuec, placeId, tanTien } from './demo-places.ts';
import { knierNames, vietnameseNames } from './names.ts';
import type { VillageShape } from './village-plan.ts';

/**
 * Which of its reports a village has signed: all · all but the one that is due · none. The commune has received all
 * that are signed but the latest.
 */
export type Signing = 'all' | 'notTheDue' | 'none';

/** A village beside the first ones, with what is special about it. */
export interface MoreVillage {
  readonly area: Area;
  readonly head: DemoPerson;
  readonly lead: DemoPerson;
  readonly shape: VillageShape;
  readonly reach: Reach;
  readonly signs: Signing;
  /** People who could not in one period and can in the next, by a re-check in the period whose report is due. */
  readonly improvers: number;
  /** Group sessions in eight months. */
  readonly sessions: number;
  /** What the lead's phone said that it had not sent, and since how many days. */
  readonly holds?: { readonly forms: number; readonly days: number };
  /** Fields that two people wrote differently, and operations that the server could not read. */
  readonly conflicts?: number;
  readonly unread?: number;
}

/** Eight months. */
export const moreDays = 240;

type Told = readonly [
  name: string,
  kind: 'thôn' | 'buôn',
  households: number,
  /** Shares of the households, in percents: done, partly, refused, away. */
  asked: readonly [number, number, number, number],
  rest?: Partial<Pick<MoreVillage, 'signs' | 'improvers' | 'sessions' | 'holds' | 'conflicts' | 'unread'>>,
];

const ofEaKnuec: readonly Told[] = [
  ['Tân Lập', 'thôn', 60, [92, 3, 2, 1], { improvers: 8, sessions: 7 }],
  ['Tân Bình', 'thôn', 44, [81, 4, 3, 2], { improvers: 6, sessions: 5 }],
  ['Phước Trạch Thạnh Phú Xuân Hòa', 'thôn', 36, [70, 5, 2, 3], { signs: 'notTheDue', sessions: 4 }],
  ['Tân Sơn', 'thôn', 30, [58, 6, 0, 4], { holds: { forms: 6, days: 5 }, signs: 'notTheDue', sessions: 2 }],
  ['Tân Hưng', 'thôn', 28, [100, 0, 0, 0], { improvers: 6, sessions: 6 }],
  ['Hòa Đông', 'thôn', 22, [45, 8, 5, 5], { conflicts: 3, sessions: 2 }],
  ['Briêng', 'buôn', 26, [52, 4, 2, 6], { holds: { forms: 2, days: 0 }, sessions: 3 }],
  ['Kang', 'buôn', 20, [63, 3, 0, 5], { improvers: 5, sessions: 3 }],
  ['Ea Kuăng', 'buôn', 16, [30, 7, 3, 10], { unread: 2, signs: 'none', sessions: 1 }],
  ['Dhiê̆', 'buôn', 12, [15, 8, 0, 12], { signs: 'none', holds: { forms: 9, days: 12 }, sessions: 0 }],
  ['Jŭng', 'buôn', 12, [77, 5, 0, 0], { sessions: 2 }],
  ['Phước Hòa', 'thôn', 10, [88, 0, 6, 0], { sessions: 1 }],
  ['Sơn Hà', 'thôn', 8, [0, 0, 0, 0], { signs: 'none', sessions: 0 }],
  ['Tân Thành', 'thôn', 0, [0, 0, 0, 0], { signs: 'none', sessions: 0 }],
];
const ofTanTien: readonly Told[] = [
  ['Tân Tiến Một', 'thôn', 18, [68, 3, 3, 3], { sessions: 2 }],
  ['Ea Drai', 'buôn', 14, [38, 4, 0, 8], { signs: 'notTheDue', sessions: 1 }],
];

const clustersOf = (kind: 'thôn' | 'buôn', households: number): string[] =>
  (kind === 'thôn' ? ['Đầu thôn', 'Giữa thôn', 'Cuối thôn'] : ['Bến nước', 'Nhà dài', 'Rẫy trên']).slice(
    0,
    households > 30 ? 3 : households > 15 ? 2 : 1,
  );

function toVillage(commune: Area, [name, kind, households, asked, rest = {}]: Told, at: number): MoreVillage {
  const place = area({ id: placeId(10 + at), kind: 'village', prefix: kind, name, parent: commune.id });
  const of = (percent: number): number => Math.floor((percent * households) / 100);
  const [done, partly, refused, away] = asked.map(of) as [number, number, number, number];
  const names = { head: ['Mẫu Văn Trưởng', 'Mẫu Thị Trưởng'], lead: ['Mẫu Thị Tổ', 'Mẫu Văn Tổ'] };
  const staff = (role: 'head' | 'lead', number: number): DemoPerson =>
    person(number, {
      key: `${role}${at}`,
      name: `${names[role][at % 2]} ${at + 1}`,
      role,
      area: place.id,
      linked: false,
    });
  return {
    area: place,
    head: staff('head', 10 + 2 * at),
    lead: staff('lead', 11 + 2 * at),
    shape: {
      households,
      clusters: clustersOf(kind, households),
      progress: { done, partly, refused, away },
      naming: kind === 'buôn' ? knierNames : vietnameseNames,
      days: moreDays,
    },
    reach: kind === 'buôn' ? { fibre: 0.3, signal: 0.55 } : { fibre: 0.4 + (at % 4) * 0.12, signal: 0.7 },
    signs: 'all',
    improvers: 0,
    sessions: 0,
    ...rest,
  };
}

/** With the first village they are the fifteen of Ea Knuếc, and the three of a second commune. */
export const moreVillages: readonly MoreVillage[] = [
  ...ofEaKnuec.map((told, at) => toVillage(eaKnuec, told, at)),
  ...ofTanTien.map((told, at) => toVillage(tanTien, told, ofEaKnuec.length + at)),
];
