import type { Migration } from '../migrate.ts';
import { villageData } from './0001-village-data.ts';
import { jobs } from './0002-jobs.ts';
import { accounts } from './0003-accounts.ts';
import { quarantine } from './0004-quarantine.ts';
import { recoveryKeys } from './0005-recovery-keys.ts';
import { erasure } from './0006-erasure.ts';
import { retention } from './0007-retention.ts';
import { rateCounters } from './0008-rate-counters.ts';
import { rollups } from './0009-rollups.ts';
import { recordings } from './0010-recordings.ts';
import { reports } from './0011-reports.ts';
import { copiedPhones } from './0012-copied-phones.ts';
import { movedRecords } from './0013-moved-records.ts';
import { tombstones } from './0014-tombstones.ts';
import { reportMoves } from './0015-report-moves.ts';
import { erasedOperations } from './0016-erased-operations.ts';
import { epochNumbers } from './0017-epoch-numbers.ts';
import { erasedMarks } from './0018-erased-marks.ts';
import { opMentions } from './0019-op-mentions.ts';
import { accountUsage } from './0020-account-usage.ts';
import { closedPhones } from './0021-closed-phones.ts';
import { people } from './0022-people.ts';
import { wasteBasket } from './0023-waste-basket.ts';
import { secondPerson } from './0024-second-person.ts';
import { passkeys } from './0025-passkeys.ts';
import { guideReports } from './0026-guide-reports.ts';
import { activity } from './0027-activity.ts';
import { villagePages } from './0028-village-pages.ts';
import { campaigns } from './0029-campaigns.ts';
import { reminders } from './0030-reminders.ts';
import { retentionVersions } from './0031-retention-versions.ts';

/** Every migration, in the order of its number. A new one goes to the end; an applied one never changes. */
export const migrations: readonly Migration[] = [
  villageData,
  jobs,
  accounts,
  quarantine,
  recoveryKeys,
  erasure,
  retention,
  rateCounters,
  rollups,
  recordings,
  reports,
  copiedPhones,
  movedRecords,
  tombstones,
  reportMoves,
  erasedOperations,
  epochNumbers,
  erasedMarks,
  opMentions,
  accountUsage,
  closedPhones,
  people,
  wasteBasket,
  secondPerson,
  passkeys,
  guideReports,
  activity,
  villagePages,
  campaigns,
  reminders,
  retentionVersions,
];
