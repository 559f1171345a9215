import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { childrenTimeIn, costsBetween, costsNow, costTable } from '../../../scripts/test-costs.ts';

it('a process’s ended children are counted, whatever its name', () => {
  expect(childrenTimeIn('7 (a ) name) S 1 7 7 0 -1 4194304 1 2 3 4 11 12 250 50 20 0 1 0 99')).toBe(3);
});

it('a child that worked is seen, by its parent and by the machine', () => {
  const before = costsNow();
  spawnSync(process.execPath, ['-e', 'for (const end = performance.now() + 200; performance.now() < end; );']);
  const { wall, children, machine } = costsBetween(before, costsNow());
  expect(wall).toBeGreaterThan(0.2);
  expect(machine).toBeGreaterThan(0);
  if (process.platform === 'linux') expect(children).toBeGreaterThan(0);
});

it('the table adds up', () => {
  const lines = costTable([
    { name: 'lint', costs: { wall: 10, children: 12, machine: 15 } },
    { name: 'unit', costs: { wall: 20.4, children: undefined, machine: 30 } },
  ]);
  expect(lines.map((line) => line.trim().split(/\s+/))).toEqual([
    ['seconds', 'wall', 'processor', 'machine'],
    ['lint', '10', '12', '15'],
    ['unit', '20', '–', '30'],
    ['all', '30', '–', '45'],
  ]);
});
