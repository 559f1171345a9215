/** A report's comparison of the same people with the month before, as it was signed. */
export const reportMoves = {
  id: '0015-report-moves',
  sql: `
alter table report add column moves jsonb;
`,
};
