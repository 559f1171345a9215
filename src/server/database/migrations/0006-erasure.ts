export const erasure = {
  id: '0006-erasure',
  sql: `
create table erased_record (
  id uuid primary key,
  village uuid not null,
  at bigint not null
);
create index erased_record_village on erased_record (village);
alter table op_meta add column body_hmac text;
create index op_meta_record on op_meta (record);
`,
};
