import { BookOpen, HandHelping, Megaphone, Send, Trash2 } from 'lucide-react';
import { Button, Card, LinkButton, Row, Stack, TextLink } from '../index.ts';
import type { Example } from './example.ts';

const noop = () => undefined;

export const buttonExamples: Example[] = [
  {
    name: 'Button: variants',
    kind: 'part',
    render: () => (
      <Stack>
        <Button variant="primary" block onClick={noop}>
          Hỏi nhà tiếp theo
        </Button>
        <Row>
          <Button icon={Send} onClick={noop}>
            Gửi ngay
          </Button>
          <Button variant="quiet" onClick={noop}>
            Để sau
          </Button>
          <Button variant="danger" icon={Trash2} onClick={noop}>
            Xóa phiếu này
          </Button>
        </Row>
      </Stack>
    ),
  },
  {
    name: 'Button: icons and long words in a card',
    kind: 'part',
    render: () => (
      <Card title="Nhắc bà con qua loa">
        <Row>
          <Button icon={Megaphone} onClick={noop}>
            Nghiêng máy, chép những lời đọc loa
          </Button>
          <LinkButton icon={HandHelping} href="#visit">
            Ghi lần hướng dẫn
          </LinkButton>
        </Row>
        <Button variant="primary" block icon={Send} onClick={noop}>
          Mở chiến dịch mới
        </Button>
      </Card>
    ),
  },
  {
    name: 'Button: busy and disabled',
    kind: 'part',
    render: () => (
      <Stack>
        <Button variant="primary" block busy="Đang gửi 3 phiếu…">
          Gửi ngay
        </Button>
        <Button disabled>Chưa có gì để gửi</Button>
      </Stack>
    ),
  },
  {
    name: 'Links',
    kind: 'part',
    render: () => (
      <Stack>
        <LinkButton href="#guides" icon={BookOpen} block>
          Xem cách dùng eTax Mobile
        </LinkButton>
        <p>
          Chưa rõ chỗ nào, bác mở <TextLink href="#guide">hướng dẫn từng bước</TextLink> rồi làm theo.
        </p>
      </Stack>
    ),
  },
];
