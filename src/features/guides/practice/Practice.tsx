import { WithContent } from '../load/WithContent.tsx';
import { PracticeWalk } from './PracticeWalk.tsx';

/** The guide of this address, to practise on its own drawings. It asks for nothing, stores nothing, sends nothing. */
export function Practice() {
  return <WithContent>{(content) => <PracticeWalk content={content} />}</WithContent>;
}
