/** The needs of residents, in the order of the first page's tiles. Words: `guides:need.<need>`. */
export const needs = ['clinic', 'allowance', 'landTax', 'transfer', 'papers', 'scam'] as const;
export type Need = (typeof needs)[number];
