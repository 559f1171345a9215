/**
 * Requests that a second person has to confirm; the households that each person erased in a village on a day, by which
 * that is decided; and the longer retention that holds on for a while after a shorter one was set.
 */
export const secondPerson = {
  id: '0024-second-person',
  sql: `
create table pending_act (
  id uuid primary key,
  kind text not null,
  area uuid not null references area (id),
  request jsonb not null,
  account uuid not null references account (id),
  device uuid,
  at bigint not null,
  until bigint not null,
  settled_at bigint,
  settled_by uuid references account (id),
  confirmed boolean
);
create index pending_act_open on pending_act (area) where settled_at is null;

create table erased_household (
  account uuid not null,
  village uuid not null,
  day text not null,
  household uuid not null,
  primary key (account, village, day, household)
);
create index erased_household_day on erased_household (day);

create table retention_hold (
  area uuid primary key,
  months integer not null,
  until bigint not null
);
`,
};
