// `npm run bench`: figures beside our budgets and beside others, measured here and now. `npm run bench -- NAME…` runs
// some, `npm run bench -- --list` names them. Sizes and counts are exact; of times only the ratios within one run mean
// something.
import { buildIfNeeded } from './build.ts';
import { entries } from './bench/entries.ts';
import { tableText } from './bench/print.ts';
import { prepareMachine } from './prepare-machine.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => name !== '--list' && !entries.some((entry) => entry.name === name));

if (asked.includes('--list') || unknown.length > 0) {
  if (unknown.length > 0) console.error(`No bench is called ${unknown.join(', ')}. There are:`);
  for (const { name, about } of entries) console.log(`${name.padEnd(12)}${about}`);
  process.exit(unknown.length > 0 ? 1 : 0);
}

const chosen = entries.filter((entry) => asked.length === 0 || asked.includes(entry.name));
if (chosen.some(({ machine }) => machine)) await prepareMachine();
for (const { name, built, load } of chosen) {
  const started = performance.now();
  try {
    if (built) await buildIfNeeded();
    const { bench } = await load();
    for (const table of await bench.tables()) console.log(`\n${tableText(table)}`);
    console.log(`(${name}: ${((performance.now() - started) / 1000).toFixed(0)} s)`);
  } catch (error) {
    // The others are worth their figures all the same.
    console.error(`\n${name} failed:`, error);
    process.exitCode = 1;
  }
}
