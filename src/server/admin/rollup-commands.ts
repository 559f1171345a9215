import { note } from '../accounts/audit.ts';
import { areasBelow } from '../accounts/areas.ts';
import { rebuildRollup } from '../rollup/rebuild-rollups.ts';
import { createKyselyStorage } from '../sync/kysely/kysely-storage.ts';
import { areaNamed } from './area-named.ts';
import { readArguments } from './arguments.ts';
import type { AdminCommand } from './deps.ts';

/** Counts village by village, so that phones can push meanwhile. After a kill it can be run again. */
const rebuild: AdminCommand = async (deps, args) => {
  const { db } = deps;
  const { words } = readArguments(args, [], 0, 1);
  const areas = await areasBelow(db, [words[0] === undefined ? undefined : (await areaNamed(db, words[0])).id]);
  const storage = createKyselyStorage(db);
  let villages = 0;
  const different: string[] = [];
  for (const { id, kind, prefix, name } of areas) {
    if (kind !== 'village') continue;
    const outcome = await rebuildRollup(storage, id);
    if (outcome !== 'unknownVillage') villages++;
    if (outcome === 'different') different.push(`${id}  ${prefix} ${name}`);
  }
  await note(deps, {
    action: 'rollupsRebuilt',
    area: words[0] === undefined ? undefined : (await areaNamed(db, words[0])).id,
  });
  const done = `${villages} ${villages === 1 ? 'village' : 'villages'} counted again.`;
  return different.length === 0
    ? [`${done} All figures were right.`]
    : [`${done} These were different and are right now; tell the developers:`, ...different];
};

export const rollupCommands: Readonly<Record<string, AdminCommand>> = { 'rollups rebuild': rebuild };
