import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Button, ChoiceList, NumberField, SegmentedChoice, TextField } from '../../../src/ui/index.ts';
import type { ChoiceOption } from '../../../src/ui/index.ts';
import { failOnConsoleNoise, show } from './stage.tsx';

failOnConsoleNoise();

const options: ChoiceOption[] = [
  { value: 'live', label: 'Phát trực tiếp' },
  { value: 'post', label: 'Đăng Zalo' },
  { value: 'none', label: 'Không', alone: true },
];

describe('ChoiceList', () => {
  function One({ onPick }: { onPick: (value: string) => void }) {
    const [value, setValue] = useState<string | null>(null);
    return <ChoiceList legend="Bán gì?" options={options} value={value} onChange={(next) => { setValue(next); onPick(next); }} />;
  }

  test('one: the whole card answers, arrows move the answer', async () => {
    const onPick = vi.fn();
    show(<One onPick={onPick} />);
    await userEvent.click(page.getByText('Phát trực tiếp'));
    await userEvent.keyboard('{ArrowDown}');
    expect(onPick.mock.calls).toEqual([['live'], ['post']]);
    await expect.element(page.getByRole('radio', { name: 'Đăng Zalo' })).toBeChecked();
  });

  function Several() {
    const [value, setValue] = useState<readonly string[]>([]);
    return (
      <>
        <ChoiceList multiple legend="Bán gì?" options={options} value={value} onChange={setValue} />
        <output>{value.join(' ')}</output>
      </>
    );
  }
  const answer = () => document.querySelector('output')?.textContent;

  test('several: ticks add up, an answer that stands alone clears the rest and is cleared by them', async () => {
    show(<Several />);
    await userEvent.click(page.getByText('Phát trực tiếp'));
    await userEvent.click(page.getByText('Đăng Zalo'));
    expect(answer()).toBe('live post');
    await userEvent.click(page.getByText('Không'));
    expect(answer()).toBe('none');
    await userEvent.click(page.getByText('Đăng Zalo'));
    expect(answer()).toBe('post');
    await userEvent.keyboard(' ');
    expect(answer()).toBe('');
  });
});

describe('NumberField', () => {
  function Phones({ start, max }: { start: number | null; max?: number }) {
    const [value, setValue] = useState(start);
    return (
      <>
        <NumberField label="Mấy máy?" value={value} onChange={setValue} {...(max !== undefined && { max })} />
        <output>{String(value)}</output>
      </>
    );
  }
  const answer = () => document.querySelector('output')?.textContent;
  const more = () => userEvent.click(page.getByRole('button', { name: 'Thêm: Mấy máy?' }));
  const less = () => userEvent.click(page.getByRole('button', { name: 'Bớt: Mấy máy?' }));

  test('nothing answered is not zero: + answers one, − answers none', async () => {
    show(<Phones start={null} />);
    expect(answer()).toBe('null');
    await more();
    expect(answer()).toBe('1');
    show(<Phones start={null} />);
    await less();
    expect(answer()).toBe('0');
  });

  test('the steppers stop at both ends', async () => {
    show(<Phones start={1} max={2} />);
    await more();
    await userEvent.keyboard('{Enter}');
    expect(answer()).toBe('2');
    await less();
    await userEvent.keyboard('{Enter}{Enter}');
    expect(answer()).toBe('0');
  });

  test('only digits can be typed, and empty is no answer', async () => {
    show(<Phones start={null} />);
    const field = page.getByRole('textbox', { name: 'Mấy máy?' });
    await userEvent.fill(field, '1a2');
    expect(answer()).toBe('12');
    await userEvent.clear(field);
    expect(answer()).toBe('null');
    expect(field.element().getAttribute('inputmode')).toBe('numeric');
  });
});

test('the browser is asked to keep nothing that is typed', () => {
  const noop = () => undefined;
  show(
    <>
      <TextField label="Tên" value="" onChange={noop} />
      <TextField label="Ghi chú" rows={2} value="" onChange={noop} />
      <NumberField label="Mấy máy?" value={null} onChange={noop} />
      <ChoiceList legend="Bán gì?" options={options} value={null} onChange={noop} />
      <SegmentedChoice legend="Ai trả lời?" options={[{ value: 'self', label: 'Tự trả lời' }]} value={null} onChange={noop} />
    </>,
  );
  const kept = [...document.querySelectorAll('input, textarea')].map((input) => input.getAttribute('autocomplete'));
  expect(new Set(kept)).toEqual(new Set(['off']));
});

test('a field’s hint and error are read with it', () => {
  show(<TextField label="Năm sinh" hint="Ví dụ 1971." error="Phải có bốn chữ số." value="197" onChange={() => undefined} />);
  const field = page.getByRole('textbox', { name: 'Năm sinh' }).element();
  const words = (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);
  expect(words).toEqual(['Ví dụ 1971.', 'Phải có bốn chữ số.']);
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

describe('Button', () => {
  test('busy: says so, keeps the focus, sends nothing twice', async () => {
    const onClick = vi.fn();
    const onSubmit = vi.fn();
    const form = (busy?: string) => (
      <form onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>
        <Button type="submit" onClick={onClick} busy={busy}>Gửi</Button>
      </form>
    );
    const { again } = show(form());
    await userEvent.click(page.getByRole('button'));
    again(form('Đang gửi…'));
    expect(document.activeElement?.textContent).toBe('Đang gửi…');
    await userEvent.keyboard('{Enter}');
    expect([onClick, onSubmit].map((called) => called.mock.calls.length)).toEqual([1, 1]);
  });
});
