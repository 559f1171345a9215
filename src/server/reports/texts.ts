import * as v from 'valibot';
import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { reportTextParts, reportTexts, type ReportTexts } from '../../domain/report/report-texts.ts';
import { anyOf } from '../sync/kysely/lists.ts';
import type { Database } from '../accounts/deps.ts';

/** The texts of the reports that begin on one of these days, as they were last written, by village and first day. */
export async function textsOf(
  db: Database,
  villages: readonly Uuid[],
  froms: readonly Day[],
): Promise<(village: Uuid, from: Day) => ReportTexts> {
  const rows =
    villages.length === 0 || froms.length === 0
      ? []
      : await db
          .selectFrom('report_text')
          .select(['village', 'from_day', 'part', 'value'])
          .where('village', '=', anyOf(villages))
          .where('from_day', 'in', [...froms])
          .execute();
  return (village, from) => {
    const own = rows.filter((row) => row.village === village && row.from_day === from && row.value !== '');
    const found = new Map(own.map(({ part, value }) => [part, value]));
    // In one order, because what is signed is a hash of it.
    return Object.fromEntries(
      reportTextParts.flatMap((part) => (found.has(part) ? [[part, found.get(part)]] : [])),
    ) as ReportTexts;
  };
}

/** Stores these parts; the others stay as somebody else may have written them meanwhile. */
export async function writeTexts(
  db: Database,
  village: Uuid,
  from: Day,
  texts: ReportTexts,
  by: { readonly account: Uuid; readonly now: number },
): Promise<void> {
  const values = reportTextParts.flatMap((part) => {
    const value = texts[part];
    return value === undefined
      ? []
      : [{ village, from_day: from, part, value: value.normalize('NFC'), set_by: by.account, set_at: by.now }];
  });
  if (values.length === 0) return;
  await db
    .insertInto('report_text')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['village', 'from_day', 'part']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        set_by: eb.ref('excluded.set_by'),
        set_at: eb.ref('excluded.set_at'),
      })),
    )
    .execute();
}

/** The texts of a report as it was signed. */
export const signedTexts = (stored: unknown): v.InferOutput<typeof reportTexts> => v.parse(reportTexts, stored);
