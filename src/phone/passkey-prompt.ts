import type { PasskeyRefusal } from '../protocol/accounts/passkey.ts';
import { createCell, type Observable, type PasskeyAnswer } from '../sync/index.ts';

/** A request that waits for its person to confirm it with a passkey. */
export interface PasskeyQuestion {
  readonly refusal: PasskeyRefusal;
  /** The server did not take the passkey that was used for this request just before. */
  readonly isRepeated: boolean;
  /** Answers once; the request goes on, or ends as refused. */
  readonly answer: (answer: PasskeyAnswer) => void;
}

interface Questions {
  readonly waiting: readonly PasskeyQuestion[];
}

/** Where requests wait for a passkey, and the screen finds them. */
export interface PasskeyPrompt {
  readonly questions: Observable<Questions>;
  /** Resolves when the person has answered. */
  ask(refusal: PasskeyRefusal, isRepeated: boolean): Promise<PasskeyAnswer>;
}

export function createPasskeyPrompt(): PasskeyPrompt {
  const questions = createCell<Questions>({ waiting: [] });
  return {
    questions,
    ask: (refusal, isRepeated) =>
      new Promise((resolve) => {
        const question: PasskeyQuestion = {
          refusal,
          isRepeated,
          answer: (answer) => {
            questions.set({ waiting: questions.get().waiting.filter((one) => one !== question) });
            resolve(answer);
          },
        };
        questions.set({ waiting: [...questions.get().waiting, question] });
      }),
  };
}
