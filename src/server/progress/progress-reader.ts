import type { Clock } from '../../lib/clock.ts';
import type { Uuid } from '../../lib/ids.ts';
import { dayOf, type Day } from '../../domain/day.ts';
import { countIndicators, type Counts } from '../../domain/indicator/count.ts';
import { indicators } from '../../domain/indicator/current.ts';
import { grantsFor } from '../../domain/roles.ts';
import type { ProgressResponse, VillageProgress } from '../../protocol/progress.ts';
import { areasBelow } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';
import { talliedRecords } from './tallied-records.ts';
import { countedRecords, unsentByVillage, villageVersions } from './village-rows.ts';

/** Figures of the villages that an account may see. */
export interface ProgressReader {
  read(account: Uuid): Promise<ProgressResponse>;
}

interface Counted {
  readonly version: number;
  readonly asOf: Day;
  readonly counts: Counts;
}

const nothingUnsent = { forms: 0, phones: 0 };
const mostCounted = 5000;

/**
 * Recounts a village from its records when its version or the day changed, and keeps the result in memory. One
 * village at a time, so that a province costs time and not memory.
 */
export function createProgressReader({ db, clock }: { readonly db: Database; readonly clock: Clock }): ProgressReader {
  const counted = new Map<Uuid, Counted>();

  const countsOf = async (village: Uuid, version: number, asOf: Day): Promise<Counts> => {
    const before = counted.get(village);
    if (before?.version === version && before.asOf === asOf) return before.counts;
    // Read after the version: rows may be newer than it says, and then the next look counts once more.
    const counts = countIndicators([...(await countedRecords(db, village)), ...(await talliedRecords(db, village))], indicators, asOf);
    counted.delete(village);
    counted.set(village, { version, asOf, counts });
    const oldest = counted.keys().next();
    if (counted.size > mostCounted && !oldest.done) counted.delete(oldest.value);
    return counts;
  };

  return {
    async read(account) {
      const now = clock.now();
      const asOf = dayOf(now);
      const villages = await villagesSeen(db, account);
      const versions = await villageVersions(db, villages);
      const unsent = await unsentByVillage(db, villages);
      const progress: VillageProgress[] = [];
      for (const village of villages) {
        const counts = await countsOf(village, versions.get(village) ?? 0, asOf);
        progress.push({ village, asOf, ...counts, unsent: unsent.get(village) ?? nothingUnsent });
      }
      return { villages: progress, now };
    },
  };
}

async function villagesSeen(db: Database, account: Uuid): Promise<Uuid[]> {
  const grants = await grantsOf(db, account);
  const mine = grants.filter((grant) => grantsFor('seeProgress', [grant], grant.area === undefined ? [] : [grant.area]).length > 0);
  const below = await areasBelow(db, mine.map((grant) => grant.area));
  return below.filter((area) => area.kind === 'village').map((area) => area.id);
}
