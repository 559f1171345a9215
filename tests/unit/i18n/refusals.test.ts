import { describe, expect, it } from 'vitest';
import { refusalOfCode } from '../../../src/phone/refusal.ts';
import { joinProblem } from '../../../src/protocol/accounts/join.ts';
import { problem, type ProblemCode } from '../../../src/protocol/problem.ts';
import { textOf, type TextKey } from '../texts.ts';

// Whatever the server refuses, the person is told what to do, in both languages.

const codes: readonly ProblemCode[] = problem.options.map(({ entries }) => entries.error.literal);
/** Something to do: a word that asks for it, in either language. */
const asks = {
  vi: /thử lại|nhờ|chờ|đợi|mở|bấm|xin|xem lại|báo|đến chỗ|không cần làm gì|xóa bớt|gọi/i,
  en: /try|ask|wait|open|tap|press|check|tell|go|nothing|delete|call|close/i,
} as const;

function saysWhatToDo(key: TextKey): void {
  for (const language of ['vi', 'en'] as const) {
    const text = textOf(language, key);
    expect([key, language, text]).toEqual([key, language, expect.stringMatching(asks[language])]);
  }
}

describe('a refusal of the server', () => {
  it.each(codes)('%s, to what was asked from a screen, says what to do', (code) => {
    saysWhatToDo(`common:refused.${refusalOfCode[code]}`);
  });

  it('of something asked without a network says so', () => saysWhatToDo('common:refused.unreachable'));

  it.each(joinProblem.entries.error.options)('%s, to an invitation, says what to do', (code) => {
    // Joining asks again with a name, and takes an unreadable invitation for none (app/join/join.ts).
    if (code === 'nameNeeded') return;
    saysWhatToDo(`join:problem.${code === 'unreadable' ? 'invitationUnknown' : code}`);
  });

  it.each(['busy', 'signInNeeded', 'revoked', 'updateNeeded', 'full', 'broken', 'refused'])(
    '%s, to the sync, says what to do',
    (kind) => saysWhatToDo(`sync:problem.${kind}`),
  );
});
