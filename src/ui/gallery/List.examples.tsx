import { House, Leaf } from 'lucide-react';
import { Badge, Button, Card, Facts, List, ListRow, LongList, Row, Stack, StatusChip } from '../index.ts';
import type { Example } from './example.ts';

const noop = () => undefined;

export const listExamples: Example[] = [
  {
    name: 'LongList: rows for thousands',
    kind: 'part',
    render: () => (
      <LongList
        label="Danh sách nhà"
        count={5}
        row={(at) => (
          <ListRow
            key={at}
            href={`#${at}`}
            title={`Nhà Demo ${at + 1}`}
            meta={`Nhà ${at + 1}, xóm 2`}
            trailing={<StatusChip kind="todo" />}
          />
        )}
      />
    ),
  },
  {
    name: 'List: rows',
    kind: 'part',
    render: () => (
      <List label="Các nhà">
        <ListRow
          href="#1"
          icon={House}
          title="Nhà ông Demo An"
          meta="4 người · cụm 2"
          trailing={<StatusChip kind="done" />}
        />
        <ListRow
          href="#2"
          icon={House}
          title="Nhà bà H’Demo Ê̆ban Niê"
          meta="Hẹn lại thứ Bảy, 28/11/2026"
          trailing={<StatusChip kind="onPhone" />}
        />
        <ListRow
          onClick={noop}
          icon={House}
          title="Nhà anh Y Demo Buôn Yă"
          meta="3 người"
          trailing={<StatusChip kind="conflict" />}
          current
        />
        <ListRow title="Nhà chị Demo Bình" meta="Đi làm xa" trailing={<StatusChip kind="todo" />} />
      </List>
    ),
  },
  {
    name: 'Card: tones',
    kind: 'part',
    render: () => (
      <Stack>
        <Card title="5 nhà nên đến tuần này">
          <p>Những nhà có người chưa tự mở được VNeID.</p>
        </Card>
        <Card title="Tuần này 6 người tự làm được" tone="leaf" icon={Leaf}>
          <p>Trong đó 4 người tự nộp giấy tờ trên mạng.</p>
        </Card>
        <Card title="Báo cáo tháng 11" tone="clay" icon={House}>
          <p>Hạn gửi là thứ Bảy, 14/11/2026.</p>
        </Card>
      </Stack>
    ),
  },
  {
    name: 'Facts: what was answered',
    kind: 'part',
    render: () => (
      <Facts
        items={[
          {
            term: 'Ở nhà mình có vào được mạng không?',
            detail: 'Lúc được lúc không',
            action: <Button variant="quiet">Sửa câu 1</Button>,
          },
          {
            term: 'Cả nhà có mấy điện thoại cảm ứng?',
            detail: '3 máy',
            action: <Button variant="quiet">Sửa câu 3</Button>,
          },
        ]}
      />
    ),
  },
  {
    name: 'StatusChip: kinds',
    kind: 'part',
    render: () => (
      <Stack>
        <Row>
          <StatusChip kind="onPhone" />
          <StatusChip kind="onServer" />
          <StatusChip kind="todo" />
          <StatusChip kind="done" />
          <StatusChip kind="conflict" />
          <StatusChip kind="waiting" />
          <StatusChip kind="offline" />
        </Row>
        <Row>
          <StatusChip kind="onPhone" href="#outbox">
            3 phiếu chưa gửi
          </StatusChip>
          <Badge>Tổ viên</Badge>
          <Badge tone="good">Đạt</Badge>
          <Badge tone="hold">Làm dở</Badge>
          <Badge tone="alert">Quá hạn</Badge>
        </Row>
      </Stack>
    ),
  },
];
