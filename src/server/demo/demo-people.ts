import type { Uuid } from '../../lib/ids.ts';
import type { Role } from '../../domain/access/roles.ts';
import { dakLak, eaKnuec, knier, tanDong } from './demo-places.ts';

const id = (kind: 1 | 2 | 3, last: number): Uuid =>
  `00000000-0000-7000-800${kind}-0000000066${String(last).padStart(2, '0')}`;

/** An invented person of the demo, with their role and phone. */
export interface DemoPerson {
  readonly key: string;
  readonly account: Uuid;
  readonly grant: Uuid;
  /** The phone that sends this person's operations. */
  readonly device: Uuid;
  readonly name: string;
  readonly role: Role;
  /** Undefined: the whole country. */
  readonly area: Uuid | undefined;
  /** Gets a link that signs in as this person. */
  readonly linked: boolean;
}

/** @param number its own among all of the demo's people, 1 to 99 */
export const person = (
  number: number,
  of: Pick<DemoPerson, 'key' | 'name' | 'role' | 'area' | 'linked'>,
): DemoPerson => ({
  ...of,
  account: id(1, number),
  grant: id(2, number),
  device: id(3, number),
});

export const member = person(1, {
  key: 'member',
  name: 'Mẫu Thị Hạnh',
  role: 'member',
  area: tanDong.id,
  linked: true,
});
export const lead = person(2, { key: 'lead', name: 'Mẫu Văn Thắng', role: 'lead', area: tanDong.id, linked: true });
export const head = person(3, { key: 'head', name: 'Mẫu Văn Lâm', role: 'head', area: tanDong.id, linked: true });
export const officer = person(4, {
  key: 'officer',
  name: 'Mẫu Thị Ngọc',
  role: 'officer',
  area: eaKnuec.id,
  linked: true,
});
export const secondMember = person(5, {
  key: 'member2',
  name: 'Mẫu Quang Sơn',
  role: 'member',
  area: tanDong.id,
  linked: false,
});
export const knierLead = person(6, { key: 'knier', name: 'H’Ƀĕn Mẫu', role: 'lead', area: knier.id, linked: false });

export const viewer = person(7, {
  key: 'viewer',
  name: 'Mẫu Văn Tỉnh',
  role: 'viewer',
  area: dakLak.id,
  linked: true,
});
export const admin = person(8, { key: 'admin', name: 'Mẫu Thị Quản', role: 'admin', area: undefined, linked: true });

/** The people of the first villages, and those above all villages. */
export const demoPeople: readonly DemoPerson[] = [member, lead, head, officer, secondMember, knierLead, viewer, admin];
