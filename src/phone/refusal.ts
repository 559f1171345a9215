import { useTranslation } from '../i18n/index.ts';
import type { ProblemCode } from '../protocol/problem.ts';
import type { Asked } from '../sync/index.ts';

/** Why the server did not do what was asked, as far as the person can do something else about it. */
export type Refusal = 'unreachable' | 'busy' | 'signIn' | 'forbidden' | 'passkey' | 'update' | 'tooLarge' | 'other';

/** Every answer of the server that is a refusal; the words are `common:refused.<refusal>` in locales/. */
export const refusalOfCode: Readonly<Record<ProblemCode, Refusal>> = {
  unreadable: 'other',
  signIn: 'signIn',
  forbidden: 'forbidden',
  revoked: 'signIn',
  passkey: 'passkey',
  notFound: 'forbidden',
  expect: 'other',
  forked: 'other',
  epoch: 'other',
  tooLarge: 'tooLarge',
  update: 'update',
  slowDown: 'busy',
  retry: 'busy',
};

export const refusalOf = (asked: Exclude<Asked<unknown>, { kind: 'ok' }>): Refusal =>
  asked.kind === 'unreachable' ? 'unreachable' : refusalOfCode[asked.problem];

/** The same of any answer; undefined where the server did it. */
export const refusalIn = (asked: Asked<unknown>): Refusal | undefined =>
  asked.kind === 'ok' ? undefined : refusalOf(asked);

/** How a notice looks that tells of a refusal, and what it says to do; the screen says what was not done. */
export function useRefusalWords(): (refusal: Refusal) => {
  readonly kind: 'offline' | 'error';
  readonly next: string;
} {
  const { t } = useTranslation('common');
  return (refusal) => ({ kind: refusal === 'unreachable' ? 'offline' : 'error', next: t(`refused.${refusal}`) });
}
