export const activity = {
  id: '0027-activity',
  // Visits are counted with their household, so record_home finds them too. record_work: a month's log reads what
  // members did without the village's households. A report's texts are kept while it is a draft, and with what is
  // signed.
  sql: `
drop index record_home;
create index record_home on record (village, (fields->>'household')) where kind in ('person', 'tally', 'visit');
create index record_work on record (village) where kind in ('visit', 'session', 'consent');
create table report_text (
  village uuid not null references village (id),
  from_day text collate "C" not null,
  part text not null,
  value text not null,
  set_by uuid not null references account (id),
  set_at bigint not null,
  primary key (village, from_day, part)
);
alter table report add column texts jsonb;
`,
};
