import type { Uuid } from '../../lib/ids.ts';
import type { Role } from '../../domain/roles.ts';
import { eaKnuec, knier, tanDong } from './demo-places.ts';

const id = (kind: 1 | 2 | 3, last: number): Uuid => `00000000-0000-7000-800${kind}-0000000066${String(last).padStart(2, '0')}`;

export interface DemoPerson {
  readonly key: string;
  readonly account: Uuid;
  readonly grant: Uuid;
  /** The phone whose operations the demo's data are. */
  readonly device: Uuid;
  readonly name: string;
  readonly role: Role;
  readonly area: Uuid;
  /** Gets a link that signs in. */
  readonly linked: boolean;
}

const person = (number: number, of: Pick<DemoPerson, 'key' | 'name' | 'role' | 'area' | 'linked'>): DemoPerson => ({
  ...of,
  account: id(1, number),
  grant: id(2, number),
  device: id(3, number),
});

export const member = person(1, { key: 'member', name: 'Mẫu Thị Hạnh', role: 'member', area: tanDong.id, linked: true });
export const lead = person(2, { key: 'lead', name: 'Mẫu Văn Thắng', role: 'lead', area: tanDong.id, linked: true });
export const head = person(3, { key: 'head', name: 'Mẫu Văn Lâm', role: 'head', area: tanDong.id, linked: true });
export const officer = person(4, { key: 'officer', name: 'Mẫu Thị Ngọc', role: 'officer', area: eaKnuec.id, linked: true });
export const secondMember = person(5, { key: 'member2', name: 'Mẫu Quang Sơn', role: 'member', area: tanDong.id, linked: false });
export const knierLead = person(6, { key: 'knier', name: 'H’Ƀĕn Mẫu', role: 'lead', area: knier.id, linked: false });

export const demoPeople: readonly DemoPerson[] = [member, lead, head, officer, secondMember, knierLead];
