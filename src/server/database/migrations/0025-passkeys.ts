/**
 * Passkeys of officers and administrators. They belong to the person, not to a phone, and to the server's name (rp_id):
 * browsers offer them nowhere else.
 */
export const passkeys = {
  id: '0025-passkeys',
  sql: `
create table passkey (
  id uuid primary key,
  account uuid not null references account (id),
  rp_id text not null,
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null,
  transports jsonb not null,
  name text not null,
  created_at bigint not null,
  last_used_at bigint,
  withdrawn_at bigint
);
create index passkey_account on passkey (account) where withdrawn_at is null;
`,
};
