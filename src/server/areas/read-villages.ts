import { err, ok, type Result } from '../../lib/result.ts';
import { collect } from './read-units.ts';
import { readTable } from './read-table.ts';
import type { Unit } from './unit.ts';

/**
 * Reads villages from CSV. Columns: `commune` (its code), `prefix` (thôn, buôn, tổ dân phố…), `name`, optionally `code`
 * and `aliases` ("a; b").
 */
export function readVillages(_file: string, content: string): Result<readonly Unit[], readonly string[]> {
  const table = readTable(content, ['commune', 'prefix', 'name'], ['code', 'aliases']);
  if (!table.ok) return table;
  return collect(
    table.value.map(({ values, at }): Result<Unit, string> => {
      const { commune = '', prefix = '', name = '', code = '', aliases = '' } = values;
      if (commune === '') return err(`${at}: the code of the commune is missing.`);
      if (name === '') return err(`${at}: the name is missing.`);
      if (name.length > 120 || prefix.length > 40 || code.length > 16)
        return err(`${at}: a name has at most 120 letters, a prefix 40, a code 16.`);
      const others = aliases
        .split(';')
        .map((one) => one.trim())
        .filter((one) => one !== '');
      return ok({
        kind: 'village',
        code: code || undefined,
        prefix: prefix.toLocaleLowerCase('vi'),
        name,
        parentCode: commune,
        aliases: others.map((one) => ({ name: one })),
        at,
      });
    }),
  );
}
