import type { Area } from '../../domain/area.ts';

// Real units with their official codes; everybody living in them here is invented.
const id = (last: number): string => `00000000-0000-7000-8000-0000000066${String(last).padStart(2, '0')}`;

const area = (of: Omit<Area, 'aliases'>): Area => ({ aliases: [], ...of });

export const dakLak = area({ id: id(1), kind: 'province', code: '66', prefix: 'tỉnh', name: 'Đắk Lắk' });
export const eaKnuec = area({ id: id(2), kind: 'commune', code: '24505', prefix: 'xã', name: 'Ea Knuếc', parent: dakLak.id });
export const tanTien = area({ id: id(3), kind: 'commune', code: '24526', prefix: 'xã', name: 'Tân Tiến', parent: dakLak.id });
export const tanDong = area({ id: id(4), kind: 'village', prefix: 'thôn', name: 'Tân Đông', parent: eaKnuec.id });
export const knier = area({ id: id(5), kind: 'village', prefix: 'buôn', name: 'Kniêr', parent: tanTien.id });

export const demoAreas: readonly Area[] = [dakLak, eaKnuec, tanTien, tanDong, knier];
