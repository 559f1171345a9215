import { useState } from 'react';
import { House } from 'lucide-react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AppShell, Button, Later, LinkProvider, List, ListDetail, ListRow, Page } from '../../../src/ui/index.ts';
import type { LinkComponentProps } from '../../../src/ui/index.ts';
import { failOnConsoleNoise, show, useWindow } from './stage.tsx';

failOnConsoleNoise();

const places = [
  { href: '/houses', label: 'Các nhà', icon: House, current: true, count: 3, countLabel: '3 phiếu chưa gửi' },
];
const framePainted = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
/** What has the focus once the screen is painted. */
async function focused(): Promise<string> {
  await framePainted();
  return document.activeElement?.textContent ?? '';
}

function Screen({
  location,
  title,
  focusKey = '',
  cameBack = false,
}: {
  location: string;
  title: string;
  focusKey?: string;
  cameBack?: boolean;
}) {
  return (
    <AppShell location={location} places={places} cameBack={cameBack}>
      <Page title={title} focusKey={focusKey}>
        <List>
          {Array.from({ length: 40 }, (_, index) => (
            <ListRow key={index} title={`Nhà ${index}`} href={`#${index}`} />
          ))}
        </List>
      </Page>
    </AppShell>
  );
}

describe('arriving at a screen', () => {
  test('the first page of a visit leaves the focus alone', async () => {
    show(<Screen location="/houses" title="Các nhà" />);
    await framePainted();
    expect(document.activeElement).toBe(document.body);
  });

  test('another location moves focus to its title and starts at the top', async () => {
    await useWindow(360);
    const { again } = show(<Screen location="/houses" title="Các nhà" />);
    window.scrollTo(0, 500);
    again(<Screen location="/houses/1" title="Nhà ông Demo An" />);
    expect(await focused()).toBe('Nhà ông Demo An');
    expect(window.scrollY).toBe(0);
  });

  test('the next question under the same location is an arrival too', async () => {
    const { again } = show(<Screen location="/survey" title="Câu một" focusKey="H1" />);
    again(<Screen location="/survey" title="Câu hai" focusKey="H2" />);
    expect(await focused()).toBe('Câu hai');
  });

  test('an address that follows what it names takes no focus once more', async () => {
    const { again } = show(<Screen location="/survey/H1" title="Câu một" focusKey="H1" />);
    again(<Screen location="/survey/H1" title="Câu hai" focusKey="H2" />);
    expect(await focused()).toBe('Câu hai');
    document.querySelector<HTMLElement>('a[href="#3"]')?.focus();
    again(<Screen location="/survey/H2" title="Câu hai" focusKey="H2" />);
    expect(await focused()).toBe('Nhà 3');
  });

  test('a hand that was quicker keeps the field it is in', async () => {
    const { again } = show(<Screen location="/a" title="Một" />);
    again(<Screen location="/b" title="Hai" />);
    document.querySelector<HTMLElement>('a[href="#3"]')?.focus();
    expect(await focused()).toBe('Nhà 3');
  });

  test('going back keeps the place in the list', async () => {
    await useWindow(360);
    const { again } = show(<Screen location="/houses/1" title="Nhà ông Demo An" />);
    window.scrollTo(0, 500);
    again(<Screen location="/houses" title="Các nhà" cameBack />);
    expect(await focused()).toBe('Các nhà');
    expect(window.scrollY).toBe(500);
  });

  test('new words on the same screen take no focus', async () => {
    const { again } = show(<Screen location="/a" title="Một" />);
    again(<Screen location="/b" title="Hai" />);
    expect(await focused()).toBe('Hai');
    document.querySelector<HTMLElement>('a[href="#3"]')?.focus();
    again(<Screen location="/b" title="Hai (đã cập nhật)" />);
    expect(await focused()).toBe('Nhà 3');
  });

  test('a skeleton that gives way hands its focus on', async () => {
    function Shell({ ready }: { ready: boolean }) {
      return (
        <AppShell location={ready ? '/b' : '/b'} places={[]}>
          {ready ? <Page key="ready" title="Nhà ông Demo An" /> : <Page key="waiting" title="Đang mở" />}
        </AppShell>
      );
    }
    function Start() {
      return (
        <AppShell location="/a" places={[]}>
          <Page key="first" title="Các nhà" />
        </AppShell>
      );
    }
    const { again } = show(Start());
    again(Shell({ ready: false }));
    expect(await focused()).toBe('Đang mở');
    again(Shell({ ready: true }));
    expect(await focused()).toBe('Nhà ông Demo An');
  });
});

describe('what stands below the first screenful', () => {
  const screen = (cameBack: boolean) => (
    <AppShell location="/houses/1" places={[]} cameBack={cameBack}>
      <Page title="Nhà ông Demo An">
        <Later>
          <p>Việc khác</p>
        </Later>
      </Page>
    </AppShell>
  );
  const isThere = () => document.body.textContent.includes('Việc khác');

  test('comes a moment after what is above it', async () => {
    show(screen(false));
    expect(isThere()).toBe(false);
    await vi.waitFor(() => expect(isThere()).toBe(true));
  });

  test('is there at once for whoever came back to a place on the page', () => {
    show(screen(true));
    expect(isThere()).toBe(true);
  });
});

describe('the frame', () => {
  test('the skip link goes to the title', async () => {
    show(<Screen location="/houses" title="Các nhà" />);
    await userEvent.tab();
    expect(await focused()).toBe('Tới nội dung chính');
    await userEvent.keyboard('{Enter}');
    expect(await focused()).toBe('Các nhà');
  });

  test('a place says its count in words and which is current', () => {
    show(<Screen location="/houses" title="Các nhà" />);
    const place = document.querySelector('nav [aria-current="page"]');
    expect(place?.textContent).toContain('Các nhà, 3 phiếu chưa gửi');
  });

  test('the main action and the places stay in sight on a long page', async () => {
    await useWindow(360);
    show(
      <AppShell location="/a" places={places}>
        <Page title="Các nhà" action={<Button variant="primary">Tiếp tục</Button>}>
          <List>
            {Array.from({ length: 60 }, (_, index) => (
              <ListRow key={index} title={`Nhà ${index}`} />
            ))}
          </List>
        </Page>
      </AppShell>,
    );
    const [action, nav] = [box('main + footer button'), box('nav')];
    expect(nav.bottom).toBeCloseTo(window.innerHeight, 0);
    expect(action.bottom).toBeLessThanOrEqual(nav.top);
  });

  test('what the keyboard reaches is never behind the header or the dock', async () => {
    await useWindow(360);
    show(
      <AppShell location="/a" places={places}>
        <Page title="Các nhà" action={<Button variant="primary">Tiếp tục</Button>}>
          <List>
            {Array.from({ length: 30 }, (_, index) => (
              <ListRow key={index} title={`Nhà ${index}`} href={`#${index}`} />
            ))}
          </List>
        </Page>
      </AppShell>,
    );
    document.querySelector<HTMLElement>('a[href="#0"]')?.focus();
    for (let index = 1; index < 15; index++) {
      await userEvent.tab();
      expect(box(':focus').bottom).toBeLessThanOrEqual(box('footer').top);
    }
    for (let index = 13; index >= 0; index--) {
      await userEvent.tab({ shift: true });
      expect(box(':focus').top).toBeGreaterThanOrEqual(box('header').bottom);
    }
  });

  test('on a desktop the places are a rail at the side; hidden places come back there', async () => {
    await useWindow(1280);
    show(
      <AppShell location="/a" places={places}>
        <Page title="Một câu hỏi" places="hide" />
      </AppShell>,
    );
    expect(box('nav').right).toBeLessThanOrEqual(box('h1').left);
    await useWindow(360);
    expect(getComputedStyle(document.querySelector('nav') ?? document.body).display).toBe('none');
  });

  test('more than four places are a mistake', () => {
    const five = Array.from({ length: 5 }, (_, index) => ({
      href: `/${index}`,
      label: 'Mục',
      icon: House,
      current: false,
    }));
    expect(() => AppShell({ location: '/', places: five, children: null })).toThrow('at most four');
  });

  test('a list stands beside its detail on a desktop and gives way to it on a phone', async () => {
    show(
      <Page title="Thôn, buôn" wide>
        <ListDetail
          list={<p id="list">Danh sách</p>}
          detail={<p id="detail">Chi tiết</p>}
          placeholder="Chọn một thôn."
        />
      </Page>,
    );
    await useWindow(1280);
    expect(box('#list').right).toBeLessThanOrEqual(box('#detail').left);
    await useWindow(360);
    expect(box('#list').width).toBe(0);
    expect(box('#detail').width).toBeGreaterThan(200);
  });
});

test('all links are the app’s own', async () => {
  function Counting({ children, ...props }: LinkComponentProps) {
    const [clicks, setClicks] = useState(0);
    return (
      <a
        {...props}
        onClick={(event) => {
          event.preventDefault();
          setClicks(clicks + 1);
        }}
      >
        {children} {clicks}
      </a>
    );
  }
  show(
    <LinkProvider component={Counting}>
      <List label="Các nhà">
        <ListRow href="/1" title="Nhà ông Demo An" />
      </List>
    </LinkProvider>,
  );
  await userEvent.click(page.getByRole('link'));
  expect(page.getByRole('link').element().textContent).toContain('1');
});

function box(selector: string): DOMRect {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`No ${selector} on the page`);
  return element.getBoundingClientRect();
}
