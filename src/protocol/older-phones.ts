import type { AuditAction } from '../domain/access/audit.ts';
import type { IndicatorId } from '../domain/indicator/indicator.ts';

/** The header in which a phone says which version of the wire it reads; phones before version 8 send none. */
export const protocolHeader = 'x-protocol';

/** The last version whose phones send no such header. */
export const lastWithoutHeader = 7;

/** The figures that phones before version 8 know: they refuse an answer in which there is another. */
const figuresOf7: ReadonlySet<string> = new Set<IndicatorId>([
  'T1',
  'T1residents',
  'T2',
  'T2plus',
  'socialOnly',
  'T3subscribed',
  'T4',
  'T4residents',
  'T5',
  'T5residents',
  'smartphone',
  'signature',
  'safety',
  'skillsConfirmed',
  'homePhone',
  'zaloGroup',
  'sellsOnline',
]);
const mainFiguresOf7: ReadonlySet<string> = new Set<IndicatorId>(['T1', 'T2', 'T3subscribed', 'T4', 'T5']);

/** The names that an object under this key may have. */
const namesUnder: Readonly<Record<string, ReadonlySet<string>>> = {
  figures: figuresOf7,
  bands: mainFiguresOf7,
  moves: mainFiguresOf7,
};

/** Actions of the audit log, and since which version phones know them: older ones refuse a list in which one is. */
const versionOfAction = { readLog: 11, checklistKept: 11 } as const satisfies Partial<Record<AuditAction, number>>;

/** Those that a phone of this version does not know. @param header what it sent */
export const actionsUnknownTo = (header: unknown): AuditAction[] =>
  (Object.keys(versionOfAction) as (keyof typeof versionOfAction)[]).filter(
    (action) => !(Number(header) >= versionOfAction[action]),
  );

/** An answer with figures, reports or targets as a phone before version 8 reads it. */
export function forOlderPhone(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.filter(isOf7).map(forOlderPhone);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, forOlderPhone(onlyNames(value, namesUnder[key]))]),
  );
}

const onlyNames = (value: unknown, names: ReadonlySet<string> | undefined): unknown =>
  names === undefined || typeof value !== 'object' || value === null
    ? value
    : Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name)));

/** Not a target of another figure. */
const isOf7 = (one: unknown): boolean => {
  const { indicator } = (typeof one === 'object' && one !== null ? one : {}) as { indicator?: unknown };
  return typeof indicator !== 'string' || figuresOf7.has(indicator);
};
