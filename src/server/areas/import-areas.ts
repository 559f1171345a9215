import { createIds, type Uuid } from '../../lib/ids.ts';
import { fullName, type Area } from '../../domain/access/area.ts';
import { dayOf, type Day } from '../../lib/day.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { rowToArea } from '../accounts/areas.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps, Database } from '../accounts/deps.ts';
import type { Unit } from './unit.ts';

export interface Imported {
  readonly added: number;
  /** Or moved below another area. */
  readonly renamed: number;
  readonly unchanged: number;
}

const atOnce = 500;

/**
 * Adds and changes areas to match these units, all in one transaction or none. An area is known by its kind and code, a
 * village without code by its commune and name; what is not in the list stays as it is. A changed name leaves the old
 * one as an alias until today.
 * @returns how many changed, or a sentence for each unit that does not fit
 */
export async function importAreas(
  deps: AccountDeps,
  units: readonly Unit[],
): Promise<Result<Imported, readonly string[]>> {
  return deps.db.transaction().execute(async (tx) => {
    const plan = planImport(
      (await tx.selectFrom('area').selectAll().execute()).map(rowToArea),
      units,
      createIds(deps.clock, deps.random),
      dayOf(deps.clock.now()),
    );
    if (!plan.ok) return plan;
    const { added, changed, unchanged } = plan.value;
    await insertAll(tx, added);
    for (const { id, code, prefix, name, aliases, parent } of changed) {
      await tx
        .updateTable('area')
        .set({ code: code ?? null, prefix, name, aliases: JSON.stringify(aliases), parent: parent ?? null })
        .where('id', '=', id)
        .execute();
    }
    const within = { ...deps, db: tx };
    if (added.length + changed.length > 0) await note(within, { action: 'areasImported' });
    // Changed areas are noted one by one, so that the readers of their audit logs see the new name or parent.
    for (const { id } of changed) await note(within, { action: 'areaRenamed', area: id, subject: id });
    return ok({ added: added.length, renamed: changed.length, unchanged });
  });
}

interface Plan {
  readonly added: readonly Area[];
  readonly changed: readonly Area[];
  readonly unchanged: number;
}

const keyOf = ({ kind, code }: Pick<Unit, 'kind' | 'code'>): string => `${kind} ${code}`;
const namedKey = (parent: Uuid | undefined, { prefix, name }: Pick<Area, 'prefix' | 'name'>): string =>
  `${parent} ${fullName({ prefix, name })}`;

function planImport(
  known: readonly Area[],
  units: readonly Unit[],
  newId: () => Uuid,
  today: Day,
): Result<Plan, readonly string[]> {
  const byCode = new Map(
    known.filter((area) => area.code !== undefined).map((area) => [keyOf({ kind: area.kind, code: area.code }), area]),
  );
  const byName = new Map(known.map((area) => [namedKey(area.parent, area), area]));
  const seen = new Map<string, Unit>();
  const problems: string[] = [];
  const [added, changed]: [Area[], Area[]] = [[], []];
  let unchanged = 0;
  for (const unit of units) {
    const parent =
      unit.parentCode === undefined
        ? undefined
        : byCode.get(keyOf({ kind: unit.kind === 'village' ? 'commune' : 'province', code: unit.parentCode }));
    if (unit.parentCode !== undefined && !parent) {
      problems.push(
        `${unit.at}: no ${unit.kind === 'village' ? 'commune' : 'province'} has the code ${unit.parentCode}.`,
      );
      continue;
    }
    const key = unit.code === undefined ? namedKey(parent?.id, unit) : keyOf(unit);
    const duplicate = seen.get(key);
    if (duplicate) {
      problems.push(`${unit.at}: the same as ${duplicate.at}.`);
      continue;
    }
    seen.set(key, unit);
    const before =
      unit.code === undefined ? byName.get(key) : (byCode.get(key) ?? codeless(byName.get(namedKey(parent?.id, unit))));
    const after = merged(before, unit, parent?.id, newId, today);
    if (!before) added.push(after);
    else if (JSON.stringify(after) === JSON.stringify(before)) unchanged++;
    else changed.push(after);
    if (unit.code !== undefined) byCode.set(key, after);
  }
  return problems.length > 0 ? err(problems) : ok({ added, changed, unchanged });
}

/** The area, if it has no code yet: a village that was added by hand before its code was known. */
const codeless = (area: Area | undefined): Area | undefined => (area?.code === undefined ? area : undefined);

function merged(
  before: Area | undefined,
  { kind, code, prefix, name, aliases }: Unit,
  parent: Uuid | undefined,
  newId: () => Uuid,
  today: Day,
): Area {
  const former =
    before && fullName(before) !== fullName({ prefix, name }) ? [{ name: fullName(before), until: today }] : [];
  const known = before?.aliases ?? [];
  const fresh = aliases.filter((one) => !known.some((other) => other.name === one.name));
  return {
    id: before?.id ?? newId(),
    kind,
    prefix,
    name,
    aliases: [...known, ...former, ...fresh],
    ...(before?.code === undefined && code === undefined ? {} : { code: before?.code ?? code ?? '' }),
    ...(parent === undefined ? {} : { parent }),
  };
}

async function insertAll(tx: Database, areas: readonly Area[]): Promise<void> {
  for (let from = 0; from < areas.length; from += atOnce) {
    const some = areas.slice(from, from + atOnce);
    await tx
      .insertInto('area')
      .values(
        some.map(({ aliases, code, parent, ...area }) => ({
          ...area,
          code: code ?? null,
          parent: parent ?? null,
          aliases: JSON.stringify(aliases),
        })),
      )
      .execute();
    const villages = some.filter(({ kind }) => kind === 'village').map(({ id }) => ({ id }));
    if (villages.length > 0) await tx.insertInto('village').values(villages).execute();
  }
}
