/** Which tombstones are gone, and where each village stood when: so it is known which are old enough to go. */
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
