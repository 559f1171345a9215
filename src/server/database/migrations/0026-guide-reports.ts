/** How often a step of a guide was reported to look different on people's phones, by day. It names nobody. */
export const guideReports = {
  id: '0026-guide-reports',
  sql: `
create table guide_report (
  step text not null,
  app text not null,
  day text not null,
  reports integer not null,
  primary key (step, app, day)
);
create index guide_report_day on guide_report (day);
`,
};
