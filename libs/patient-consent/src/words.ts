/** Who may consent for somebody who is not capable, in the order of Ontario's Health Care Consent Act, s.20. */
export const SUBSTITUTE_RELATIONSHIPS = ['guardian', 'attorney-for-personal-care', 'board-representative', 'spouse-or-partner', 'child-or-parent', 'parent-with-access', 'sibling', 'relative', 'public-guardian'] as const;
export type SubstituteRelationship = (typeof SUBSTITUTE_RELATIONSHIPS)[number];

/** To whom an override must be told (PHIPA s.55.7(6) and (7)): the custodian whose agent made it, the patient and, for harm to others, the Commissioner. */
export const NOTICE_KINDS = ['custodian', 'patient', 'commissioner'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const DIRECTIVE_STATES = ['planned', 'in-effect', 'ended', 'withdrawn'] as const;
export type DirectiveState = (typeof DIRECTIVE_STATES)[number];

export const DIRECTIVE_CHANGES = ['entered', 'changed', 'withdrawn', 'confirmed'] as const;
export type DirectiveChangeKind = (typeof DIRECTIVE_CHANGES)[number];
