/**
 * Challenges that a proof has used; grants and phones that came from outside of a village and wait for its people; whom
 * a deed concerns; which recovery keys were given out. A grant that waits is no row of account_grant, so nothing takes
 * it for one in force.
 */
export const people = {
  id: '0022-people',
  sql: `
create table used_challenge (
  hash text primary key,
  ends bigint not null
);
create index used_challenge_ends on used_challenge (ends);

create table pending_grant (
  id uuid primary key,
  account uuid not null references account (id),
  role text not null,
  area uuid not null references area (id),
  made_by uuid not null references account (id),
  created_at bigint not null,
  settled_at bigint,
  settled_by uuid references account (id)
);
create index pending_grant_open on pending_grant (area) where settled_at is null;
create index pending_grant_account on pending_grant (account) where settled_at is null;

alter table device add column unconfirmed_by uuid;
create index device_unconfirmed on device (account) where unconfirmed_by is not null;

alter table audit_log add column person uuid;
create index audit_log_person on audit_log (person, id) where person is not null;
create index audit_log_told on audit_log (area, id) where person is not null;

alter table recovery_key add column released_at bigint;
`,
};
