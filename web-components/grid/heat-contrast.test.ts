import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../theme.css', import.meta.url), 'utf8')

type Colour = [red: number, green: number, blue: number, alpha: number]

/** A variable of the theme as colours for light and dark. */
function themed(name: string): [light: Colour, dark: Colour] {
  const found = new RegExp(
    `--${name}: light-dark\\((#[0-9a-f]{6}|rgb\\([^)]*\\)), (#[0-9a-f]{6}|rgb\\([^)]*\\))\\)`,
  ).exec(css)
  if (!found) throw new Error(`theme.css has no --${name} for both themes`)
  return [colour(found[1]!), colour(found[2]!)]
}

function colour(text: string): Colour {
  if (text.startsWith('#'))
    return [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16)).concat(1) as Colour
  return (text.match(/[\d.]+/g) ?? []).map(Number) as Colour
}

const over = (top: Colour, below: Colour): Colour =>
  [0, 1, 2].map((i) => top[i]! * top[3] + below[i]! * (1 - top[3])).concat(1) as Colour

/** Relative luminance and contrast of WCAG 2.1. */
const luminance = (of: Colour) =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const channel = of[i]! / 255
    return sum + weight * (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
  }, 0)
const contrast = (a: Colour, b: Colour) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

describe.each([0, 1])('the heat map in %i (0 light, 1 dark)', (theme) => {
  const heat = [1, 2, 3, 4, 5].map((band) => ({
    band,
    ground: themed(`heat-${band}`)[theme]!,
    ink: themed(`heat-${band}-ink`)[theme]!,
  }))

  it.each(heat)('band $band is read at 4.5 to 1, selected too', ({ ground, ink }) => {
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(ink, over(themed('select')[theme]!, ground))).toBeGreaterThanOrEqual(4.5)
  })

  it('a month outside the project and the quiet words of a row are read as well', () => {
    const soft = themed('ink-soft')[theme]!
    for (const ground of ['panel', 'panel-deep', 'paper'])
      expect(contrast(soft, themed(ground)[theme]!)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(themed('danger-ink')[theme]!, themed('panel')[theme]!)).toBeGreaterThanOrEqual(4.5)
  })
})
