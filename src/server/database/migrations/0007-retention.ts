/** Where an area keeps people's rows for another time than the default; areas below it follow. */
export const retention = {
  id: '0007-retention',
  sql: `
create table retention (
  area uuid primary key references area (id),
  months integer not null check (months between 0 and 120)
);
`,
};
