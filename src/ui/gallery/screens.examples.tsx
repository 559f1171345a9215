import { useState } from 'react';
import type { ReactNode } from 'react';
import { BookOpen, ChartNoAxesColumn, House, ListChecks, Settings } from 'lucide-react';
import {
  AppShell, Button, Card, ChoiceList, LinkButton, List, ListDetail, ListRow, Notice, Page, ProgressMeter, Row, SavedNote, Section,
  SegmentedChoice, Skeleton, Stack, StatusChip, StepIndicator, TableFrame,
} from '../index.ts';
import type { Place } from '../index.ts';
import type { Example } from './example.ts';

type PlaceName = 'today' | 'houses' | 'guides' | 'progress';

const places = (current: PlaceName): Place[] => [
  { href: '#today', label: 'Hôm nay', icon: ListChecks, current: current === 'today', count: 4, countLabel: '4 nhà hôm nay' },
  { href: '#houses', label: 'Các nhà', icon: House, current: current === 'houses' },
  { href: '#guides', label: 'Hướng dẫn', icon: BookOpen, current: current === 'guides' },
  { href: '#progress', label: 'Tiến độ', icon: ChartNoAxesColumn, current: current === 'progress' },
];

function Shell({ current, children }: { current: PlaceName; children: ReactNode }) {
  const status = (
    <StatusChip kind="onPhone" href="#outbox">
      3 phiếu chưa gửi
    </StatusChip>
  );
  return (
    <AppShell location={`/${current}`} places={places(current)} status={status}>
      {children}
    </AppShell>
  );
}

function MemberHome() {
  return (
    <Shell current="today">
      <Page title="Hôm nay: 4 nhà" context="Thôn Tân Đông" action={<LinkButton href="#next" variant="primary" block>Hỏi nhà tiếp theo</LinkButton>}>
        <Stack gap="l">
          <Section title="Nên đến hôm nay">
            <List>
              <ListRow href="#1" title="Nhà ông Demo An" meta="Hẹn lại tối nay, sau 19 giờ" trailing={<StatusChip kind="todo" />} />
              <ListRow href="#2" title="Nhà bà H’Demo Ê̆ban" meta="Phiếu làm dở, đang ở câu 3" trailing={<StatusChip kind="onPhone" />} />
              <ListRow href="#3" title="Nhà anh Y Demo Niê" meta="Hỏi lại sau khi được chỉ eTax" trailing={<StatusChip kind="todo" />} />
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
        action={<Button variant="primary" block type="submit" form="question">Tiếp tục</Button>}
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
            <SegmentedChoice legend="Ai trả lời?" options={[{ value: 'self', label: 'Tự trả lời' }, { value: 'other', label: 'Trả lời thay' }]} value={by} onChange={setBy} />
            <SavedNote state="saved" />
            <StepIndicator current={1} total={7} />
          </Stack>
        </form>
      </Page>
    </Shell>
  );
}

function HeadProgress() {
  return (
    <Shell current="progress">
      <Page title="Đã hỏi 143/196 hộ" context="Thôn Tân Đông" intro="Số liệu đến Chủ nhật, 22/11/2026" action={<Button variant="primary" block>Gửi báo cáo tháng 11</Button>}>
        <Stack gap="l">
          <Card>
            <Stack gap="l">
              <ProgressMeter label="Người từ 16 tuổi dùng mạng" value={61} max={100} atMost={78} text="ít nhất 61 %" target={{ value: 98, label: 'Mục tiêu 98 %' }} note="Còn 37 người nữa là đạt." />
              <ProgressMeter label="Tự tay dùng dịch vụ số" value={48} max={100} text="ít nhất 48 %" target={{ value: 85, label: 'Mục tiêu 85 %' }} note="Còn 52 người nữa là đạt." />
              <ProgressMeter label="Hộ có cáp quang" value={83} max={100} text="83 %" target={{ value: 80, label: 'Mục tiêu 80 %, đã đạt' }} />
            </Stack>
          </Card>
          <Section title="5 nhà nên đến tuần này">
            <List>
              <ListRow href="#1" title="Nhà ông Demo An" meta="2 người chưa mở được VNeID" />
              <ListRow href="#2" title="Nhà bà H’Demo Ê̆ban" meta="Muốn được chỉ: chuyển tiền" />
            </List>
          </Section>
        </Stack>
      </Page>
    </Shell>
  );
}

function OfficerVillages() {
  const list = (
    <List label="Thôn, buôn">
      <ListRow href="#1" title="Thôn Tân Đông" meta="143 trên 196 hộ" trailing={<StatusChip kind="done">Đã gửi</StatusChip>} current />
      <ListRow href="#2" title="Thôn Tân Lập" meta="88 trên 210 hộ" trailing={<StatusChip kind="waiting">Chưa gửi</StatusChip>} />
      <ListRow href="#3" title="Buôn Kniêr" meta="Số liệu ngày 02/10/2026" trailing={<StatusChip kind="offline">Số liệu cũ</StatusChip>} />
    </List>
  );
  const detail = (
    <Card title="Thôn Tân Đông">
      <Stack>
        <ProgressMeter label="Đã hỏi" value={143} max={196} unit="hộ" />
        <TableFrame label="Ba chỉ tiêu chính, tháng 11/2026">
        <table>
          <caption>Ba chỉ tiêu chính, tháng 11/2026</caption>
          <thead>
            <tr><th scope="col">Chỉ tiêu</th><th scope="col">Kỳ này</th><th scope="col">Kỳ trước</th></tr>
          </thead>
          <tbody>
            <tr><td>Người từ 16 tuổi dùng mạng</td><td>61 %</td><td>57 %</td></tr>
            <tr><td>Tự tay dùng dịch vụ số</td><td>48 %</td><td>41 %</td></tr>
            <tr><td>Hộ có cáp quang</td><td>83 %</td><td>83 %</td></tr>
          </tbody>
        </table>
        </TableFrame>
        <Row>
          <LinkButton href="#report">Xem báo cáo tháng 11</LinkButton>
        </Row>
      </Stack>
    </Card>
  );
  return (
    <Shell current="progress">
      <Page wide title="2 trên 16 thôn, buôn đã gửi" context="Xã Ea Knuếc" action={<Button variant="primary">Tải bảng tổng hợp</Button>}>
        <ListDetail list={list} detail={detail} placeholder="Chọn một thôn ở danh sách bên trái." />
      </Page>
    </Shell>
  );
}

function GuidePage() {
  return (
    <AppShell location="/guides/etax" places={[]}>
      <Page title="Nộp thuế đất bằng eTax Mobile" context="Hướng dẫn" intro="7 bước, chừng 10 phút. Kiểm tra lần cuối ngày 22/11/2026." back={{ href: '#guides', label: 'Các hướng dẫn' }} action={<LinkButton href="#step-1" variant="primary" block>Bắt đầu bước 1</LinkButton>}>
        <Stack>
          <Notice kind="info" title="Trang này không bao giờ hỏi mật khẩu, OTP, số căn cước." />
          <p>
            Bác tự mở CH Play hoặc App Store, gõ tên ứng dụng, xem đúng nhà phát triển rồi mới cài. Không bấm vào đường dẫn ai gửi tới, kể cả người quen, vì kẻ gian hay giả làm
            cán bộ thuế để gửi ứng dụng giả.
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
    <AppShell location="/settings" places={[{ href: '#s', label: 'Cài đặt', icon: Settings, current: true }, ...places('today').slice(0, 2)]}>
      <Page title="Cài đặt">
        <p>Máy này của bác Demo An, tổ viên.</p>
      </Page>
    </AppShell>
  );
}

export const screenExamples: Example[] = [
  { name: 'Screen: member, today', kind: 'screen', render: () => <MemberHome /> },
  { name: 'Screen: member, a question', kind: 'screen', render: () => <Question /> },
  { name: 'Screen: head, progress', kind: 'screen', render: () => <HeadProgress /> },
  { name: 'Screen: officer, villages', kind: 'screen', render: () => <OfficerVillages /> },
  { name: 'Screen: guide', kind: 'screen', render: () => <GuidePage /> },
  { name: 'Screen: loading', kind: 'screen', render: () => <Loading /> },
  { name: 'Screen: three places', kind: 'screen', render: () => <SettingsPage /> },
];
