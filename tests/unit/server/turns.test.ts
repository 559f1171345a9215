import { describe, expect, it } from 'vitest';
import { TOO_MANY, Turns } from '../../../src/server/http/turns.ts';
import { gate } from '../../support/programs/gate.ts';

describe('turns', () => {
  it('let as many run as they may, the others in the order they came', async () => {
    const turns = new Turns({ atOnce: 2, waiting: 9 });
    const gates = [gate(), gate(), gate(), gate()];
    const begun: number[] = [];
    const all = gates.map((one, i) => turns.take(async () => (begun.push(i), await one.pass(), i)));
    await Promise.all(gates.slice(0, 2).map((one) => one.reached));
    expect(begun).toEqual([0, 1]);
    gates[1]!.open();
    await gates[2]!.reached;
    expect(begun).toEqual([0, 1, 2]);
    for (const one of gates) one.open();
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3]);
  });

  it('refuse one more than may wait, and go on', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 1 });
    const held = gate();
    const first = turns.take(async () => (await held.pass(), 'first'));
    const second = turns.take(async () => 'second');
    expect(await turns.take(async () => 'third')).toBe(TOO_MANY);
    held.open();
    expect([await first, await second]).toEqual(['first', 'second']);
    expect(await turns.take(async () => 'fourth')).toBe('fourth');
  });

  it('go on after work that fails', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 9 });
    const failing = turns.take(() => Promise.reject(new Error('no')));
    const next = turns.take(async () => 'next');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
  });
});
