export const villageData = {
  id: '0001-village-data',
  sql: `
create table area (
  id uuid primary key,
  kind text not null check (kind in ('province', 'commune', 'village')),
  code text,
  prefix text not null,
  name text not null,
  aliases jsonb not null default '[]',
  parent uuid references area (id)
);
create index area_parent on area (parent);

create table account (
  id uuid primary key,
  name text not null,
  created_at bigint not null
);

create table account_grant (
  id uuid primary key,
  account uuid not null references account (id),
  role text not null,
  area uuid references area (id),
  created_at bigint not null,
  revoked_at bigint
);
create index account_grant_account on account_grant (account);
create index account_grant_area on account_grant (area);

create table device (
  id uuid primary key,
  account uuid not null references account (id),
  public_key jsonb not null,
  session_hash text not null,
  previous_hash text,
  session_expires bigint not null,
  last_seq bigint not null default 0,
  last_time bigint not null default 0,
  ledger jsonb,
  last_contact bigint not null,
  created_at bigint not null,
  revoked_at bigint
);
create index device_account on device (account);

create table invitation (
  id uuid primary key,
  token_hash text not null unique,
  code_hash text not null unique,
  role text not null,
  area uuid references area (id),
  name text,
  account uuid references account (id),
  reusable boolean not null default false,
  created_by uuid references account (id),
  created_at bigint not null,
  expires_at bigint not null,
  redeemed_at bigint
);

create table redemption (
  nonce uuid primary key,
  invitation uuid not null references invitation (id),
  key_hash text not null,
  device uuid not null references device (id),
  created_at bigint not null
);

create table village (
  id uuid primary key references area (id),
  version bigint not null default 0,
  lost jsonb not null default '[]'
);

create table record (
  village uuid not null references village (id),
  id uuid not null,
  kind text not null,
  version bigint not null,
  fields jsonb not null,
  field_meta jsonb not null,
  echo_device uuid,
  echo_base bigint not null default 0,
  primary key (village, id)
);
create index record_pull on record (village, version, id);

create table op_meta (
  op_id uuid primary key,
  device uuid not null references device (id),
  seq bigint not null,
  group_id uuid not null,
  village uuid,
  record uuid,
  waits_for uuid,
  outcome text not null,
  version bigint not null,
  time bigint not null,
  received_at bigint not null,
  unique (device, seq)
);
create index op_meta_outcome on op_meta (village, device, version);
create index op_meta_unsettled on op_meta (device, record) where outcome in ('parked', 'quarantined');
create index op_meta_parked on op_meta (village, waits_for) where outcome = 'parked';

create table op_body (
  op_id uuid primary key references op_meta (op_id),
  body text not null
);

create table server_state (
  key text primary key,
  value text not null
);
insert into server_state (key, value) values ('epoch', '1');
`,
};
