import * as v from 'valibot';
import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { reportTextParts, reportTexts, type ReportTexts } from '../../domain/report/report-texts.ts';
import type { ReportTextsRequest, ReportTextsResponse } from '../../protocol/report.ts';
import type { Database } from '../accounts/deps.ts';
import { aloneIn, isOnTop, versionAfter } from '../areas/saved-on-top.ts';
import { anyOf } from '../sync/kysely/lists.ts';

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
  return (village, from) => textsIn(rows.filter((row) => row.village === village && row.from_day === from));
}

/** The texts in these rows of one report; an empty one is none. */
function textsIn(rows: readonly { readonly part: string; readonly value: string }[]): ReportTexts {
  const found = new Map(rows.filter(({ value }) => value !== '').map(({ part, value }) => [part, value]));
  // In one order, because what is signed is a hash of it.
  return Object.fromEntries(
    reportTextParts.flatMap((part) => (found.has(part) ? [[part, found.get(part)]] : [])),
  ) as ReportTexts;
}

/** The texts of a village's report of a period, with the version of each part. */
export async function versionedTexts(
  db: Database,
  village: Uuid,
  from: Day,
): Promise<Pick<ReportTextsResponse, 'texts' | 'versions'>> {
  const rows = await rowsOf(db, village, from);
  const versions = rows.flatMap(({ part, value, set_at: at }) => (value === '' ? [] : [[part, at] as const]));
  return { texts: textsIn(rows), versions: Object.fromEntries(versions) };
}

const rowsOf = (db: Database, village: Uuid, from: Day) =>
  db
    .selectFrom('report_text')
    .select(['part', 'value', 'set_at'])
    .where('village', '=', village)
    .where('from_day', '=', from)
    .execute();

/**
 * Stores these parts, all or none; the others stay as somebody else may have written them meanwhile.
 *
 * @returns `meanwhile`: one of them was written by somebody else since, so nothing was stored
 */
export function writeTexts(
  db: Database,
  { village, from, texts, seen }: ReportTextsRequest,
  by: { readonly account: Uuid; readonly now: number },
): Promise<{ readonly stored: boolean; readonly meanwhile: boolean }> {
  return aloneIn(db, village, async (tx) => {
    const before = new Map((await rowsOf(tx, village, from)).map((row) => [row.part, row]));
    const fresh = reportTextParts.flatMap((part) => {
      const value = texts[part]?.normalize('NFC');
      const row = before.get(part);
      return value === undefined || value === (row?.value ?? '') ? [] : [{ part, value, row }];
    });
    const isLate = ({ part, row }: (typeof fresh)[number]): boolean =>
      !isOnTop({ seen: seen && (seen[part] ?? 0) }, row === undefined || row.value === '' ? 0 : row.set_at);
    if (fresh.length === 0 || fresh.some(isLate)) return { stored: false, meanwhile: fresh.length > 0 };
    const values = fresh.map(({ part, value, row }) => ({
      village,
      from_day: from,
      part,
      value,
      set_by: by.account,
      set_at: versionAfter(by.now, row?.set_at ?? 0),
    }));
    await tx
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
    return { stored: true, meanwhile: false };
  });
}

/** The texts of a report as it was signed. */
export const signedTexts = (stored: unknown): v.InferOutput<typeof reportTexts> => v.parse(reportTexts, stored);
