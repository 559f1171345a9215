import { useState } from 'react';
import { House } from 'lucide-react';
import {
  Button,
  ClockNotice,
  ConfirmDialog,
  EmptyState,
  Notice,
  ProgressMeter,
  SavedNote,
  Skeleton,
  Stack,
  StepIndicator,
  Toast,
} from '../index.ts';
import type { Example } from './example.ts';

const noop = () => undefined;

function Confirm({ openAtFirst }: { openAtFirst: boolean }) {
  const [open, setOpen] = useState(openAtFirst);
  const close = () => setOpen(false);
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Xóa phiếu làm dở
      </Button>
      <ConfirmDialog
        open={open}
        title="Xóa phiếu làm dở của nhà ông Demo An?"
        confirm="Xóa phiếu"
        danger
        onConfirm={close}
        onCancel={close}
      >
        <p>5 câu đã trả lời trên máy này sẽ mất. Phiếu đã gửi trước đây vẫn còn.</p>
      </ConfirmDialog>
    </>
  );
}

export const stateExamples: Example[] = [
  {
    name: 'ClockNotice: behind',
    kind: 'part',
    render: () => <ClockNotice minutesBehind={36_000} really="30/11/2026 14:05" phoneSays="05/11/2026 14:05" />,
  },
  {
    name: 'ProgressMeter',
    kind: 'part',
    render: () => (
      <Stack gap="l">
        <ProgressMeter label="Đã hỏi" value={143} max={196} unit="hộ" note="Còn 53 hộ." />
        <ProgressMeter
          label="Người từ 16 tuổi dùng mạng"
          value={61}
          max={100}
          atMost={78}
          text="ít nhất 61 %, nhiều nhất 78 %"
          target={{ value: 98, label: 'Mục tiêu 98%' }}
          note="Còn 37 người nữa là đạt."
        />
        <ProgressMeter
          label="Có tài khoản ngân hàng"
          value={12}
          max={100}
          text="12 %"
          target={{ value: 50, label: 'Mục tiêu 50%' }}
        />
        <ProgressMeter label="Tự làm giấy tờ trên mạng" value={0} max={0} text="Chưa có số liệu" />
      </Stack>
    ),
  },
  {
    name: 'StepIndicator and SavedNote',
    kind: 'part',
    render: () => (
      <Stack>
        <StepIndicator current={3} total={7} />
        <SavedNote state="saved" />
        <SavedNote state="saving" />
        <SavedNote state="failed" />
      </Stack>
    ),
  },
  {
    name: 'Notice: kinds',
    kind: 'part',
    render: () => (
      <Stack>
        <Notice
          kind="offline"
          title="Máy đang không có mạng"
          kept="mọi câu trả lời nằm trên máy này."
          next="cứ hỏi tiếp; có mạng máy tự gửi."
        />
        <Notice kind="info" title="Từ ngày 10 có thể soạn báo cáo tháng." />
        <Notice kind="success" title="Đã gửi 3 phiếu lúc 09:05." />
        <Notice
          kind="warning"
          title="Hai người ghi khác nhau ở 2 câu."
          next="mở ra, hỏi lại gia đình rồi chọn câu đúng."
          action={<Button>Xem 2 câu</Button>}
        />
        <Notice
          kind="error"
          announce
          title="Chưa gửi được: máy chủ không trả lời."
          kept="cả 3 phiếu, không mất câu nào."
          next="chờ ít phút, hoặc bấm gửi lại."
          action={<Button>Gửi lại</Button>}
        />
      </Stack>
    ),
  },
  {
    name: 'EmptyState',
    kind: 'part',
    render: () => (
      <EmptyState
        icon={House}
        title="Chưa có nhà nào ở đây"
        action={<Button variant="primary">Thêm nhà đầu tiên</Button>}
      >
        <p>Bắt đầu từ nhà gần nhất: ghi tên chủ hộ là đủ.</p>
      </EmptyState>
    ),
  },
  { name: 'Skeleton', kind: 'part', render: () => <Skeleton rows={2} /> },
  { name: 'ConfirmDialog: open', kind: 'screen', render: () => <Confirm openAtFirst /> },
  {
    name: 'Toast',
    kind: 'part',
    render: () => (
      <>
        <p>Phiếu của nhà ông Demo An</p>
        <Toast message="Đã lưu phiếu nhà ông Demo An trên máy này." onClose={noop} />
      </>
    ),
  },
];
