import type { Clock } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Area } from '../../domain/access/area.ts';
import { dayOf } from '../../lib/day.ts';
import { opensOn } from '../../domain/period.ts';
import { bandsIn } from '../../domain/report/peer-bands.ts';
import { withoutSmallCells, type CountedVillage } from '../../domain/report/small-cells.ts';
import { grantsThatMay, type Grant } from '../../domain/access/roles.ts';
import type { ProgressResponse, VillageProgress } from '../../protocol/progress.ts';
import { areasAbove, areasBelow } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';
import { reportStates, type ReportState } from '../reports/report-states.ts';
import { areaPathsAmong } from '../reports/reports.ts';
import { targetsOf } from '../reports/targets.ts';
import { figuresByVillage } from '../rollup/read-rollups.ts';
import { unsentByVillage } from './village-rows.ts';

/** Figures of the villages that an account may see. */
export interface ProgressReader {
  read(account: Uuid): Promise<ProgressResponse>;
}

const nothingUnsent = { forms: 0, phones: 0 };

/** Reads figures from the villages' rollups, which pushes keep up to date. */
export function createProgressReader({ db, clock }: { readonly db: Database; readonly clock: Clock }): ProgressReader {
  return {
    async read(account) {
      const now = clock.now();
      const asOf = dayOf(now);
      const { areas, villages, sisters, fromAbove } = await areasSeen(db, account);
      const counts = await figuresByVillage(db, [...villages, ...sisters.map(({ id }) => id)], asOf);
      const unsent = await unsentByVillage(db, villages);
      const reports = await reportStates(db, villages, areaPathsAmong(areas), asOf);
      const countedIn = (among: readonly Area[]): CountedVillage[] =>
        among.flatMap(({ id: village, parent: commune }) => {
          const all = counts.get(village);
          return all ? [{ village, commune, counts: all }] : [];
        });
      const known = countedIn(areas);
      const viewed = withoutSmallCells(known.filter(({ village }) => fromAbove.has(village)));
      // Computed from the counts that the reader may see, so that a band reveals nothing about a hidden figure.
      const shown = known.map((one) => ({ ...one, counts: viewed.get(one.village) ?? one.counts }));
      const bands = bandsIn([...shown, ...countedIn(sisters)]);
      const progress = shown.map(({ village, counts: counted }): VillageProgress => {
        const band = bands.get(village);
        return {
          village,
          asOf,
          ...counted,
          ...(band && { bands: band }),
          unsent: unsent.get(village) ?? nothingUnsent,
          ...reportOf(reports.get(village)),
        };
      });
      return {
        villages: progress,
        targets: await targetsOf(
          db,
          areas.map(({ id }) => id),
        ),
        now,
      };
    },
  };
}

const reportOf = (state: ReportState | undefined): Pick<VillageProgress, 'report'> => {
  if (!state) return {};
  const { from, until, signedAt, receivedAt } = state;
  return {
    report: {
      from,
      until,
      opens: opensOn(state),
      ...(signedAt === undefined ? {} : { signedAt }),
      ...(receivedAt === undefined ? {} : { receivedAt }),
    },
  };
};

interface Seen {
  /** Those below the account's areas, and those above them. */
  readonly areas: readonly Area[];
  readonly villages: readonly Uuid[];
  /** The other villages of their communes: nothing of them goes out, but a village is held against them. */
  readonly sisters: readonly Area[];
  /** That the account sees by a grant for an area above them. */
  readonly fromAbove: ReadonlySet<Uuid>;
}

async function areasSeen(db: Database, account: Uuid): Promise<Seen> {
  const grants = await grantsOf(db, account);
  const mine = grantsThatMay('seeProgress', grants);
  const below = (of: readonly Grant[]): Promise<Area[]> =>
    areasBelow(
      db,
      of.map((grant) => grant.area),
    );
  const villagesIn = (areas: readonly Area[]): Uuid[] =>
    areas.filter(({ kind }) => kind === 'village').map(({ id }) => id);
  const own = await below(mine);
  const above = await areasAbove(
    db,
    mine.flatMap(({ area }) => area ?? []),
  );
  const areas = [...new Map([...own, ...above].map((area) => [area.id, area])).values()];
  const villages = villagesIn(own);
  const sisters = await sistersOf(db, own);
  // By the kind of area, whatever the role: only a grant in the village itself shows single people.
  const inside = new Set(mine.map(({ area }) => area));
  return { areas, villages, sisters, fromAbove: new Set(villages.filter((id) => !inside.has(id))) };
}

async function sistersOf(db: Database, own: readonly Area[]): Promise<Area[]> {
  const known = new Set(own.map(({ id }) => id));
  const communes = own.flatMap(({ kind, parent }) =>
    kind === 'village' && parent !== undefined && !known.has(parent) ? [parent] : [],
  );
  const below = await areasBelow(db, [...new Set(communes)]);
  return below.filter(({ id, kind }) => kind === 'village' && !known.has(id));
}
