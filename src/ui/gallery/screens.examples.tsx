import { useState } from 'react';
import { Settings } from 'lucide-react';
import {
  AppShell,
  Button,
  ChoiceList,
  LinkButton,
  List,
  ListRow,
  Notice,
  Page,
  ProgressMeter,
  SavedNote,
  Section,
  SegmentedChoice,
  Skeleton,
  Stack,
  StatusChip,
  StepIndicator,
} from '../index.ts';
import type { Example } from './example.ts';
import { places, Shell } from './example-shell.tsx';
import { figureScreenExamples } from './figure-screens.examples.tsx';

function MemberHome() {
  return (
    <Shell current="today">
      <Page
        title="Hôm nay: 4 nhà"
        context="Thôn Tân Đông"
        action={
          <LinkButton href="#next" variant="primary" block>
            Hỏi nhà tiếp theo
          </LinkButton>
        }
      >
        <Stack gap="l">
          <Section title="Nên đến hôm nay">
            <List>
              <ListRow
                href="#1"
                title="Nhà ông Demo An"
                meta="Hẹn lại tối nay, sau 19 giờ"
                trailing={<StatusChip kind="todo" />}
              />
              <ListRow
                href="#2"
                title="Nhà bà H’Demo Ê̆ban"
                meta="Phiếu làm dở, đang ở câu 3"
                trailing={<StatusChip kind="onPhone" />}
              />
              <ListRow
                href="#3"
                title="Nhà anh Y Demo Niê"
                meta="Hỏi lại sau khi được chỉ eTax"
                trailing={<StatusChip kind="todo" />}
              />
              <ListRow href="#4" title="Nhà chị Demo Bình" meta="4 người" trailing={<StatusChip kind="done" />} />
            </List>
          </Section>
          <ProgressMeter label="Nhà tôi phụ trách" value={21} max={38} unit="nhà" />
        </Stack>
      </Page>
    </Shell>
  );
}

function Question() {
  const [value, setValue] = useState<string | null>('yes');
  const [by, setBy] = useState<string | null>('self');
  return (
    <Shell current="today">
      <Page
        title="Ở nhà mình có vào được mạng không?"
        context="Nhà ông Demo An"
        intro="Wi-Fi hoặc 4G đều tính."
        back={{ href: '#today' }}
        places="hide"
        focusKey="H1"
        action={
          <Button variant="primary" block type="submit" form="question">
            Tiếp tục
          </Button>
        }
      >
        <form id="question" autoComplete="off" onSubmit={(event) => event.preventDefault()}>
          <Stack>
            <ChoiceList
              legend="Ở nhà mình có vào được mạng không?"
              hideLegend
              options={[
                { value: 'yes', label: 'Có' },
                { value: 'sometimes', label: 'Lúc được lúc không' },
                { value: 'no', label: 'Không' },
                { value: 'unknown', label: 'Chưa rõ, hỏi lại sau', apart: true },
                { value: 'refused', label: 'Không muốn trả lời', apart: true },
              ]}
              value={value}
              onChange={setValue}
            />
            <SegmentedChoice
              legend="Ai trả lời?"
              options={[
                { value: 'self', label: 'Tự trả lời' },
                { value: 'other', label: 'Trả lời thay' },
              ]}
              value={by}
              onChange={setBy}
            />
            <SavedNote state="saved" />
            <StepIndicator current={1} total={7} />
          </Stack>
        </form>
      </Page>
    </Shell>
  );
}

function GuidePage() {
  return (
    <AppShell location="/guides/etax" places={[]}>
      <Page
        title="Nộp thuế đất bằng eTax Mobile"
        context="Hướng dẫn"
        intro="7 bước, chừng 10 phút. Kiểm tra lần cuối ngày 22/11/2026."
        back={{ href: '#guides', label: 'Các hướng dẫn' }}
        action={
          <LinkButton href="#step-1" variant="primary" block>
            Bắt đầu bước 1
          </LinkButton>
        }
      >
        <Stack>
          <Notice kind="info" title="Trang này không bao giờ hỏi mật khẩu, OTP, số căn cước." />
          <p>
            Bác tự mở CH Play hoặc App Store, gõ tên app, xem đúng nhà phát triển rồi mới cài. Không bấm vào đường dẫn
            ai gửi tới, kể cả người quen, vì kẻ gian hay giả làm cán bộ thuế để gửi app giả.
          </p>
          <Section title="Cần có trước">
            <ul>
              <li>Tài khoản VNeID mức 2</li>
              <li>Điện thoại có mạng</li>
            </ul>
          </Section>
        </Stack>
      </Page>
    </AppShell>
  );
}

function Loading() {
  return (
    <Shell current="houses">
      <Page title="Các nhà" context="Thôn Tân Đông">
        <Skeleton rows={5} />
      </Page>
    </Shell>
  );
}

function SettingsPage() {
  return (
    <AppShell
      location="/settings"
      places={[{ href: '#s', label: 'Cài đặt', icon: Settings, current: true }, ...places('today').slice(0, 2)]}
    >
      <Page title="Cài đặt">
        <p>Máy này của bác Demo An, tổ viên.</p>
      </Page>
    </AppShell>
  );
}

export const screenExamples: Example[] = [
  { name: 'Screen: member, today', kind: 'screen', render: () => <MemberHome /> },
  { name: 'Screen: member, a question', kind: 'screen', render: () => <Question /> },
  ...figureScreenExamples,
  { name: 'Screen: guide', kind: 'screen', render: () => <GuidePage /> },
  { name: 'Screen: loading', kind: 'screen', render: () => <Loading /> },
  { name: 'Screen: three places', kind: 'screen', render: () => <SettingsPage /> },
];
