import {
  Button,
  Card,
  LinkButton,
  List,
  ListDetail,
  ListRow,
  Page,
  PrintedPage,
  PrintedSheet,
  PrintedTable,
  ProgressMeter,
  Row,
  Section,
  Stack,
  StatusChip,
  TableFrame,
} from '../index.ts';
import type { Example } from './example.ts';
import { Shell } from './example-shell.tsx';

function HeadProgress() {
  return (
    <Shell current="progress">
      <Page
        title="Đã hỏi 143/196 hộ"
        context="Thôn Tân Đông"
        intro="Số liệu đến Chủ nhật, 22/11/2026"
        action={
          <Button variant="primary" block>
            Gửi báo cáo tháng 11
          </Button>
        }
      >
        <Stack gap="l">
          <Card>
            <Stack gap="l">
              <ProgressMeter
                label="Người từ 16 tuổi dùng mạng"
                value={61}
                max={100}
                atMost={78}
                text="ít nhất 61 %"
                target={{ value: 98, label: 'Mục tiêu 98%' }}
                note="Còn 37 người nữa là đạt."
              />
              <ProgressMeter
                label="Tự tay dùng dịch vụ số"
                value={48}
                max={100}
                text="ít nhất 48 %"
                target={{ value: 85, label: 'Mục tiêu 85%' }}
                note="Còn 52 người nữa là đạt."
              />
              <ProgressMeter
                label="Hộ có cáp quang"
                value={83}
                max={100}
                text="83 %"
                target={{ value: 80, label: 'Mục tiêu 80 %, đã đạt' }}
              />
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
      <ListRow
        href="#1"
        title="Thôn Tân Đông"
        meta="143 trên 196 hộ"
        trailing={<StatusChip kind="done">Đã gửi</StatusChip>}
        current
      />
      <ListRow
        href="#2"
        title="Thôn Tân Lập"
        meta="88 trên 210 hộ"
        trailing={<StatusChip kind="waiting">Chưa gửi</StatusChip>}
      />
      <ListRow
        href="#3"
        title="Buôn Kniêr"
        meta="Số liệu ngày 02/10/2026"
        trailing={<StatusChip kind="offline">Số liệu cũ</StatusChip>}
      />
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
              <tr>
                <th scope="col">Chỉ tiêu</th>
                <th scope="col">Kỳ này</th>
                <th scope="col">Kỳ trước</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>Người từ 16 tuổi dùng mạng</td>
                <td>61 %</td>
                <td>57 %</td>
              </tr>
              <tr>
                <td>Tự tay dùng dịch vụ số</td>
                <td>48 %</td>
                <td>41 %</td>
              </tr>
              <tr>
                <td>Hộ có cáp quang</td>
                <td>83 %</td>
                <td>83 %</td>
              </tr>
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
      <Page
        wide
        title="2 trên 16 thôn, buôn đã gửi"
        context="Xã Ea Knuếc"
        action={<Button variant="primary">Tải bảng tổng hợp</Button>}
      >
        <ListDetail list={list} detail={detail} placeholder="Chọn một thôn ở danh sách bên trái." />
      </Page>
    </Shell>
  );
}

function Sheet() {
  return (
    <Shell current="progress">
      <PrintedPage
        title="Phiếu tự đánh giá: Thôn thông minh"
        context="Thôn Tân Đông, Xã Ea Knuếc"
        back={{ href: '#checklist' }}
        print="In"
      >
        <PrintedSheet signatures={['Trưởng thôn, buôn', 'UBND xã']}>
          <p>Đạt 1 trên 2 tiêu chí.</p>
          <PrintedTable
            label="Phiếu tự đánh giá"
            columns={[
              { words: 'Tiêu chí', holds: 'sentence' },
              { words: 'Kết quả' },
              { words: 'Hiện nay', holds: 'sentence' },
            ]}
            rows={[
              { id: 'wifi', cells: ['Nhà văn hóa có Wi-Fi miễn phí', 'Đạt', 'Mẫu Văn Lâm đánh dấu ngày 22/11/2026.'] },
              { id: 'fibre', cells: ['Hộ có cáp quang đi tới: ít nhất 80%', 'Chưa đạt', '118 trên 196 hộ đã có.'] },
            ]}
          />
        </PrintedSheet>
      </PrintedPage>
    </Shell>
  );
}

export const figureScreenExamples: Example[] = [
  { name: 'Screen: head, progress', kind: 'screen', render: () => <HeadProgress /> },
  { name: 'Screen: officer, villages', kind: 'screen', render: () => <OfficerVillages /> },
  { name: 'Screen: printed sheet', kind: 'screen', render: () => <Sheet /> },
];
