export const copiedPhones = {
  id: '0012-copied-phones',
  sql: `
alter table device add column former jsonb not null default '[]';
`,
};
