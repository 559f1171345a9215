import { foldText } from '../../../lib/fold.ts';

/** For every file system and for Zalo: "Thôn Tân Đông" becomes "thon-tan-dong". */
export const fileName = (of: string): string =>
  foldText(of)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
