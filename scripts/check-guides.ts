// `npm run check:guides`: reads every guide and says what is wrong with it, where, and what to do about it.
// Another repository's guides: `npm run check:guides -- <its root>`.
import { join } from 'node:path';
import { dayOf } from '../src/domain/day.ts';
import { systemClock } from '../src/lib/clock.ts';
import { problemsIn } from './guides/problems-in.ts';

const root = process.argv[2] ?? join(import.meta.dirname, '..');
const { ids, problems } = problemsIn(root, dayOf(systemClock.now()));
for (const { file, place, remedy } of problems) console.error(`${file}${place && `\n  ${place}`}\n  → ${remedy}\n`);
console.log(problems.length === 0 ? `${ids.length} guides checked, nothing to mend.` : `${problems.length} to mend in ${new Set(problems.map((problem) => problem.file)).size} files.`);
process.exitCode = problems.length === 0 ? 0 : 1;
