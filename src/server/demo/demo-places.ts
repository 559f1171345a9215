import type { Area } from '../../domain/access/area.ts';

// Real units with their official codes, but for the villages of more-villages.ts; all people in them are invented.
export const placeId = (last: number): string => `00000000-0000-7000-8000-0000000066${String(last).padStart(2, '0')}`;

export const area = (of: Omit<Area, 'aliases'>): Area => ({ aliases: [], ...of });

export const dakLak = area({ id: placeId(1), kind: 'province', code: '66', prefix: 'tỉnh', name: 'Đắk Lắk' });
export const eaKnuec = area({
  id: placeId(2),
  kind: 'commune',
  code: '24505',
  prefix: 'xã',
  name: 'Ea Knuếc',
  parent: dakLak.id,
});
export const tanTien = area({
  id: placeId(3),
  kind: 'commune',
  code: '24526',
  prefix: 'xã',
  name: 'Tân Tiến',
  parent: dakLak.id,
});
export const tanDong = area({ id: placeId(4), kind: 'village', prefix: 'thôn', name: 'Tân Đông', parent: eaKnuec.id });
export const knier = area({ id: placeId(5), kind: 'village', prefix: 'buôn', name: 'Kniêr', parent: tanTien.id });

export const demoAreas: readonly Area[] = [dakLak, eaKnuec, tanTien, tanDong, knier];
