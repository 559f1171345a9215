import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { recordingJudgement, recordingPiece, recordingQuery, recordingsQuery } from '../../../protocol/recording.ts';
import {
  hearRecording,
  judgeRecording,
  listRecordings,
  publicList,
  publicSound,
  receivePiece,
} from '../../audio/recordings.ts';
import type { AppDeps } from '../deps.ts';
import { is } from '../endpoint.ts';
import { isProblem, refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** A team's recordings of guide steps: uploaded in pieces, heard and judged by the lead. */
export function recordingRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/recordings/send', is('sendRecording'), async (request, reply) => {
    const piece = v.safeParse(recordingPiece, request.body);
    if (!piece.success) return refuse(reply, { error: 'unreadable' });
    const answer = await receivePiece(deps, sessionIn(request), piece.output);
    return isProblem(answer) ? refuse(reply, answer) : answer;
  });
  app.get('/recordings', is('recordings'), async (request, reply) => {
    const query = v.safeParse(recordingsQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const list = await listRecordings(deps, sessionIn(request).account, query.output.village);
    return isProblem(list) ? refuse(reply, list) : list;
  });
  app.get('/recordings/audio', is('hearRecording'), async (request, reply) => {
    const query = v.safeParse(recordingQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const audio = await hearRecording(deps, sessionIn(request).account, query.output.id);
    return isProblem(audio) ? refuse(reply, audio) : audio;
  });
  app.post('/recordings/judge', is('judgeRecording'), async (request, reply) => {
    const judgement = v.safeParse(recordingJudgement, request.body);
    if (!judgement.success) return refuse(reply, { error: 'unreadable' });
    const verdict = await judgeRecording(deps, sessionIn(request), judgement.output);
    return isProblem(verdict) ? refuse(reply, verdict) : verdict;
  });
}

/**
 * The approved recordings, without a session. The list is revalidated each time; a sound never changes under its URL.
 */
export function audioRoutes(app: FastifyInstance, deps: AppDeps): void {
  app.get('/audio', async () => publicList(deps));
  app.get('/audio/:sha256', async (request, reply) => {
    const { sha256 } = request.params as { sha256: string };
    const found = await publicSound(deps, sha256);
    if (!found) return refuse(reply, { error: 'notFound' });
    // Cached for a day only: a recording that its speaker withdraws must disappear from caches.
    return reply.header('cache-control', 'public, max-age=86400').type(found.type).send(found.sound);
  });
}
