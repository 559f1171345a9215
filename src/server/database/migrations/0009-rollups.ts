export const rollups = {
  id: '0009-rollups',
  // Index record_home: a change of one person recounts their household without reading the rest of the village.
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
