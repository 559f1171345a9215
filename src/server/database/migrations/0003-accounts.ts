/* oxlint-disable thon-so/max-line -- The text of an applied migration never changes. */

/** Invitations that can be withdrawn, and the audit log, which a trigger keeps append-only. */
export const accounts = {
  id: '0003-accounts',
  sql: `
alter table invitation add column withdrawn_at bigint;
create index invitation_open on invitation (area) where redeemed_at is null and withdrawn_at is null;

create table audit_log (
  id uuid primary key,
  at bigint not null,
  day text not null,
  account uuid,
  device uuid,
  action text not null,
  area uuid,
  subject uuid
);
create index audit_log_area on audit_log (area, id);
create unique index audit_log_reading on audit_log (day, account, action, area) nulls not distinct \
where action like 'read%';

create function audit_log_refuses() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log only grows' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_log_only_grows before update or delete or truncate on audit_log
  for each statement execute function audit_log_refuses();
`,
};
