import { sql } from 'kysely';
import catalogue from '../../domain/guide/data/catalogue.json' with { type: 'json' };
import { addDays, type Day } from '../../lib/day.ts';
import {
  countedDays,
  manyReports,
  type ChangedReport,
  type ChangedSteps,
  type ManyChanged,
} from '../../domain/guide/changed-screen.ts';
import type { Database } from '../accounts/deps.ts';

// A guide has fewer steps than this; who invents more fills no table.
const mostStepsOfAGuide = 100;

const guides = new Set(catalogue.map(({ id }) => id));

/**
 * Counts a report under the day on which the screen was seen; a day that has not come or no longer counts is today's.
 * A guide that there is not, and more steps than one can have, are dropped: a page may be older than the server.
 */
export async function countReport(db: Database, { step, app, on }: ChangedReport, today: Day): Promise<void> {
  const guide = step.slice(0, step.indexOf('/'));
  if (!guides.has(guide)) return;
  const known = await db
    .selectFrom('guide_report')
    .select('step')
    .distinct()
    .where('step', 'like', `${guide}/%`)
    .limit(mostStepsOfAGuide)
    .execute();
  if (known.length >= mostStepsOfAGuide && !known.some((row) => row.step === step)) return;
  const day = on > today || on <= addDays(today, -countedDays) ? today : on;
  await db
    .insertInto('guide_report')
    .values({ step, app, day, reports: 1 })
    .onConflict((already) =>
      already.columns(['step', 'app', 'day']).doUpdateSet({ reports: sql<number>`guide_report.reports + 1` }),
    )
    .execute();
}

/** The steps that a reader is warned about. */
export async function manyChanged(db: Database, today: Day): Promise<ManyChanged> {
  const rows = await db
    .selectFrom('guide_report')
    .select('step')
    .where('day', '>', addDays(today, -countedDays))
    .groupBy('step')
    .having(sql<number>`sum(reports)`, '>=', manyReports)
    .orderBy('step')
    .execute();
  return { steps: rows.map(({ step }) => step) };
}

/** Every step reported in the last `countedDays`, the most reported first. */
export async function reportedSteps(db: Database, today: Day): Promise<ChangedSteps> {
  const rows = await db
    .selectFrom('guide_report')
    .select(({ fn }) => [
      'step',
      'app',
      sql<number>`cast(sum(reports) as integer)`.as('reports'),
      fn.min('day').as('first'),
      fn.max('day').as('last'),
    ])
    .where('day', '>', addDays(today, -countedDays))
    .groupBy(['step', 'app'])
    .orderBy('reports', 'desc')
    .orderBy('step')
    .execute();
  return { steps: rows.map((row) => ({ ...row, first: row.first as Day, last: row.last as Day })) };
}
