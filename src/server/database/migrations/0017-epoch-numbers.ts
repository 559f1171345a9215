/**
 * The seq after which each phone continues in this epoch (decision 112). Phones that are in the epoch already are not
 * asked again.
 */
export const epochNumbers = {
  id: '0017-epoch-numbers',
  sql: `
alter table device add column epoch_seq bigint not null default 0;
update device set epoch_seq = last_seq;
`,
};
