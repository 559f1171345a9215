import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import markFile from '../../../public/icons/mark.svg?raw';
import {
  Button,
  ConfirmDialog,
  Mark,
  Notice,
  ProgressMeter,
  SavedNote,
  Skeleton,
  StatusChip,
  Toast,
} from '../../../src/ui/index.ts';
import { failOnConsoleNoise, show } from './stage.tsx';

failOnConsoleNoise();
afterEach(() => vi.useRealTimers());

describe('ConfirmDialog', () => {
  function Asking({ onConfirm }: { onConfirm: () => void }) {
    const [open, setOpen] = useState(false);
    return (
      <>
        <Button onClick={() => setOpen(true)}>Xóa</Button>
        <ConfirmDialog
          open={open}
          title="Xóa phiếu?"
          confirm="Xóa phiếu"
          danger
          onConfirm={onConfirm}
          onCancel={() => setOpen(false)}
        />
      </>
    );
  }

  test('an eager Enter confirms nothing; Escape cancels and gives the focus back', async () => {
    const onConfirm = vi.fn();
    show(<Asking onConfirm={onConfirm} />);
    await userEvent.click(page.getByRole('button', { name: 'Xóa', exact: true }));
    expect(document.activeElement?.textContent).toBe('Xóa phiếu?');
    await userEvent.keyboard('{Enter}');
    expect(onConfirm).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    expect(document.querySelector('dialog')?.open).toBe(false);
    expect(document.activeElement?.textContent).toBe('Xóa');
    await userEvent.click(page.getByRole('button', { name: 'Xóa', exact: true }));
    await userEvent.keyboard('{Escape}');
    expect(document.querySelector('dialog')?.open).toBe(false);
  });

  test('confirms on the second button', async () => {
    const onConfirm = vi.fn();
    show(<Asking onConfirm={onConfirm} />);
    await userEvent.click(page.getByRole('button', { name: 'Xóa', exact: true }));
    await userEvent.click(page.getByRole('button', { name: 'Xóa phiếu' }));
    expect(onConfirm).toHaveBeenCalledOnce();
  });
});

test('a skeleton finds words after a second', () => {
  vi.useFakeTimers();
  show(<Skeleton />);
  expect(document.body.textContent).not.toContain('Đang mở');
  flushSync(() => vi.advanceTimersByTime(1000));
  expect(document.querySelector('[role=status]')?.textContent).toContain('Đang mở');
});

test('a toast speaks in a region that was there before, and goes by itself', () => {
  vi.useFakeTimers();
  const onClose = vi.fn();
  const { again } = show(<Toast message={null} onClose={onClose} />);
  const region = document.querySelector('[role=status]');
  again(<Toast message="Đã lưu trên máy này" onClose={onClose} />);
  expect(region?.textContent).toContain('Đã lưu trên máy này');
  vi.advanceTimersByTime(8000);
  expect(onClose).toHaveBeenCalledOnce();
});

test('a saved note changes inside one live region', () => {
  const { again } = show(<SavedNote state="idle" />);
  const region = document.querySelector('[role=status]');
  again(<SavedNote state="saved" />);
  expect(region?.textContent).toBe('Đã lưu trên máy này');
});

test('a failure says what happened, what was kept and what to do', () => {
  show(<Notice kind="error" announce title="Chưa gửi được." kept="cả 3 phiếu." next="bấm gửi lại." />);
  expect(document.querySelector('[role=alert]')?.textContent).toBe(
    'Chưa gửi được.Đã giữ lại: cả 3 phiếu.Nên làm: bấm gửi lại.',
  );
});

describe('a notice that appears above what is seen', () => {
  const form = (notice: ReactNode) => (
    <>
      {notice}
      <div style={{ blockSize: '300vh' }} />
      <Button>Lưu</Button>
    </>
  );
  /** The form scrolled to its button; then the notice is there. */
  const appear = (notice: ReactNode): number => {
    const { again } = show(form(null));
    window.scrollTo(0, document.documentElement.scrollHeight);
    again(form(notice));
    return document.querySelector('[role=status]')!.getBoundingClientRect().top;
  };

  test('is scrolled to where it answers a tap', () => {
    expect(appear(<Notice kind="warning" announce="answer" title="Chưa lưu: xem lại ngày." />)).toBeGreaterThanOrEqual(
      0,
    );
  });

  test('moves nothing where it came by itself', () => {
    expect(appear(<Notice kind="info" announce title="Có bản mới." />)).toBeLessThan(0);
  });
});

describe('ProgressMeter', () => {
  test.each([
    { value: 143, max: 196, words: '143 trên 196 hộ', bar: '73.0%' },
    { value: 0, max: 0, words: '0 trên 0 hộ', bar: '0%' },
    { value: 250, max: 196, words: '250 trên 196 hộ', bar: '100.0%' },
    { value: 12345, max: 20000, words: '12.345 trên 20.000 hộ', bar: '61.7%' },
  ])('$words', ({ value, max, words, bar }) => {
    show(<ProgressMeter label="Đã hỏi" value={value} max={max} unit="hộ" />);
    expect(document.querySelector('strong')?.textContent).toBe(words);
    expect([...document.querySelectorAll('svg rect')].at(-1)?.getAttribute('width')).toBe(bar);
  });
});

test('a state is a drawing and a word, never a colour alone', () => {
  show(<StatusChip kind="conflict" />);
  expect(document.querySelector('svg')).not.toBeNull();
  expect(document.body.textContent).toContain('Hai người ghi khác nhau');
});

test('the mark in the header is the mark of the icons', () => {
  show(<Mark />);
  const shapes = (root: ParentNode) =>
    [...root.querySelectorAll('path, rect')].map(
      (shape) => shape.getAttribute('d') ?? `${shape.getAttribute('x') ?? ''} ${shape.getAttribute('rx') ?? ''}`,
    );
  const drawn = new DOMParser().parseFromString(markFile, 'image/svg+xml');
  expect(shapes(document.body)).toEqual(shapes(drawn));
});
