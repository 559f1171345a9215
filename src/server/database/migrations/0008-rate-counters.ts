export const rateCounters = {
  id: '0008-rate-counters',
  // Unlogged: what a crash forgets lets a few more requests through, and no request waits for the disk.
  sql: `
create unlogged table rate_counter (
  key text primary key,
  count int not null,
  ends bigint not null
);
create index rate_counter_ends on rate_counter (ends);
`,
};
