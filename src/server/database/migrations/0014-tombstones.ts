/**
 * Up to which version tombstones were collected, and each village's version by day, which tells which tombstones are
 * old enough to collect.
 */
export const tombstones = {
  id: '0014-tombstones',
  sql: `
alter table village add column collected bigint not null default 0;
create table village_mark (
  village uuid not null references village (id),
  at bigint not null,
  version bigint not null,
  primary key (village, at)
);
`,
};
