/** Why a file was refused. Words: `households:roster.refused.<reason>`. */
export const refusedReasons = [
  'tooBig',
  'tooManyRows',
  'damaged',
  'oldExcel',
  'binaryExcel',
  'locked',
  'empty',
  'picture',
  'pdf',
  'word',
  'numbersFile',
  'otherArchive',
  'notAList',
] as const;
export type RefusedReason = (typeof refusedReasons)[number];

export class RefusedFile extends Error {
  constructor(readonly reason: RefusedReason) {
    super(`the file was refused: ${reason}`);
  }
}
