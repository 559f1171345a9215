/**
 * The public page of a village, and what villages and communes announce on it. What it says of whom to call lies among
 * the facts (`area_fact`, kinds `info` and `person`).
 */
export const villagePages = {
  id: '0028-village-pages',
  sql: `
create table village_page (
  village uuid primary key references village (id),
  slug text collate "C" not null unique,
  opened_at bigint not null
);
create table announcement (
  id uuid primary key,
  area uuid not null references area (id),
  content jsonb not null,
  until text collate "C" not null,
  made_by uuid not null references account (id),
  made_at bigint not null,
  ended_at bigint
);
create index announcement_area on announcement (area, until);
`,
};
