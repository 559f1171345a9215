import * as v from 'valibot';

/**
 * The kinds of action in the audit log, which never holds their content. Reading is noted once a day and area, a change
 * each time. What is read of people is noted: of households, of figures counted from them, of a team (`noted.test.ts`).
 */
export const readings = [
  'readVillage',
  'readProgress',
  'readTeam',
  'readAudit',
  'readQuarantine',
  'readProposals',
  'readLog',
] as const;
export const changes = [
  'invited',
  'invitationWithdrawn',
  'joined',
  'phoneWithdrawn',
  'grantWithdrawn',
  'areaAdded',
  'exported',
  'erased',
  'erasedAtWish',
  'erasureAsked',
  'broughtBack',
  'basketEmptied',
  'secondConfirmed',
  'secondRefused',
  'released',
  'setAside',
  'purged',
  'markRemoved',
  'retentionSet',
  'retentionAsked',
  'targetSet',
  'factsTold',
  'checklistTicked',
  'checklistKept',
  'reportWritten',
  'infoTold',
  'announced',
  'announcementEnded',
  'campaignKept',
  'campaignClosed',
  'proposalAnswered',
  'reportSent',
  'reportReceived',
  'joinedFirst',
  'joinedAgain',
  'joinedUnconfirmed',
  'confirmed',
  'refused',
  'deviceCopied',
  'renewed',
  'recoveryKeyKept',
  'recoveryKeyReleased',
  'areaRenamed',
  'areaMoved',
  'areasImported',
  'reportPeriodSet',
  'rollupsRebuilt',
  'backedUp',
  'restored',
  'recordingSent',
  'recordingJudged',
  'passkeyAdded',
  'passkeyWithdrawn',
  'passkeyCopied',
  'remindersOn',
  'remindersOff',
] as const;
export const auditActions = [...readings, ...changes] as const;
export type AuditAction = (typeof auditActions)[number];
export const auditAction = v.picklist(auditActions);

/** Actions of which the person gets a notice on their other phones, and so does the lead of their village. */
export const told = [
  'joinedAgain',
  'deviceCopied',
  'recoveryKeyReleased',
  'phoneWithdrawn',
  'joinedUnconfirmed',
  'confirmed',
  'refused',
] as const satisfies readonly AuditAction[];
export const toldAction = v.picklist(told);

/** Actions on passkeys, told likewise; in a list of their own, because older apps refuse actions they do not know. */
export const toldOfPasskeys = [
  'passkeyAdded',
  'passkeyWithdrawn',
  'passkeyCopied',
] as const satisfies readonly AuditAction[];
export const toldPasskeyAction = v.picklist(toldOfPasskeys);

export const isReading = (action: AuditAction): boolean => (readings as readonly AuditAction[]).includes(action);
