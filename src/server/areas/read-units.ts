import * as v from 'valibot';
import { err, ok, type Result } from '../../lib/result.ts';
import { readTable } from './read-table.ts';
import type { Unit } from './unit.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
const code = v.pipe(v.string(), v.trim(), v.regex(/^\d{1,16}$/));
const provinces = v.array(
  v.object({ Code: code, FullName: text, Wards: v.optional(v.array(v.object({ Code: code, FullName: text })), []) }),
);

// Since 2025-07-01 "Thành phố" is a province only; a commune is a phường, a xã or a đặc khu.
const prefixes = { province: ['Thành phố', 'Tỉnh'], commune: ['Phường', 'Xã', 'Đặc khu', 'Thị trấn'] } as const;

/**
 * Reads provinces and communes from JSON (`[{Code, FullName, Wards: [{Code, FullName}]}]`) or CSV
 * (`Code,FullName,ProvinceCode`, the last one empty for a province).
 * @param file the file's name; its extension selects the format
 * @returns the units, or one sentence for each line that cannot be used
 */
export const readUnits = (file: string, content: string): Result<readonly Unit[], readonly string[]> =>
  /\.json$/i.test(file) ? readJson(content) : readCsv(content);

function readJson(content: string): Result<readonly Unit[], readonly string[]> {
  const json = parseJson(content);
  if (json === undefined) return err(['It is no JSON.']);
  const parsed = v.safeParse(provinces, json);
  if (!parsed.success)
    return err(parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`));
  return collect(
    parsed.output.flatMap((province, index) => [
      toUnit('province', province.Code, province.FullName, undefined, `[${index}]`),
      ...province.Wards.map((ward, at) =>
        toUnit('commune', ward.Code, ward.FullName, province.Code, `[${index}].Wards[${at}]`),
      ),
    ]),
  );
}

function readCsv(content: string): Result<readonly Unit[], readonly string[]> {
  const table = readTable(content, ['code', 'fullname', 'provincecode'], []);
  if (!table.ok) return table;
  return collect(
    table.value.map(({ values, at }): Result<Unit, string> => {
      const [codeText = '', name = '', province = ''] = [values['code'], values['fullname'], values['provincecode']];
      if (!v.safeParse(code, codeText).success) return err(`${at}: the code must be digits, not "${codeText}".`);
      return toUnit(province === '' ? 'province' : 'commune', codeText, name, province || undefined, at);
    }),
  );
}

function toUnit(
  kind: 'province' | 'commune',
  ownCode: string,
  fullName: string,
  parentCode: string | undefined,
  at: string,
): Result<Unit, string> {
  const whole = fullName.normalize('NFC').trim();
  const prefix = prefixes[kind].find((one) =>
    whole.toLocaleLowerCase('vi').startsWith(`${one.toLocaleLowerCase('vi')} `),
  );
  if (prefix === undefined) return err(`${at}: "${whole}" must begin with ${prefixes[kind].join(', ')}.`);
  return ok({
    kind,
    code: ownCode,
    prefix: prefix.toLocaleLowerCase('vi'),
    name: whole.slice(prefix.length).trim(),
    parentCode,
    aliases: [],
    at,
  });
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** All units, or every message of those that failed. */
export function collect(lines: readonly Result<Unit, string>[]): Result<readonly Unit[], readonly string[]> {
  const problems = lines.flatMap((line) => (line.ok ? [] : [line.error]));
  return problems.length > 0 ? err(problems) : ok(lines.flatMap((line) => (line.ok ? [line.value] : [])));
}
