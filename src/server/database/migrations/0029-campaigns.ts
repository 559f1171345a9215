/** The campaigns of communes. Each change is a row of its own: nothing of their history is overwritten. */
export const campaigns = {
  id: '0029-campaigns',
  sql: `
create table campaign (
  id uuid not null,
  version bigint not null,
  area uuid not null references area (id),
  content jsonb not null,
  changed_by uuid not null references account (id),
  changed_at bigint not null,
  primary key (id, version)
);
create index campaign_area on campaign (area);
`,
};
