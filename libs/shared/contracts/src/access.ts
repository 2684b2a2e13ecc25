/**
 * Who may do what: permissions are granted to roles, roles belong to one side. A route names the permission it
 * needs; a route that names none is refused (architecture: deny by default).
 */
export const SIDES = [
  'enterprise',
  'bank',
  'bureau',
  'association',
  'facility_administrator',
  'platform',
] as const;
export type Side = (typeof SIDES)[number];

export const PERMISSIONS = [
  'session.use',
  'reference.read',
  'notices.read',
  'webhooks.manage',
  'own_enterprise.read',
  'enterprises.read',
  'enterprises.register',
  'imports.manage',
  'requests.read',
  'requests.edit',
  'requests.verify',
  'consents.read',
  // A paper bears a person's name and signature: head-office readers abroad do without (个人信息保护法 第三十八条).
  'consents.read_papers',
  'consents.give',
  'consents.record',
  'matches.read',
  'match_runs.read',
  'allocations.manage',
  'allocations.read_shared',
  'quota.read',
  'quota.reserve',
  'quota.settle',
  'allotments.manage',
  'claims.read',
  'claims.mark',
  'claims.submit',
  'claims.decide',
  'statements.manage',
  'products.read',
  'products.edit',
  'facilities.read',
  'facilities.edit',
  'service_policies.read',
  'service_policies.manage',
  'engagements.read',
  'engagements.request',
  'engagements.propose',
  'engagements.handle',
  'engagements.approve',
  'outcomes.report',
  'engagements.repair',
  'engagements.dispute',
  'engagements.mediate',
  'offers.choose',
  'supervision.read',
  'supervision.manage',
  'pipeline.read',
  // A bank's own figures of service; a bureau reads those of its territory with the pipeline.
  'service_figures.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

type RoleEntry = { readonly side: Side; readonly permissions: readonly Permission[] };

const everyone = [
  'session.use',
  'reference.read',
  'facilities.read',
  'service_policies.read',
] as const satisfies readonly Permission[];
const enterpriseReader = [
  ...everyone,
  'notices.read',
  'own_enterprise.read',
  'requests.read',
  'matches.read',
  'consents.read',
  'engagements.read',
  'products.read',
] as const satisfies readonly Permission[];
const bankReader = [
  ...everyone,
  'quota.read',
  'claims.read',
  'notices.read',
  'allocations.read_shared',
  'engagements.read',
  'products.read',
  'service_figures.read',
] as const satisfies readonly Permission[];

export const ROLES = {
  finance: {
    side: 'enterprise',
    permissions: [
      ...enterpriseReader,
      'requests.edit',
      'engagements.request',
      'engagements.repair',
      'engagements.dispute',
      'consents.read_papers',
    ],
  },
  signatory: {
    side: 'enterprise',
    permissions: [
      ...enterpriseReader,
      'requests.edit',
      'engagements.request',
      'engagements.repair',
      'engagements.dispute',
      'consents.read_papers',
      'consents.give',
      'offers.choose',
    ],
  },
  hq_viewer: { side: 'enterprise', permissions: enterpriseReader },
  officer: {
    side: 'bank',
    permissions: [
      ...bankReader,
      'quota.reserve',
      'claims.mark',
      'engagements.handle',
      'outcomes.report',
      'statements.manage',
      'engagements.repair',
      'supervision.read',
    ],
  },
  reviewer: {
    side: 'bank',
    permissions: [
      ...bankReader,
      'quota.reserve',
      'claims.mark',
      'claims.submit',
      'engagements.handle',
      'outcomes.report',
      'statements.manage',
      'engagements.repair',
      'supervision.read',
    ],
  },
  approver: {
    side: 'bank',
    permissions: [
      ...bankReader,
      'quota.reserve',
      'claims.mark',
      'claims.submit',
      'engagements.handle',
      'engagements.repair',
      'engagements.approve',
      'supervision.read',
      'webhooks.manage',
    ],
  },
  product_manager: { side: 'bank', permissions: [...bankReader, 'products.edit'] },
  bureau_officer: {
    side: 'bureau',
    permissions: [
      ...everyone,
      'notices.read',
      'enterprises.read',
      'enterprises.register',
      'imports.manage',
      'requests.read',
      'requests.edit',
      'requests.verify',
      'consents.read',
      'consents.read_papers',
      'consents.record',
      'matches.read',
      'match_runs.read',
      'allocations.manage',
      'quota.read',
      'claims.read',
      'quota.settle',
      'products.read',
      'engagements.read',
      'engagements.propose',
      'engagements.repair',
      'engagements.dispute',
      'supervision.read',
      'supervision.manage',
      'pipeline.read',
      'webhooks.manage',
    ],
  },
  // 协调人: reads what a dispute is about and recommends; whoever also works on cases holds both roles.
  mediator: {
    side: 'bureau',
    permissions: [
      ...everyone,
      'notices.read',
      'enterprises.read',
      'requests.read',
      'consents.read',
      'matches.read',
      'products.read',
      'engagements.read',
      'engagements.mediate',
      'pipeline.read',
    ],
  },
  association_staff: { side: 'association', permissions: [...everyone, 'products.read'] },
  facility_officer: {
    side: 'facility_administrator',
    permissions: [
      ...everyone,
      'notices.read',
      'products.read',
      'facilities.edit',
      'allocations.read_shared',
      'quota.read',
      'quota.settle',
      'allotments.manage',
      'claims.read',
      'claims.decide',
      'statements.manage',
      'webhooks.manage',
    ],
  },
  system_administrator: {
    side: 'platform',
    permissions: [...everyone, 'match_runs.read', 'service_policies.manage'],
  },
  security_administrator: {
    side: 'platform',
    permissions: everyone,
  },
  audit_administrator: { side: 'platform', permissions: everyone },
} as const satisfies Record<string, RoleEntry>;

export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[]; // keys of a literal object are exactly Role

/** A branch offers its bank's products as they are; the legal person alone accounts for its quota and has systems. */
const OF_HEAD_OFFICE: readonly Permission[] = [
  'products.edit',
  'claims.submit',
  'statements.manage',
  'webhooks.manage',
];

/** The union of what the roles grant, less what a branch leaves to its head office. */
export function permissionsOf(roles: readonly Role[], isBranch = false): ReadonlySet<Permission> {
  const granted = roles.flatMap((role): readonly Permission[] => ROLES[role].permissions);
  return new Set(isBranch ? granted.filter((permission) => !OF_HEAD_OFFICE.includes(permission)) : granted);
}
