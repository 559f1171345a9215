export const rateCounters = {
  id: '0008-rate-counters',
  // Unlogged, so that no request waits for the disk. A crash empties the table, which lets a few more requests through.
  sql: `
create unlogged table rate_counter (
  key text primary key,
  count int not null,
  ends bigint not null
);
create index rate_counter_ends on rate_counter (ends);
`,
};
