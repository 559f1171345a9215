/** An index for what every pull asks: which of a person's operations are erased. */
export const erasedOperations = {
  id: '0016-erased-operations',
  sql: `
create index op_meta_erased on op_meta (device, op_id) where outcome = 'erased';
`,
};
