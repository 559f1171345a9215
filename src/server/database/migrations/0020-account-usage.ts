/**
 * How much each account has handed in on a day (Vietnam's), for its daily budget. A job removes what is older than a
 * week.
 */
export const accountUsage = {
  id: '0020-account-usage',
  sql: `
create table account_usage (
  account uuid not null,
  day text not null,
  operations bigint not null,
  bytes bigint not null,
  primary key (account, day)
);
`,
};
