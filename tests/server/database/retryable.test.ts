import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { EmbeddedDatabaseStopped, isRetryable } from '../../../src/server/database/retryable.ts';

const withCode = (code: string): Error =>
  Object.assign(new DatabaseError('said by the database', 1, 'error'), { code });
const system = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });

describe('an error of the database', () => {
  it.each([
    ['connection lost', withCode('08006')],
    ['disk full', withCode('53100')],
    ['too many connections', withCode('53300')],
    ['input or output error', withCode('58030')],
    ['serialization failure', withCode('40001')],
    ['deadlock', withCode('40P01')],
    ['lock timeout', withCode('55P03')],
    ['statement timeout', withCode('57014')],
    ['admin shutdown', withCode('57P01')],
    ['starting up', withCode('57P03')],
    ['idle in transaction', withCode('25P03')],
    ['read-only replica', withCode('25006')],
    ['refused connection', system('ECONNREFUSED', 'connect')],
    ['missing Unix socket', system('ENOENT', 'connect')],
    [
      'both addresses refused',
      new AggregateError([system('ECONNREFUSED', 'connect'), system('ECONNREFUSED', 'connect')]),
    ],
    ['wrapped', new Error('push failed', { cause: withCode('40001') })],
    ['ended connection', new Error('Connection terminated unexpectedly')],
    ['no free connection', new Error('timeout exceeded when trying to connect')],
    ['embedded database gone', new EmbeddedDatabaseStopped('gone')],
  ])('%s is retryable', (_name, error) => expect(isRetryable(error)).toBe(true));

  it.each([
    ['double key', withCode('23505')],
    ['syntax', withCode('42601')],
    ['aborted transaction', withCode('25P02')],
    ['corrupted data', withCode('XX001')],
    ['wrong password', withCode('28P01')],
    ['missing file', system('ENOENT', 'open')],
    ['a bug', new TypeError('x is not a function')],
    ['not an error', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('%s is not', (_name, error) => expect(isRetryable(error)).toBe(false));
});
