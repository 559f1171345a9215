/** How long an area keeps people's rows, where that differs from the default; it holds for the areas below too. */
export const retention = {
  id: '0007-retention',
  sql: `
create table retention (
  area uuid primary key references area (id),
  months integer not null check (months between 0 and 120)
);
`,
};
