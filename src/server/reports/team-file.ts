import type { Uuid } from '../../lib/ids.ts';
import { teamFact, teamFactKinds, type TeamFact } from '../../domain/report/team-file.ts';
import type { TeamFileResponse } from '../../protocol/report.ts';
import type { Database } from '../accounts/deps.ts';
import { knownFacts, storedFacts, versionedFacts, type StoredFact } from '../areas/area-facts.ts';

/** The id of the training that a step of the roadmap tells of, where no training was told by itself. */
const trainingOfRoadmap: Uuid = '00000000-0000-7000-8000-000000000001';

const kinds = [...teamFactKinds, 'roadmap'];

/** The facts of each village's team file; a village of which nothing is told has none. One query. */
export async function teamFilesOf(db: Database, villages: readonly Uuid[]): Promise<(village: Uuid) => TeamFact[]> {
  const fileOf = await versionedTeamFilesOf(db, villages);
  return (village) => fileOf(village).map(({ version: _, ...fact }) => fact);
}

/** The same, each with its version. */
export async function versionedTeamFilesOf(
  db: Database,
  villages: readonly Uuid[],
): Promise<(village: Uuid) => TeamFileResponse['facts']> {
  const rowsBy = new Map<Uuid, StoredFact[]>();
  for (const row of await storedFacts(db, villages, kinds))
    rowsBy.set(row.area, [...(rowsBy.get(row.area) ?? []), row]);
  return (village) => withRoadmap(rowsBy.get(village) ?? []);
}

/** Older phones tell the days on which a team was founded and trained as steps of the roadmap. */
function withRoadmap(rows: readonly StoredFact[]): TeamFileResponse['facts'] {
  const own = versionedFacts(rows, teamFact);
  const isTold = (kind: string): boolean => rows.some((row) => row.kind === kind);
  const step = (part: string): unknown => rows.find((row) => row.kind === 'roadmap' && row.part === part)?.value;
  const older = knownFacts(
    [
      ...(isTold('foundedOn') ? [] : [{ kind: 'foundedOn', part: 'day', value: step('teamFounded') }]),
      ...(isTold('training')
        ? []
        : [
            {
              kind: 'training',
              part: trainingOfRoadmap,
              value: { on: step('teamTrained'), topic: '', members: 0 },
            },
          ]),
    ],
    teamFact,
  );
  // Of themselves these are not told yet, so they have no version.
  return [...own, ...older.filter(({ value }) => value !== null)];
}
