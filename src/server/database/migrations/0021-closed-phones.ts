/** Since when a closed phone hands over what it still held, and how much that was: both end. */
export const closedPhones = {
  id: '0021-closed-phones',
  sql: `
alter table device add column closed_since bigint;
alter table device add column closed_bytes bigint not null default 0;
`,
};
