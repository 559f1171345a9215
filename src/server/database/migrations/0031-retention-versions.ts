/** When an area's retention was last set: its version. Settings from before have the first. */
export const retentionVersions = {
  id: '0031-retention-versions',
  sql: `
alter table retention add column set_at bigint not null default 1;
`,
};
