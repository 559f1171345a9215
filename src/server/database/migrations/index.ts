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

/** Every migration, in the order of its number. A new one goes to the end; an applied one never changes. */
export const migrations: readonly Migration[] = [villageData, jobs, accounts, quarantine, recoveryKeys, erasure, retention, rateCounters, rollups, recordings, reports, copiedPhones, movedRecords, tombstones, reportMoves, erasedOperations, epochNumbers];
