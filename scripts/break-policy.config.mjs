import { mergeConfig } from 'vitest/config'
import base from '../vitest.config.ts'
import { FILES, mutationsOf } from './policy-mutations.mjs'

let seen = 0
const starts = new Map()

/** Serves the altered text of the one file that mutation number BREAK_POLICY belongs to. */
export default mergeConfig(base, {
  plugins: [
    {
      name: 'break-policy',
      enforce: 'pre',
      async buildStart() {
        const { readFileSync } = await import('node:fs')
        seen = 0
        for (const file of FILES) {
          starts.set(file, seen)
          seen += mutationsOf(file, readFileSync(file, 'utf8')).length
        }
      },
      transform(source, id) {
        const file = FILES.find((name) => id.split('?')[0].endsWith(`/${name}`))
        if (!file) return undefined
        const mutation = mutationsOf(file, source)[Number(process.env.BREAK_POLICY) - starts.get(file)]
        return mutation ? { code: mutation.text, map: null } : undefined
      },
    },
  ],
})
