// `npm run check:guides`: checks every guide; prints each fault, its place and what to do about it;
// without a fault, how many steps are confirmed and which guides were checked longest ago. Another
// repository's guides: `npm run check:guides -- <its root>`.
import { join } from 'node:path';
import { dayOf } from '../src/lib/day.ts';
import { systemClock } from '../src/lib/clock.ts';
import { problemsIn } from './guides/problems-in.ts';
import { surenessLines, surenessOf } from './guides/sureness.ts';

const root = process.argv[2] ?? join(import.meta.dirname, '..');
const { ids, problems } = problemsIn(root, dayOf(systemClock.now()));
for (const { file, place, remedy } of problems) console.error(`${file}${place && `\n  ${place}`}\n  → ${remedy}\n`);
console.log(
  problems.length === 0
    ? `${ids.length} guides checked, nothing to mend.`
    : `${problems.length} to mend in ${new Set(problems.map((problem) => problem.file)).size} files.`,
);
if (problems.length === 0) for (const line of surenessLines(surenessOf(root, ids))) console.log(line);
process.exitCode = problems.length === 0 ? 0 : 1;
