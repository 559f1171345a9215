export const rollups = {
  id: '0009-rollups',
  // record_home: whoever changes one person counts that home again and must not read the village for it.
  sql: `
create table rollup (
  village uuid not null references village (id),
  day text collate "C" not null,
  counts jsonb not null,
  primary key (village, day)
);
alter table village add column rollup text;
create index record_home on record (village, (fields->>'household')) where kind in ('person', 'tally');
`,
};
