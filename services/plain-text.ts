// Texts that people read in one line: names, codes, e-mail addresses.
import { z } from 'zod'

/** One line: what breaks a line or cannot be seen (a mail's header, a log, a prompt end at it) becomes a blank. */
export const oneLine = (max: number) =>
  z
    .string()
    .overwrite((text) => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' '))
    .trim()
    .min(1)
    .max(max)

/** A part of an address in which Latin letters stand beside their Cyrillic or Greek doubles. */
const LOOKALIKE = /(?=[^.@_+-]*\p{Script=Latin})(?=[^.@_+-]*[\p{Script=Cyrillic}\p{Script=Greek}])/u

/** An e-mail address in lower case. One that looks like another to the eye is refused. */
export const emailAddress = () =>
  z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .regex(/^[^\s@]+@[^\s@]+$/, 'is not an e-mail address')
    .refine((text) => !LOOKALIKE.test(text), 'mixes letters of two alphabets that look alike')
