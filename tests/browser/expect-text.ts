import type { Locator } from 'playwright-core'
import { expect } from 'vitest'

/** Waits until an element's text is, or holds, what is expected; playwright-core has no assertions of its own. */
export async function expectText(at: Locator, expected: string | RegExp): Promise<void> {
  await expect
    .poll(async () => (await at.innerText().catch(() => '')).trim(), { timeout: 10_000 })
    .toMatch(
      typeof expected === 'string' ? new RegExp(`^${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : expected,
    )
}
