import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import type { PublicRecordings, RecordingReceived, RecordingsResponse } from '../../../src/protocol/recording.ts';
import { describeAboveStorage } from '../../support/engines/engines.ts';
import { seeded } from '../../support/seeded.ts';
import { newRecording, pieceAt, piecesOf, type Recorded } from './recording.ts';
import { ServerWorld, type TestPhone } from './server-world.ts';

describeAboveStorage('recordings of guide steps', (engine) => {
  const send = async (phone: TestPhone, payload: object): Promise<RecordingReceived> =>
    (await phone.send('POST', 'recordings/send', { payload })).json<RecordingReceived>();
  const sendAll = async (phone: TestPhone, recorded: Recorded): Promise<RecordingReceived> => {
    let last: RecordingReceived = { offset: 0, state: 'coming' };
    for (const piece of piecesOf(recorded)) last = await send(phone, piece);
    return last;
  };
  const heard = async (world: ServerWorld): Promise<PublicRecordings['recordings']> =>
    (await world.app.inject({ method: 'GET', url: '/api/audio' })).json<PublicRecordings>().recordings;
  const sound = (world: ServerWorld, sha256: string) =>
    world.app.inject({ method: 'GET', url: `/api/audio/${sha256}` });

  it('wait for the lead, are public once approved, and are deleted when withdrawn', async () => {
    const world = await ServerWorld.open(engine);
    const [member, lead] = [
      await world.phoneOf('member', world.areas.village),
      await world.phoneOf('lead', world.areas.village),
    ];
    const recorded = newRecording(world.areas.village, 5000, { language: 'Êđê', speaker: 'H’Mẫu Niê' });
    expect(await sendAll(member, recorded)).toEqual({ offset: 5000, state: 'waiting' });
    expect(await heard(world)).toEqual([]);
    expect((await sound(world, recorded.sha256)).statusCode).toBe(404);

    const waiting = (await lead.send('GET', `recordings?village=${world.areas.village}`)).json<RecordingsResponse>()
      .recordings;
    expect(waiting).toMatchObject([
      { id: recorded.id, speaker: 'H’Mẫu Niê', language: 'Êđê', consent: { version: 1, at: 1 }, state: 'waiting' },
    ]);
    expect((await lead.send('GET', `recordings/audio?id=${recorded.id}`)).json()).toEqual({
      type: 'audio/webm',
      data: recorded.sound.toString('base64'),
    });
    expect(
      (await lead.send('POST', 'recordings/judge', { payload: { id: recorded.id, approve: true } })).json(),
    ).toEqual({ state: 'approved' });

    expect(await heard(world)).toEqual([
      {
        guide: 'vneid',
        part: 'activate',
        step: 'open',
        language: 'Êđê',
        speaker: 'H’Mẫu Niê',
        type: 'audio/webm',
        bytes: 5000,
        sha256: recorded.sha256,
      },
    ]);
    const answer = await sound(world, recorded.sha256);
    expect(answer.headers).toMatchObject({ 'content-type': 'audio/webm', 'cache-control': 'public, max-age=86400' });
    expect(answer.rawPayload.equals(recorded.sound)).toBe(true);

    await lead.send('POST', 'recordings/judge', { payload: { id: recorded.id, approve: false } });
    expect(await heard(world)).toEqual([]);
    expect((await sound(world, recorded.sha256)).statusCode).toBe(404);
    expect(await world.deps.db.selectFrom('recording_piece').selectAll().execute()).toEqual([]);
    expect(await send(member, pieceAt(recorded, 0))).toEqual({ offset: 5000, state: 'refused' });
  });

  it('continue where they were cut; repeated or early pieces do no harm', async () => {
    const world = await ServerWorld.open(engine);
    const member = await world.phoneOf('member', world.areas.village);
    const recorded = newRecording(world.areas.village);
    expect(await send(member, pieceAt(recorded, 0))).toEqual({ offset: 2000, state: 'coming' });
    expect(await send(member, pieceAt(recorded, 0))).toEqual({ offset: 2000, state: 'coming' });
    expect(await send(member, pieceAt(recorded, 4000))).toEqual({ offset: 2000, state: 'coming' });
    expect(await send(member, pieceAt(recorded, 2000, 3000))).toEqual({ offset: 5000, state: 'waiting' });
    expect(await send(member, pieceAt(recorded, 4000))).toEqual({ offset: 5000, state: 'waiting' });
  });

  it('begin anew when what came is not what was recorded, and never take more than was said', async () => {
    const world = await ServerWorld.open(engine);
    const member = await world.phoneOf('member', world.areas.village);
    const recorded = newRecording(world.areas.village);
    const spoilt = { ...recorded, sound: Buffer.alloc(5000) };
    expect(await sendAll(member, spoilt)).toEqual({ offset: 0, state: 'coming' });
    expect(await sendAll(member, recorded)).toEqual({ offset: 5000, state: 'waiting' });
    const other = newRecording(world.areas.village, 1000);
    const tooMuch = await member.send('POST', 'recordings/send', {
      payload: { ...pieceAt(other, 0), data: Buffer.alloc(1500).toString('base64') },
    });
    expect(tooMuch.json()).toEqual({ error: 'unreadable' });
  });

  it('cannot be continued from another phone, nor judged without the right', async () => {
    const world = await ServerWorld.open(engine);
    const [member, colleague] = [
      await world.phoneOf('member', world.areas.village),
      await world.phoneOf('member', world.areas.village),
    ];
    const recorded = newRecording(world.areas.village);
    await send(member, pieceAt(recorded, 0));
    expect((await colleague.send('POST', 'recordings/send', { payload: pieceAt(recorded, 2000) })).json()).toEqual({
      error: 'notFound',
    });
    await sendAll(member, recorded);
    expect(
      (await member.send('POST', 'recordings/judge', { payload: { id: recorded.id, approve: true } })).json(),
    ).toEqual({ error: 'notFound' });
    expect((await member.send('GET', `recordings/audio?id=${randomUUID()}`)).json()).toEqual({ error: 'notFound' });
  });

  it('go on from a copied phone’s new device and from its copy, and from no other account', async () => {
    const world = await ServerWorld.open(engine);
    const [copied, colleague] = [
      await world.phoneOf('member', world.areas.village),
      await world.phoneOf('member', world.areas.village),
    ];
    const recorded = newRecording(world.areas.village);
    expect(await send(copied, pieceAt(recorded, 0))).toEqual({ offset: 2000, state: 'coming' });
    const renewed = world.newPhone();
    renewed.enrolment = randomUUID();
    expect((await copied.askForDevice(renewed.enrolment, renewed.key)).statusCode).toBe(200);
    const { challenge } = (await renewed.send('GET', 'me')).json<{ challenge: string }>();
    renewed.keep(await renewed.send('POST', 'renew', { payload: renewed.proof(challenge) }));
    expect(await send(renewed, pieceAt(recorded, 2000))).toEqual({ offset: 4000, state: 'coming' });
    expect((await colleague.send('POST', 'recordings/send', { payload: pieceAt(recorded, 4000) })).json()).toEqual({
      error: 'notFound',
    });
    expect(await send(copied, pieceAt(recorded, 4000))).toEqual({ offset: 5000, state: 'waiting' });
  });

  it('arrive whole over a real line that is cut at random, byte for byte', async () => {
    const world = await ServerWorld.open(engine);
    const member = await world.phoneOf('member', world.areas.village);
    const lead = await world.phoneOf('lead', world.areas.village);
    const recorded = newRecording(world.areas.village, 60_000);
    await world.app.listen({ port: 0, host: '127.0.0.1' });
    try {
      const { port } = world.app.server.address() as AddressInfo;
      const random = seeded(5);
      let cuts = 0;
      let held: RecordingReceived = { offset: 0, state: 'coming' };
      while (held.state === 'coming') {
        const body = JSON.stringify(pieceAt(recorded, held.offset, 8000));
        const request =
          `POST /api/p/${member.enrolment}/recordings/send HTTP/1.1\r\n` +
          `host: localhost:8080\r\ncookie: ${member.cookie}\r\ncontent-type: application/json\r\n` +
          `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
        // Two of three times the line breaks: in the middle of the request, or before its answer is read.
        const dice = random.bytes(3);
        const cut =
          dice[0]! % 3 === 0 ? undefined : Math.floor(((dice[1]! * 256 + dice[2]!) / 65_536) * (request.length + 200));
        const answer = await exchange(port, request, cut);
        if (answer === undefined) cuts += 1;
        else held = answer;
      }
      expect(cuts).toBeGreaterThan(5);
      expect(held).toEqual({ offset: 60_000, state: 'waiting' });
      const { data } = (await lead.send('GET', `recordings/audio?id=${recorded.id}`)).json<{ data: string }>();
      expect(Buffer.from(data, 'base64').equals(recorded.sound)).toBe(true);
    } finally {
      await world.app.close();
    }
  });
});

/**
 * Sends `text`, or only its first `cut` bytes before the line breaks. @returns the answer's body; undefined when none
 * was read
 */
function exchange(port: number, text: string, cut: number | undefined): Promise<RecordingReceived | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let read = '';
    socket.on('error', reject);
    socket.on('data', (bytes: Buffer) => (read += bytes.toString()));
    socket.on('close', () =>
      resolve(cut === undefined ? (JSON.parse(read.slice(read.indexOf('\r\n\r\n'))) as RecordingReceived) : undefined),
    );
    if (cut === undefined) socket.write(text);
    else if (cut < text.length) socket.write(text.slice(0, cut), () => socket.destroy());
    // All of it goes out; the answer is never read.
    else socket.write(text, () => setTimeout(() => socket.destroy(), 20));
  });
}
