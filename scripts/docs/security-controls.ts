import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface Control {
  /** Number of the security checklist, 'S1' to 'S32'. */
  id: string
  control: string
  file: string
  take: string
  with: string
  test: string
  title: string
  build?: boolean
}

const SUBJECTS: Record<string, string> = {
  S1: 'Password hashes',
  S2: 'Password policy',
  S3: 'First start',
  S4: 'Access tokens',
  S5: 'Sign-ins and their end',
  S6: 'Guessing',
  S7: 'Cookies and forms of other sites',
  S8: 'Other origins',
  S9: 'DNS rebinding, addresses',
  S10: 'Content security policy',
  S11: 'Untrusted Markdown',
  S12: 'Table of rights',
  S13: 'Mass assignment',
  S14: 'SQL',
  S15: 'Limits',
  S16: 'Errors',
  S17: 'Busy patterns',
  S18: 'Prototypes',
  S19: 'Formulas in exports',
  S20: 'Correct workbooks',
  S21: 'Files made to hurt',
  S22: 'Downloads',
  S23: 'Tools act as their asker',
  S24: 'A model that was talked into something',
  S25: 'Outgoing connections',
  S26: 'Bounds of a run',
  S27: 'Output of models as data',
  S28: 'MCP',
  S29: 'Text search',
  S30: 'Secrets in logs',
  S31: 'Files at rest, keys',
  S32: 'Packages',
}

/** The controls as tests/trust/controls.yaml lists them. */
export function readControls(): Control[] {
  const file = join(import.meta.dirname, '..', '..', 'tests', 'trust', 'controls.yaml')
  return parse(readFileSync(file, 'utf8')) as Control[]
}

/** docs/security-controls.md: subject, control, where it is, what holds it. */
export function securityControls(): string {
  const rows = readControls().map(
    ({ id, control, file, test, title }) =>
      `| ${id} | ${SUBJECTS[id]} | ${control} | \`${file}\` | \`${test}\`: ${title.replaceAll('|', '\\|')} |`,
  )
  return `# Security controls

Which line of which file makes each control, and the test that turns red when it is taken out. Written from
\`tests/trust/controls.yaml\` by \`npm run docs\`; \`node scripts/break-guards.mjs\` takes every one of them out in turn, in a copy
of the tree, and ends with 1 when a test stays green. Rights have a run of their own: \`node scripts/break-policy.mjs\`.

| number | subject | control | made in | held by |
|---|---|---|---|---|
${rows.join('\n')}
`
}

/** The subjects that the list has to name. */
export const SUBJECT_NUMBERS = Object.keys(SUBJECTS)
