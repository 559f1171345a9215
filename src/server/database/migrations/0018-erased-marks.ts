/**
 * What is erased, village by village: an id that is erased in one says nothing of another. `erased_record` has room for
 * one village an id; servers of the version before still write it, and a trigger carries that over. It goes in a later
 * migration.
 */
export const erasedMarks = {
  id: '0018-erased-marks',
  sql: `
create table erased_mark (
  village uuid not null,
  id uuid not null,
  at bigint not null,
  primary key (village, id)
);
insert into erased_mark (village, id, at) select village, id, at from erased_record;
create index erased_mark_id on erased_mark (id);
create index erased_mark_at on erased_mark (at);
create function mark_erased() returns trigger language plpgsql as $$
begin
  insert into erased_mark (village, id, at) values (new.village, new.id, new.at) on conflict do nothing;
  return null;
end $$;
create trigger erased_record_marked after insert on erased_record for each row execute function mark_erased();
`,
};
