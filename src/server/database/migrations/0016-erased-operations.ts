/** Asked with every pull: how many of somebody's operations are erased. */
export const erasedOperations = {
  id: '0016-erased-operations',
  sql: `
create index op_meta_erased on op_meta (device, op_id) where outcome = 'erased';
`,
};
