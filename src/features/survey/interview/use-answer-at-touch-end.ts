import { useRef, type TouchEvent } from 'react';

interface Touch {
  readonly target: HTMLElement;
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

// A finger that moves further scrolls, one that stays longer presses: the browser judges those.
const slop = 12;
const longPress = 450;

export interface TouchHandlers {
  readonly onTouchStart: (event: TouchEvent) => void;
  readonly onTouchEnd: (event: TouchEvent) => void;
  readonly onTouchCancel: () => void;
}

/**
 * Handlers for a form whose options answer with one tap: the tap counts when the finger leaves the glass. The click
 * that a browser makes of a touch comes several frames later on a cheap phone, behind its mouse events. Mouse, keys and
 * screen readers click as ever, and so does every touch that might be something else than a tap: a scroll, a second
 * finger, a long press, a tap that stops a page in motion (its events cannot be cancelled).
 */
export function useAnswerAtTouchEnd(): TouchHandlers {
  const began = useRef<Touch>(undefined);
  const forget = (): void => {
    began.current = undefined;
  };
  return {
    onTouchStart: ({ touches, target, timeStamp, cancelable }) => {
      const touch = touches.length === 1 ? touches[0] : undefined;
      const option = cancelable && target instanceof Element ? optionAt(target) : undefined;
      began.current =
        touch && option ? { target: option, x: touch.clientX, y: touch.clientY, at: timeStamp } : undefined;
    },
    onTouchEnd: (event) => {
      const start = began.current;
      forget();
      const touch = event.changedTouches[0];
      if (!start || !touch || event.touches.length > 0 || !event.cancelable) return;
      if (Math.hypot(touch.clientX - start.x, touch.clientY - start.y) > slop) return;
      if (event.timeStamp - start.at > longPress || !start.target.isConnected) return;
      event.preventDefault(); // this click is made here
      start.target.click();
    },
    onTouchCancel: forget,
  };
}

/** The radio button or button that a tap here would click. */
function optionAt(target: Element): HTMLElement | undefined {
  const radio = target.closest('label')?.querySelector<HTMLInputElement>('input[type=radio]');
  return radio ?? target.closest('button') ?? undefined;
}
