import { expect, it } from 'vitest';
import { changeEdit, seenIn, takeNow, viewEdit, type Edit, type Shown } from '../../../src/domain/record/edit.ts';
import { saveOnTop } from '../../../src/phone/save-on-top.ts';

interface Typed {
  readonly name: string;
  readonly phone: string;
  readonly note: string;
}
// Two fields of one stored value, as those of a training, and one of another.
const fields = { name: 'person', phone: 'person', note: 'note' };

/** A server that judges by versions, all or none. */
class Server {
  stored: Shown<Typed> = { values: { name: 'An', phone: '1', note: '' }, bases: { person: 5 } };
  stops = false;

  set(part: Partial<Typed>): void {
    const names = Object.keys(part) as (keyof Typed)[];
    const bases = Object.fromEntries(names.map((name) => [fields[name], seenIn(this.stored.bases, fields[name]) + 1]));
    this.stored = { values: { ...this.stored.values, ...part }, bases: { ...this.stored.bases, ...bases } };
  }
  save(part: Partial<Typed>, shown: Shown<Typed>): { readonly now: Shown<Typed>; readonly meanwhile?: true } {
    const names = Object.keys(part) as (keyof Typed)[];
    const late = names.some((name) => seenIn(shown.bases, fields[name]) !== seenIn(this.stored.bases, fields[name]));
    if (late || this.stops) return { now: this.stored, meanwhile: true };
    this.set(part);
    return { now: this.stored };
  }
}

function form(server: Server) {
  let now = server.stored;
  let edit: Edit<Typed> = { ...now, opened: now.values };
  let sent = 0;
  return {
    type: (part: Partial<Typed>) => void (edit = changeEdit(edit, part, now, fields)),
    take: (name: keyof Typed) => void (edit = takeNow(edit, name, now, fields)),
    view: () => viewEdit(edit, now, fields),
    sent: () => sent,
    save: async () => {
      const outcome = await saveOnTop({
        edit,
        now,
        fields,
        send: ({ values, changed }, shown) => {
          sent++;
          const part = Object.fromEntries(changed.map((name) => [name, values[name]]));
          return Promise.resolve({ kind: 'ok' as const, value: server.save(part, shown) });
        },
        read: (answer) => answer.now,
      });
      if ('refusal' in outcome) return outcome.refusal;
      now = outcome.answer.now;
      return outcome.state;
    },
  };
}

it('what nobody changed meanwhile is saved at once', async () => {
  const server = new Server();
  const mine = form(server);
  mine.type({ note: 'Nhà cuối' });
  expect([await mine.save(), mine.sent(), server.stored.values.note]).toEqual(['saved', 1, 'Nhà cuối']);
});

it('of a field that both changed the person is asked, and keeps what they typed; then it is saved', async () => {
  const server = new Server();
  const mine = form(server);
  mine.type({ name: 'Bình', note: 'Nhà cuối' });
  server.set({ name: 'Chi' });
  expect(await mine.save()).toBe('meanwhile');
  expect(server.stored.values, 'nothing of it was stored').toMatchObject({ name: 'Chi', note: '' });
  expect(mine.view()).toMatchObject({ values: { name: 'Bình', note: 'Nhà cuối' }, elsewhere: { name: 'Chi' } });
  expect(await mine.save()).toBe('saved');
  expect(server.stored.values).toMatchObject({ name: 'Bình', note: 'Nhà cuối' });
});

it('changed once more before the next save, the person is asked again', async () => {
  const server = new Server();
  const mine = form(server);
  mine.type({ name: 'Bình' });
  server.set({ name: 'Chi' });
  await mine.save();
  server.set({ name: 'Dung' });
  expect(await mine.save()).toBe('meanwhile');
  expect(mine.view().elsewhere).toEqual({ name: 'Dung' });
  mine.take('name');
  expect([await mine.save(), server.stored.values.name]).toEqual(['saved', 'Dung']);
});

it('what others changed beside it, of the same stored value too, is kept without a question', async () => {
  const server = new Server();
  const mine = form(server);
  mine.type({ name: 'Bình' });
  server.set({ phone: '2' });
  expect([await mine.save(), mine.sent()]).toEqual(['saved', 2]);
  expect(server.stored.values).toMatchObject({ name: 'Bình', phone: '2' });
});

it('the same as somebody else has just written is no question', async () => {
  const server = new Server();
  const mine = form(server);
  mine.type({ name: 'Bình' });
  server.set({ name: 'Bình' });
  expect([await mine.save(), server.stored.values.name]).toEqual(['saved', 'Bình']);
});

it('a server that refuses without a reason is not asked for ever', async () => {
  const server = new Server();
  server.stops = true;
  const mine = form(server);
  mine.type({ name: 'Bình' });
  expect([await mine.save(), mine.sent()]).toEqual(['meanwhile', 3]);
});
