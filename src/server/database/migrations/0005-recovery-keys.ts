export const recoveryKeys = {
  id: '0005-recovery-keys',
  sql: `
create table recovery_key (
  device uuid primary key references device (id),
  key_id uuid not null,
  sealed text not null,
  created_at bigint not null
);
`,
};
