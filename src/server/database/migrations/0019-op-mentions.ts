/**
 * The other records that a stored operation is about, besides the one that it changes: the household and the person
 * that it names, the target of a merge, and every id in a text that cannot be read. Erasing, moving, retention and
 * history find operations by these ids.
 */
export const opMentions = {
  id: '0019-op-mentions',
  sql: `
create table op_mention (
  op_id uuid not null,
  village uuid not null,
  id uuid not null,
  primary key (op_id, id)
);
insert into op_mention (op_id, village, id)
  select distinct op_meta.op_id, op_meta.village, (found[2])::uuid
  from op_meta join op_body using (op_id),
    regexp_matches(body, '(household|person|mergedInto)\\\\*"\\s*:\\s*\\\\*"'
      || '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 'g') as found
  where op_meta.village is not null and (op_meta.record is null or (found[2])::uuid <> op_meta.record);
create index op_mention_place on op_mention (village, id);
create index op_meta_kept on op_meta (village, received_at) where outcome in ('parked', 'quarantined', 'setAside');
`,
};
