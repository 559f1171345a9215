import { useState } from 'react';
import { User, UsersRound } from 'lucide-react';
import {
  ChoiceList,
  NumberField,
  PinPad,
  SegmentedChoice,
  SelectField,
  Stack,
  TextField,
  WithValueNow,
} from '../index.ts';
import type { ChoiceOption } from '../index.ts';
import type { Example } from './example.ts';

const internet: ChoiceOption[] = [
  { value: 'yes', label: 'Có' },
  { value: 'sometimes', label: 'Lúc được lúc không', hint: 'Có hôm vào được, có hôm không' },
  { value: 'no', label: 'Không' },
  { value: 'unknown', label: 'Chưa rõ, hỏi lại sau', apart: true },
  { value: 'refused', label: 'Không muốn trả lời', apart: true },
];

const selling: ChoiceOption[] = [
  { value: 'shop', label: 'Bán trên Shopee, TikTok Shop' },
  { value: 'live', label: 'Phát trực tiếp' },
  { value: 'post', label: 'Đăng Zalo, Facebook' },
  { value: 'none', label: 'Không bán gì qua mạng', apart: true, alone: true },
];

function One() {
  const [value, setValue] = useState<string | null>('sometimes');
  return (
    <ChoiceList
      legend="Ở nhà mình có vào được mạng không?"
      hint="Wi-Fi hoặc 4G đều tính."
      options={internet}
      value={value}
      onChange={setValue}
    />
  );
}

function Several() {
  const [value, setValue] = useState<readonly string[]>(['live', 'post']);
  return (
    <ChoiceList
      multiple
      legend="12 tháng qua nhà mình có bán gì qua mạng không?"
      error="Bác chọn ít nhất một ý."
      options={selling}
      value={value}
      onChange={setValue}
    />
  );
}

function Pin({ disabled = false }: { disabled?: boolean }) {
  const [value, setValue] = useState('258');
  return (
    <PinPad
      label="Mã PIN"
      value={value}
      length={6}
      onChange={setValue}
      status={`Đã bấm ${value.length} trong 6 số`}
      erase="Xóa"
      disabled={disabled}
    />
  );
}

function Select() {
  const [value, setValue] = useState('all');
  return (
    <SelectField
      label="Ai phụ trách"
      hint="Chọn một người"
      value={value}
      onChange={setValue}
      options={[
        { value: 'all', label: 'Tất cả' },
        { value: 'mine', label: 'Tôi phụ trách' },
      ]}
    />
  );
}

function Numbers() {
  const [phones, setPhones] = useState<number | null>(3);
  const [people, setPeople] = useState<number | null>(null);
  return (
    <Stack>
      <NumberField label="Cả nhà có mấy điện thoại cảm ứng?" value={phones} onChange={setPhones} max={20} unit="máy" />
      <NumberField
        label="Nhà mình có mấy người?"
        hint="Tính người ở đây từ 6 tháng trở lên."
        error="Bác chưa ghi số người."
        value={people}
        onChange={setPeople}
      />
    </Stack>
  );
}

function Texts() {
  const [name, setName] = useState('H’Demo Ê̆ban');
  const [note, setNote] = useState('');
  return (
    <Stack>
      <TextField label="Tên gọi trong nhà" value={name} onChange={setName} autoCapitalize="words" spellCheck={false} />
      <TextField
        label="Năm sinh"
        hint="Chỉ cần năm, ví dụ 1971."
        error="Năm sinh phải có bốn chữ số."
        value="197"
        onChange={() => undefined}
        inputMode="numeric"
      />
      <TextField label="Ghi chú cho lần sau" rows={3} value={note} onChange={setNote} />
    </Stack>
  );
}

function ValueNow() {
  const [name, setName] = useState('Y Demo Một');
  const now = 'Hộ ông Y Demo Hai, nhà sàn cuối đường bê tông sau trường tiểu học';
  return (
    <WithValueNow now={name === now ? undefined : now} onTake={() => setName(now)}>
      <TextField label="Tên chủ hộ" value={name} onChange={setName} />
    </WithValueNow>
  );
}

function Segments() {
  const [value, setValue] = useState<string | null>('self');
  return (
    <SegmentedChoice
      legend="Ai trả lời?"
      options={[
        { value: 'self', label: 'Tự trả lời', icon: User },
        { value: 'other', label: 'Trả lời thay', icon: UsersRound },
      ]}
      value={value}
      onChange={setValue}
    />
  );
}

export const inputExamples: Example[] = [
  { name: 'PinPad: half-way', kind: 'part', render: () => <Pin /> },
  { name: 'PinPad: waiting', kind: 'part', render: () => <Pin disabled /> },
  { name: 'ChoiceList: one', kind: 'part', render: () => <One /> },
  { name: 'ChoiceList: several, with error', kind: 'part', render: () => <Several /> },
  { name: 'NumberField', kind: 'part', render: () => <Numbers /> },
  { name: 'TextField', kind: 'part', render: () => <Texts /> },
  { name: 'WithValueNow', kind: 'part', render: () => <ValueNow /> },
  { name: 'SegmentedChoice', kind: 'part', render: () => <Segments /> },
  { name: 'SelectField', kind: 'part', render: () => <Select /> },
];
