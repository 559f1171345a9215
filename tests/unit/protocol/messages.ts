import type * as v from 'valibot';
import * as audit from '../../../src/protocol/accounts/audit.ts';
import { cardsResponse } from '../../../src/protocol/accounts/card.ts';
import * as join from '../../../src/protocol/accounts/join.ts';
import { eraseRequest, eraseResponse } from '../../../src/protocol/erase.ts';
import * as erased from '../../../src/protocol/erased.ts';
import { exportedRequest, exportedResponse } from '../../../src/protocol/exported.ts';
import { historyQuery, historyResponse } from '../../../src/protocol/history.ts';
import { newDeviceRequest, newDeviceResponse } from '../../../src/protocol/accounts/new-device.ts';
import { operation } from '../../../src/protocol/operation.ts';
import { opOutcome } from '../../../src/protocol/outcome.ts';
import { problem } from '../../../src/protocol/problem.ts';
import { newAreaRequest, progressResponse } from '../../../src/protocol/progress.ts';
import { phonesResponse } from '../../../src/protocol/accounts/phones.ts';
import { cursor, pullPage, pullQuery, pullRow } from '../../../src/protocol/pull.ts';
import { quarantineEntry, quarantineList, quarantineQuery } from '../../../src/protocol/quarantine.ts';
import { quarantineJudgement, quarantineVerdict } from '../../../src/protocol/quarantine-judgement.ts';
import * as passkey from '../../../src/protocol/accounts/passkey.ts';
import * as recording from '../../../src/protocol/recording.ts';
import * as checklist from '../../../src/protocol/checklist.ts';
import * as activity from '../../../src/protocol/activity.ts';
import * as report from '../../../src/protocol/report.ts';
import { recoveryKeyRequest } from '../../../src/protocol/accounts/recovery.ts';
import * as reminder from '../../../src/protocol/accounts/reminder.ts';
import { retentionRequest, retentionResponse, setRetentionResponse } from '../../../src/protocol/retention.ts';
import * as proposal from '../../../src/protocol/proposal.ts';
import { pushRequest, pushResponse } from '../../../src/protocol/push.ts';
import * as campaign from '../../../src/protocol/campaign.ts';
import * as page from '../../../src/protocol/village-page.ts';
import * as team from '../../../src/protocol/accounts/team.ts';
import * as trend from '../../../src/protocol/trend.ts';

/** Every message that crosses the wire, by name. */
export const messages = {
  lookRequest: join.lookRequest,
  lookResponse: join.lookResponse,
  joinRequest: join.joinRequest,
  joinResponse: join.joinResponse,
  joinProblem: join.joinProblem,
  meResponse: join.meResponse,
  confirmRequest: join.confirmRequest,
  confirmResponse: join.confirmResponse,
  renewRequest: join.renewRequest,
  recoveryKeyRequest,
  inviteRequest: join.inviteRequest,
  inviteResponse: join.inviteResponse,
  newDeviceRequest,
  newDeviceResponse,
  operation,
  opOutcome,
  problem,
  newAreaRequest,
  progressResponse,
  targetRequest: report.targetRequest,
  targetsResponse: report.targetsResponse,
  setTargetResponse: report.setTargetResponse,
  factsQuery: report.factsQuery,
  factsRequest: report.factsRequest,
  factsResponse: report.factsResponse,
  tellFactsResponse: report.tellFactsResponse,
  trendQuery: trend.trendQuery,
  trendResponse: trend.trendResponse,
  activitiesQuery: activity.activitiesQuery,
  activitiesResponse: activity.activitiesResponse,
  logQuery: activity.logQuery,
  logResponse: activity.logResponse,
  reportTextsQuery: report.reportTextsQuery,
  reportTextsRequest: report.reportTextsRequest,
  reportTextsResponse: report.reportTextsResponse,
  writeReportResponse: report.writeReportResponse,
  teamFileQuery: report.teamFileQuery,
  teamFileRequest: report.teamFileRequest,
  teamFileResponse: report.teamFileResponse,
  tellTeamFileResponse: report.tellTeamFileResponse,
  checklistsQuery: checklist.checklistsQuery,
  checklistsResponse: checklist.checklistsResponse,
  ticksRequest: checklist.ticksRequest,
  keptChecklistsQuery: checklist.keptChecklistsQuery,
  keptChecklistsResponse: checklist.keptChecklistsResponse,
  keepChecklistRequest: checklist.keepChecklistRequest,
  keepChecklistAnswer: checklist.keepChecklistAnswer,
  reportQuery: report.reportQuery,
  reportResponse: report.reportResponse,
  reportsQuery: report.reportsQuery,
  reportsResponse: report.reportsResponse,
  sendReportRequest: report.sendReportRequest,
  receiveReportRequest: report.receiveReportRequest,
  phonesResponse,
  passkeyRefusal: passkey.passkeyRefusal,
  passkeyAssertion: passkey.passkeyAssertion,
  passkeysResponse: passkey.passkeysResponse,
  newPasskeyResponse: passkey.newPasskeyResponse,
  addPasskeyRequest: passkey.addPasskeyRequest,
  withdrawPasskeyRequest: passkey.withdrawPasskeyRequest,
  cursor,
  pullQuery,
  pullRow,
  pullPage,
  pushRequest,
  pushResponse,
  cardsResponse,
  eraseRequest,
  eraseResponse,
  erasedResponse: erased.erasedResponse,
  bringBackRequest: erased.bringBackRequest,
  bringBackResponse: erased.bringBackResponse,
  secondRequest: erased.secondRequest,
  secondResponse: erased.secondResponse,
  exportedRequest,
  exportedResponse,
  historyQuery,
  historyResponse,
  teamResponse: team.teamResponse,
  withdrawRequest: team.withdrawRequest,
  withdrawResponse: team.withdrawResponse,
  auditResponse: audit.auditResponse,
  quarantineEntry,
  quarantineJudgement,
  quarantineList,
  quarantineQuery,
  quarantineVerdict,
  recordingPiece: recording.recordingPiece,
  recordingReceived: recording.recordingReceived,
  recordingsQuery: recording.recordingsQuery,
  recordingsResponse: recording.recordingsResponse,
  recordingQuery: recording.recordingQuery,
  recordingAudio: recording.recordingAudio,
  recordingJudgement: recording.recordingJudgement,
  recordingVerdict: recording.recordingVerdict,
  publicRecordings: recording.publicRecordings,
  retentionRequest,
  retentionResponse,
  setRetentionResponse,
  proposalsResponse: proposal.proposalsResponse,
  answerProposalResponse: proposal.answerProposalResponse,
  answerProposalRequest: proposal.answerProposalRequest,
  villagePageQuery: page.villagePageQuery,
  villagePageResponse: page.villagePageResponse,
  infoRequest: page.infoRequest,
  infoResponse: page.infoResponse,
  announceRequest: page.announceRequest,
  endAnnouncementRequest: page.endAnnouncementRequest,
  publicVillage: page.publicVillage,
  campaignsResponse: campaign.campaignsResponse,
  campaignRequest: campaign.campaignRequest,
  campaignAnswer: campaign.campaignAnswer,
  closeCampaignRequest: campaign.closeCampaignRequest,
  campaignFiguresQuery: campaign.campaignFiguresQuery,
  campaignFigures: campaign.campaignFigures,
  remindersRequest: reminder.remindersRequest,
  remindersResponse: reminder.remindersResponse,
  reminderMessage: reminder.reminderMessage,
} as const satisfies Record<string, v.GenericSchema>;
