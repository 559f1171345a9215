export const jobs = {
  id: '0002-jobs',
  sql: `
create table job (
  name text primary key,
  started_at bigint not null,
  finished_at bigint,
  failed_at bigint,
  failures int not null default 0
);
`,
};
