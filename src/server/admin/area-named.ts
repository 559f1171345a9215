import { isUuid } from '../../lib/ids.ts';
import { fullName, type Area } from '../../domain/access/area.ts';
import { rowToArea } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { UsageError } from '../cli/usage-error.ts';

/** The area with this id or code. @throws UsageError when there is none, or several with the code */
export async function areaNamed(db: Database, word: string): Promise<Area> {
  const query = db.selectFrom('area').selectAll();
  const found = (await (isUuid(word) ? query.where('id', '=', word) : query.where('code', '=', word)).execute()).map(
    rowToArea,
  );
  const [first] = found;
  if (!first) throw new UsageError(`No area has the id or code "${word}". "areas list" shows them.`);
  if (found.length > 1)
    throw new UsageError(
      [
        `Several areas have the code "${word}"; use an id:`,
        ...found.map((area) => `${area.id}  ${fullName(area)}`),
      ].join('\n'),
    );
  return first;
}
