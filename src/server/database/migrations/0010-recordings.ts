export const recordings = {
  id: '0010-recordings',
  sql: `
create table recording (
  id uuid primary key,
  village uuid not null references area (id),
  device uuid not null references device (id),
  account uuid not null references account (id),
  guide text not null,
  part text not null,
  step text not null,
  language text not null,
  speaker text not null,
  consent_version integer not null,
  consent_at bigint not null,
  type text not null,
  bytes integer not null,
  sha256 text not null,
  received integer not null default 0,
  state text not null default 'coming',
  received_at bigint not null,
  judged_by uuid references account (id),
  judged_at bigint
);
create index recording_village on recording (village);
create index recording_sound on recording (sha256) where state = 'approved';

create table recording_piece (
  recording uuid not null references recording (id),
  at integer not null,
  data text not null,
  primary key (recording, at)
);
`,
};
