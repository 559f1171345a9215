export const reports = {
  id: '0011-reports',
  // Every version of a target is kept. A report is one row per village and period, with the figures as they were
  // signed.
  sql: `
create table target (
  id uuid primary key,
  area uuid not null references area (id),
  indicator text not null,
  year integer not null,
  share double precision not null check (share between 0 and 1),
  source text not null,
  version integer not null,
  set_by uuid not null references account (id),
  set_at bigint not null,
  unique (area, indicator, year, version)
);
create table area_fact (
  area uuid not null references area (id),
  kind text not null,
  part text not null,
  value jsonb not null,
  set_by uuid not null references account (id),
  set_at bigint not null,
  primary key (area, kind, part)
);
create table report (
  village uuid not null references village (id),
  from_day text collate "C" not null,
  until_day text collate "C" not null,
  as_of text collate "C" not null,
  counts jsonb not null,
  before jsonb,
  targets jsonb not null,
  signed_by uuid not null references account (id),
  signed_name text not null,
  signed_at bigint not null,
  received_by uuid references account (id),
  received_name text,
  received_at bigint,
  primary key (village, from_day)
);
alter table area add column report_period text check (report_period in ('cycle', 'calendar'));
`,
};
