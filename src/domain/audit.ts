import * as v from 'valibot';

/**
 * What the audit log tells of: kinds of deeds, never their content. Reading is noted once a day and area, changes each time.
 */
export const readings = ['readVillage', 'readProgress', 'readTeam', 'readAudit', 'readQuarantine'] as const;
export const changes = ['invited', 'invitationWithdrawn', 'joined', 'phoneWithdrawn', 'grantWithdrawn', 'areaAdded', 'exported', 'erased', 'released', 'setAside', 'purged', 'retentionSet', 'targetSet', 'factsTold', 'reportSent', 'reportReceived'] as const;
export const auditActions = [...readings, ...changes] as const;
export type AuditAction = (typeof auditActions)[number];
export const auditAction = v.picklist(auditActions);

export const isReading = (action: AuditAction): boolean => (readings as readonly AuditAction[]).includes(action);
