/** The names of the invariants; a failing seed and a caught mutant name the one that broke. */
export const invariants = [
  'stored exactly once',
  'one outcome, moving only forward',
  'no value vanishes',
  'quiescent phones equal the server',
  'no foreign village',
  'resuming from any cursor equals one full sync',
  'the cursor never exceeds applied data',
  'one bad operation delays no other record',
  'the outbox empties in bounded steps',
  'a sync with nothing to do changes nothing',
  'nothing is left of the erased',
  'rollup = recount',
  'a lie changes nothing',
] as const;
export type Invariant = (typeof invariants)[number];

export class Broken extends Error {
  override readonly name = 'Broken';
  constructor(
    readonly invariant: Invariant,
    sentence: string,
  ) {
    super(`${invariant}: ${sentence}`);
  }
}

export const must =
  (invariant: Invariant) =>
  (holds: boolean, otherwise: string): void => {
    if (!holds) throw new Broken(invariant, otherwise);
  };
