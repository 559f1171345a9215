// `npm run -s check:roster -- FILE`: what the app would do with a village's list, as JSON and nothing else. It runs the
// very code of the app. Exit 0: the file was read; 1: it was refused.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openSheets, judgeSheets } from '../src/domain/roster/judge-file.ts';
import { readRosterFile } from '../src/features/households/roster/read-file.ts';
import { createPause, inSteps } from '../src/lib/time-slices.ts';
import { RefusedFile } from '../src/features/households/roster/refused.ts';
import { rosterAsJson } from './roster/as-json.ts';

const path = process.argv[2];
if (path === undefined) {
  console.error('usage: npm run -s check:roster -- FILE');
  process.exit(2);
}

const file = basename(path);
const yieldToMain = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
try {
  const tables = await readRosterFile(new Blob([readFileSync(path)]), yieldToMain);
  const judged = await inSteps(
    judgeSheets(openSheets(tables), { withHidden: false, thisYear: new Date().getFullYear() }),
    createPause(yieldToMain),
  );
  console.log(JSON.stringify({ file, sheets: rosterAsJson(judged) }, undefined, 2));
} catch (error) {
  if (!(error instanceof RefusedFile)) throw error;
  console.log(JSON.stringify({ file, refused: error.reason, sheets: [] }, undefined, 2));
  process.exitCode = 1;
}
