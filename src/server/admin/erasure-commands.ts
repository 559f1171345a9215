import { sql } from 'kysely';
import { note } from '../accounts/audit.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand, AdminDeps } from './deps.ts';

interface AliveMark {
  readonly village: string;
  readonly id: string;
  readonly kind: string;
  readonly at: number;
}

/** Erasure marks of records that still have a row. An erasure empties the row, so these records were not erased. */
async function aliveMarks({ db }: Pick<AdminDeps, 'db'>): Promise<AliveMark[]> {
  const { rows } = await sql<AliveMark>`
    select erased_mark.village, erased_mark.id, record.kind, erased_mark.at
    from erased_mark join record on record.village = erased_mark.village and record.id = erased_mark.id
    where record.kind <> 'erased'
      and not (coalesce(record.fields->>'$deleted', '') = 'true' and record.fields - '$deleted' = '{}'::jsonb)
    order by erased_mark.village, erased_mark.at, erased_mark.id`.execute(db);
  return rows;
}

const lineOf = ({ village, id, kind, at }: AliveMark): string =>
  `${id}  ${kind}  marked ${new Date(at).toISOString()}  in ${village}`;

const list: AdminCommand = async (deps, args) => {
  readArguments(args, [], 0, 0);
  const found = await aliveMarks(deps);
  return found.length === 0
    ? ['No record that is there is marked as erased.']
    : [...found.map(lineOf), '', 'npm run admin -- erasures repair takes these marks away.'];
};

const repair: AdminCommand = async (deps, args) => {
  readArguments(args, [], 0, 0);
  const found = await aliveMarks(deps);
  if (found.length === 0) return ['No record that is there is marked as erased.'];
  await deps.db.transaction().execute(async (db) => {
    for (const { village, id } of found) {
      for (const table of ['erased_mark', 'erased_record'] as const)
        await db.deleteFrom(table).where('village', '=', village).where('id', '=', id).execute();
      await note({ ...deps, db }, { action: 'markRemoved', area: village, subject: id });
    }
  });
  // Otherwise the next restore would erase them.
  deps.memory?.rememberAlive(found);
  return [
    ...found.map(lineOf),
    '',
    `${found.length} marks taken away. What phones sent of these records meanwhile was not kept; ` +
      'they can be filled in again.',
  ];
};

export const erasureCommands: Readonly<Record<string, AdminCommand>> = { erasures: list, 'erasures repair': repair };
