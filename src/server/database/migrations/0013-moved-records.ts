/** Where records have gone that once were in another village: what phones there still say of them is led on. No content. */
export const movedRecords = {
  id: '0013-moved-records',
  sql: `
create table moved_record (
  village uuid not null,
  id uuid not null,
  to_village uuid not null,
  at bigint not null,
  bases jsonb not null,
  primary key (village, id)
);
create index moved_record_id on moved_record (id);
`,
};
