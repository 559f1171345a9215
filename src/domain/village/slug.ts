/** Longest address of a village's page, without what tells it from others of the same name. */
const longest = 60;

/** "Thôn Tân Đông", "xã Ea Knuếc" → "thon-tan-dong-xa-ea-knuec": letters, digits and hyphens only. */
export function slugOf(...names: readonly string[]): string {
  const plain = names
    .join(' ')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.slice(0, longest).replaceAll(/^-+|-+$/g, '') || 'thon';
}

/** True for a text that can be the address of a village's page. */
export const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,79}$/.test(text);
