/**
 * Records that moved to another village, so that later operations from their old village can be redirected. No content.
 */
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
