export const quarantine = {
  id: '0004-quarantine',
  sql: `
alter table op_meta add column judged_by uuid references account (id);
create index op_meta_quarantined on op_meta (village, received_at) where outcome = 'quarantined';
create index op_meta_group on op_meta (group_id);
`,
};
