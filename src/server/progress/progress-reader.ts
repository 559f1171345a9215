import type { Clock } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import { dayOf } from '../../domain/day.ts';
import { opensOn } from '../../domain/report/period.ts';
import { withoutSmallCells } from '../../domain/report/small-cells.ts';
import { grantsFor, type Grant } from '../../domain/roles.ts';
import type { ProgressResponse, VillageProgress } from '../../protocol/progress.ts';
import { areasBelow } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';
import { reportStates, type ReportState } from '../reports/reports.ts';
import { targetsSeen } from '../reports/targets.ts';
import { countsByVillage } from '../rollup/read-rollups.ts';
import { unsentByVillage } from './village-rows.ts';

/** Figures of the villages that an account may see. */
export interface ProgressReader {
  read(account: Uuid): Promise<ProgressResponse>;
}

const nothingUnsent = { forms: 0, phones: 0 };

/** Reads the villages' rollups: what each push has already counted. */
export function createProgressReader({ db, clock }: { readonly db: Database; readonly clock: Clock }): ProgressReader {
  return {
    async read(account) {
      const now = clock.now();
      const asOf = dayOf(now);
      const { villages, onlyViewed } = await villagesSeen(db, account);
      const counts = await countsByVillage(db, villages, asOf);
      const unsent = await unsentByVillage(db, villages);
      const reports = await reportStates(db, villages, asOf);
      const progress = villages.flatMap((village): VillageProgress[] => {
        const all = counts.get(village);
        const counted = all && onlyViewed.has(village) ? withoutSmallCells(all) : all;
        return counted ? [{ village, asOf, ...counted, unsent: unsent.get(village) ?? nothingUnsent, ...reportOf(reports.get(village)) }] : [];
      });
      return { villages: progress, targets: await targetsSeen(db, account), now };
    },
  };
}

const reportOf = (state: ReportState | undefined): Pick<VillageProgress, 'report'> => {
  if (!state) return {};
  const { from, until, signedAt, receivedAt } = state;
  return { report: { from, until, opens: opensOn(state), ...(signedAt === undefined ? {} : { signedAt }), ...(receivedAt === undefined ? {} : { receivedAt }) } };
};

/** @returns the villages, and those of them of which the account is no more than a viewer */
async function villagesSeen(db: Database, account: Uuid): Promise<{ villages: Uuid[]; onlyViewed: ReadonlySet<Uuid> }> {
  const grants = await grantsOf(db, account);
  const mine = grants.filter((grant) => grantsFor('seeProgress', [grant], grant.area === undefined ? [] : [grant.area]).length > 0);
  const below = async (of: readonly Grant[]): Promise<Uuid[]> => (await areasBelow(db, of.map((grant) => grant.area))).filter((area) => area.kind === 'village').map((area) => area.id);
  const villages = await below(mine);
  const viewers = mine.filter(({ role }) => role === 'viewer');
  if (viewers.length === 0) return { villages, onlyViewed: new Set() };
  const known = new Set(await below(mine.filter(({ role }) => role !== 'viewer')));
  return { villages, onlyViewed: new Set(villages.filter((id) => !known.has(id))) };
}
