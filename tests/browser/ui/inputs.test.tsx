import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Button, ChoiceList, NumberField, SegmentedChoice, TextField, YearField } from '../../../src/ui/index.ts';
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
    return (
      <ChoiceList
        legend="Bán gì?"
        options={options}
        value={value}
        onChange={(next) => {
          setValue(next);
          onPick(next);
        }}
      />
    );
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

describe('TextField', () => {
  function Note() {
    const [value, setValue] = useState('');
    return (
      <>
        <TextField label="Chỗ khác" value={value} onChange={setValue} />
        <TextField label="Ghi thêm" rows={2} maxLength={20} value={value} onChange={setValue} />
      </>
    );
  }
  const paste = async () => {
    await userEvent.keyboard('{Control>}a{/Control}');
    await userEvent.copy();
    await userEvent.click(page.getByLabelText('Ghi thêm'));
    await userEvent.keyboard('{Control>}a{/Control}');
    await userEvent.paste();
  };

  test('says that the end of a pasted text is not in the box, until there is room again', async () => {
    show(<Note />);
    await userEvent.fill(page.getByLabelText('Chỗ khác'), 'đường vào nhà chỉ đi bộ được');
    await paste();
    await expect.element(page.getByText(/nhiều nhất 20 chữ cái/)).toBeVisible();
    expect(page.getByLabelText('Ghi thêm').element()).toHaveProperty('value', 'đường vào nhà chỉ đi');
    await userEvent.keyboard('{Backspace}');
    await expect.element(page.getByText(/nhiều nhất 20 chữ cái/)).not.toBeInTheDocument();
  });

  test('says nothing where all of it is in', async () => {
    show(<Note />);
    await userEvent.fill(page.getByLabelText('Chỗ khác'), 'chỉ đi bộ được');
    await paste();
    await expect.element(page.getByText(/nhiều nhất 20 chữ cái/)).not.toBeInTheDocument();
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

  test.each([
    ['12', '12'],
    ['12345', '12345'],
    [' 4 ', '4'],
    ['４', '4'],
    ['4 người', '4'],
    ['1.200', '1200'],
    ['3-4', 'NaN'],
    ['hai', 'NaN'],
    ['', 'null'],
  ])('%j stays as it was typed, and is %s', async (typed, value) => {
    show(<Phones start={null} />);
    const field = page.getByRole('textbox', { name: 'Mấy máy?' });
    await userEvent.fill(field, typed);
    await expect.element(field).toHaveValue(typed);
    expect(answer()).toBe(value);
    expect(field.element().getAttribute('inputmode')).toBe('numeric');
    expect(field.element().hasAttribute('maxlength')).toBe(false);
  });

  test('what is no number is asked about once it is left, and a stepper begins anew', async () => {
    show(<Phones start={null} />);
    const field = page.getByRole('textbox', { name: 'Mấy máy?' });
    await userEvent.fill(field, '3-4');
    await userEvent.tab();
    await expect.element(page.getByText('Chỉ ghi một số')).toBeVisible();
    await more();
    expect(answer()).toBe('1');
    await expect.element(field).toHaveValue('1');
  });
});

describe('YearField', () => {
  function Born() {
    const [value, setValue] = useState<number | null>(null);
    return (
      <>
        <YearField label="Năm sinh" value={value} onChange={setValue} thisYear={2026} />
        <output>{String(value)}</output>
      </>
    );
  }
  const kept = () => document.querySelector('output')?.textContent;

  test.each([
    ['1960', '1960', '1960'],
    [' 1960 ', '1960', '1960'],
    ['năm 1960', '1960', '1960'],
    ['12/5/1960', '1960', '1960'],
    ['１９６０', '1960', '1960'],
    ['60 tuổi', '1966', '60 tuổi'],
    ['19600', 'NaN', '19600'],
  ])('%j keeps %s, and shows %j when it is left', async (typed, year, left) => {
    show(<Born />);
    const field = page.getByRole('textbox', { name: 'Năm sinh' });
    await userEvent.fill(field, typed);
    await expect.element(field).toHaveValue(typed);
    expect(kept()).toBe(year);
    await userEvent.tab();
    await expect.element(field).toHaveValue(left);
  });

  test('an age is said back with the year that is kept', async () => {
    show(<Born />);
    await userEvent.fill(page.getByRole('textbox', { name: 'Năm sinh' }), '60');
    await expect.element(page.getByText('60 tuổi, sinh khoảng 1966. Sổ ghi năm 1966.')).toBeVisible();
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
      <SegmentedChoice
        legend="Ai trả lời?"
        options={[{ value: 'self', label: 'Tự trả lời' }]}
        value={null}
        onChange={noop}
      />
    </>,
  );
  const kept = [...document.querySelectorAll('input, textarea')].map((input) => input.getAttribute('autocomplete'));
  expect(new Set(kept)).toEqual(new Set(['off']));
});

test('a field’s hint and error are read with it', () => {
  show(
    <TextField
      label="Năm sinh"
      hint="Ví dụ 1971."
      error="Phải có bốn chữ số."
      value="197"
      onChange={() => undefined}
    />,
  );
  const field = page.getByRole('textbox', { name: 'Năm sinh' }).element();
  const words = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  expect(words).toEqual(['Ví dụ 1971.', 'Phải có bốn chữ số.']);
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

describe('Button', () => {
  test('busy: says so, keeps the focus, sends nothing twice', async () => {
    const onClick = vi.fn();
    const onSubmit = vi.fn();
    const form = (busy?: string) => (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Button type="submit" onClick={onClick} busy={busy}>
          Gửi
        </Button>
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
