import { sql } from 'kysely';
import { createIds } from '../../lib/ids.ts';
import { areaKinds, fullName, type Area } from '../../domain/access/area.ts';
import { dayOf } from '../../lib/day.ts';
import { insertArea, rowToArea } from '../accounts/areas.ts';
import { note } from '../accounts/audit.ts';
import { UsageError } from '../cli/usage-error.ts';
import { importAreas } from '../areas/import-areas.ts';
import { readUnits } from '../areas/read-units.ts';
import { readVillages } from '../areas/read-villages.ts';
import { areaNamed } from './area-named.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand } from './deps.ts';

const parentKind = { province: undefined, commune: 'province', village: 'commune' } as const;

const checkParent = (kind: Area['kind'], parent: Area | undefined): void => {
  if (parent?.kind !== parentKind[kind])
    throw new UsageError(
      kind === 'province' ? 'A province has no parent.' : `A ${kind} needs a ${parentKind[kind]} as its parent.`,
    );
};

const list: AdminCommand = async ({ db }, args) => {
  const { words } = readArguments(args, [], 0, 1);
  const above = words[0] === undefined ? undefined : await areaNamed(db, words[0]);
  const rows = await db
    .selectFrom('area')
    .selectAll()
    .where('parent', above ? '=' : 'is', above?.id ?? null)
    .orderBy(sql`code nulls last`)
    .orderBy('name')
    .execute();
  if (rows.length === 0)
    return [
      above
        ? `Nothing is below ${fullName(above)} yet.`
        : 'There are no areas yet. "areas import" takes the country\'s in one go.',
    ];
  return rows.map(rowToArea).map((area) => `${area.id}  ${area.code ?? '-'}  ${fullName(area)}`);
};

const add: AdminCommand = async (deps, args) => {
  const {
    words: [kindName, prefix = '', name = ''],
    options,
  } = readArguments(args, ['parent', 'code'], 3, 3);
  const kind = areaKinds.find((one) => one === kindName);
  if (!kind) throw new UsageError(`KIND is one of ${areaKinds.join(', ')}, not "${kindName}".`);
  const parent = options['parent'] === undefined ? undefined : await areaNamed(deps.db, options['parent']);
  checkParent(kind, parent);
  const { code } = options;
  if (
    code !== undefined &&
    (await deps.db.selectFrom('area').select('id').where('kind', '=', kind).where('code', '=', code).executeTakeFirst())
  )
    throw new UsageError(`A ${kind} with the code ${code} is there already.`);
  const id = createIds(deps.clock, deps.random)();
  await insertArea(deps.db, {
    id,
    kind,
    prefix,
    name,
    aliases: [],
    ...(code === undefined ? {} : { code }),
    ...(parent ? { parent: parent.id } : {}),
  });
  await note(deps, { action: 'areaAdded', area: parent?.id, subject: id });
  return [`${id}  ${prefix} ${name}`];
};

const rename: AdminCommand = async (deps, args) => {
  const { db, clock } = deps;
  const {
    words: [which = '', name = ''],
    options,
  } = readArguments(args, ['prefix', 'on'], 2, 2);
  const { on = dayOf(clock.now()), prefix } = options;
  if (!/^\d{4}-\d\d-\d\d$/.test(on) || Number.isNaN(Date.parse(on)))
    throw new UsageError('--on is a day like 2026-07-01.');
  const area = await areaNamed(db, which);
  const next = { name, prefix: prefix ?? area.prefix };
  if (fullName(next) === fullName(area)) return ['It has this name already.'];
  const aliases = JSON.stringify([...area.aliases, { name: fullName(area), until: on }]);
  await db
    .updateTable('area')
    .set({ ...next, aliases })
    .where('id', '=', area.id)
    .execute();
  await note(deps, { action: 'areaRenamed', area: area.id, subject: area.id });
  return [`${fullName(area)} is now ${fullName(next)}.`];
};

const move: AdminCommand = async (deps, args) => {
  const { db } = deps;
  const {
    words: [which = '', where = ''],
  } = readArguments(args, [], 2, 2);
  const [area, parent] = [await areaNamed(db, which), await areaNamed(db, where)];
  checkParent(area.kind, parent);
  await db.updateTable('area').set({ parent: parent.id }).where('id', '=', area.id).execute();
  // Noted under both parents, so that the readers of the former one's audit log see it too.
  for (const within of new Set([area.parent, area.id]))
    await note(deps, { action: 'areaMoved', area: within, subject: area.id });
  return [`${fullName(area)} is now in ${fullName(parent)}.`];
};

const withInput =
  (read: typeof readUnits): AdminCommand =>
  async (deps, args, input) => {
    const {
      words: [file = ''],
    } = readArguments(args, [], 1, 1);
    if (input === undefined) throw new UsageError('The file could not be read.');
    const units = read(file, input);
    if (!units.ok)
      throw new UsageError(`Nothing was imported. ${file} has lines that cannot be taken:\n${units.error.join('\n')}`);
    const done = await importAreas(deps, units.value);
    if (!done.ok)
      throw new UsageError(`Nothing was imported. ${file} does not fit what is there:\n${done.error.join('\n')}`);
    const { added, renamed, unchanged } = done.value;
    return [`${added} added, ${renamed} renamed or moved, ${unchanged} unchanged.`];
  };

export const areaCommands: Readonly<Record<string, AdminCommand>> = {
  'areas list': list,
  'areas add': add,
  'areas rename': rename,
  'areas move': move,
  'areas import': withInput(readUnits),
  'villages import': withInput(readVillages),
};
