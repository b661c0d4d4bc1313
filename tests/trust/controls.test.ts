import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readControls, SUBJECT_NUMBERS } from '../../scripts/docs/security-controls.js'

const root = join(import.meta.dirname, '..', '..')
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const controls = readControls()

describe('the list of controls', () => {
  it('names one for every subject of the checklist', () => {
    expect([...new Set(controls.map(({ id }) => id))]).toEqual(SUBJECT_NUMBERS)
  })

  it.each(controls.map((control) => [`${control.id} ${control.control}`, control] as const))(
    '%s: names a file and a test that are there',
    (_, { file, test, title }) => {
      // Whether the line still stands there, scripts/break-guards.mjs says.
      expect(text(file)).not.toBe('')
      expect(title.length).toBeGreaterThan(5)
      expect(text(test)).toContain(title)
    },
  )
})
