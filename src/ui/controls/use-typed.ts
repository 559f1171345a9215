import { useState } from 'react';

/** What a field shows for a number: the text as it was typed, as long as it says the value that the screen holds. */
export interface TypedText {
  readonly text: string;
  readonly type: (text: string) => void;
  /** While it is being typed, "19" may become "1960": it is no time to ask what is meant. */
  readonly isUnderWay: boolean;
  readonly enter: () => void;
  /** The typing is over: where it is clear, the number alone shows. */
  readonly leave: () => void;
}

/**
 * Keeps what was typed or pasted into a field for a number, so that nothing of it is cut while it is under way.
 * @param value what the screen holds; NaN: what was typed is no number
 * @param read the number in a text: null for none, NaN for no clear one
 * @param settles false for a text that stays as it was said
 */
export function useTyped(
  value: number | null,
  onChange: (value: number | null) => void,
  read: (text: string) => number | null,
  settles: (text: string) => boolean = () => true,
): TypedText {
  const [typed, setTyped] = useState('');
  const [isUnderWay, setUnderWay] = useState(false);
  const says = Object.is(read(typed), value);
  return {
    text: says ? typed : value === null || Number.isNaN(value) ? '' : String(value),
    type: (text) => {
      setTyped(text);
      onChange(read(text));
    },
    isUnderWay,
    enter: () => setUnderWay(true),
    leave: () => {
      setUnderWay(false);
      if (settles(typed) && value !== null && !Number.isNaN(value)) setTyped(String(value));
    },
  };
}
