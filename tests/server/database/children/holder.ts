// Opens a database (or, with the second argument `lock`, only takes its directory), says how that went and waits for
// its standard input to end.
import { once } from 'node:events';
import { systemRandom } from '../../../../src/lib/clock.ts';
import { openDatabase } from '../../../../src/server/database/open-database.ts';
import { lockDirectory } from '../../../../src/server/database/pglite/directory-lock.ts';
import type { DatabasePlace } from '../../../support/engines/engines.ts';
import { quietLogger } from '../../../support/quiet-logger.ts';
import { say } from './say.ts';

const [argument = '', only] = process.argv.slice(2);
const place = JSON.parse(argument) as DatabasePlace;
const open = async (): Promise<() => Promise<void>> => {
  if (only === 'lock') return (await lockDirectory(place.dataDir, systemRandom)).release;
  return (await openDatabase({ ...place, logger: quietLogger })).close;
};

try {
  const close = await open();
  say('open');
  await once(process.stdin.resume(), 'end');
  await close();
} catch (error) {
  say(`refused ${String(error)}`);
  process.exitCode = 3;
}
