// Who works on what in the demo organisation, as shares of full time. Nothing of ours is imported here.
// CODE n%          n per cent FTE over the project's period
// CODE rest        what is left of the person's capacity
// CODE total n/f   n hours in all, spread over the period, f of them funded
// from a, to b     months counted from today's, or `alpha` / `beta`: that project's first month (to: the one before)

export const STAFFING = `
Sarah Jones: LEDGER 45% to beta | ORION 45% to alpha | ALPHA 52% | BETA rest
Mark Chen: ORION 60% to alpha | ALPHA 60% | HARBOR rest
Jane Doe: ORION 70% | ALPHA 0%
Kevin Park: LEDGER 100% to alpha | ALPHA 100%
Nora Petrov: ORION 100% to alpha | ALPHA 100%
Emma Clarke: ALPHA 60% | MARCH rest
Daniel Ortiz: ATLAS 80% | HARBOR 20%
Rose Delgado: ATLAS 55%
Will Hayes: HARBOR 50%
Samuel Adeyemi: ORION 80%
Yuki Mori: LEDGER 80% to beta | BETA 70%
Lee Novak: LEDGER 75% to -9 | NIMBUS 100%
Fatima Zahra: NIMBUS 60% | ORION rest
Greg Lawson: ORION 50% | NIMBUS rest
Sofia Rossi: PHX total 1200/1250 | NIMBUS rest
Daniel Kim: NIMBUS 75% | ATLAS 30% from 1 to 1
Aisha Bello: LEDGER 60% to beta | BETA 100%
Tomas Vidal: PHX total 1100/1100 | DELTA 30% to -2
Chloe Martin: PHX total 700/700
Ravi Nair: LEDGER 20% | DELTA 50% to -4
Ingrid Larsen: NIMBUS 50%
Ana Silva: SENTRY 30%
Ben Ode: ZTA 55%
Priya Raman: SENTRY 60% | ZTA rest
Carlos Mendez: SENTRY 50%
Hannah Weiss: ZTA 30%
Tyrone Banks: LEDGER 40% to -3
Mei Tanaka: SENTRY 48%
Grace Kim: ZTA 90%
Victor Osei: SENTRY 60%
John Smith: ORION 60% to alpha | ALPHA 60% | BETA 30%
Olivia Smith: ORION 70%
Tom Fischer: ORION 60% | NIMBUS 35% to -1 | NIMBUS 50% from 0 to 1 | NIMBUS 35% from 2
April Brooks: HARBOR 75%
Henry Walsh: ECHO 45% | SENTRY 40% | ORION 15%
Zara Ahmed: MARCH 50%
Marcus Reid: DELTA 80% to -3 | MARCH 85%
Elena Popa: ATLAS 45% | ZTA 45%
Pete Sorensen: NIMBUS 40% | BETA 40%
Isabel Cruz: ORION 60% | VEGA 30%
Noah Stein: LEDGER 50% | VEGA 40%
Lina Haddad: PHX total 1000/1050
Omar Haddad: ALPHA total 450/500 | ATLAS 40%
Wen Zhao: ORION 95%
Felix Braun: LEDGER 90%
Amy Tran: LEDGER 40% to alpha | ALPHA 50%
Bruno Costa: HARBOR 60% | MARCH 30%
Gina Russo: SENTRY 20%
Kofi Mensah: NIMBUS 90%
Paula Winter: LEDGER 60% to beta | BETA 70%
Dmitri Volkov: ORION 50% | ZTA 30%
Ellie Ford: PHX total 850/900
Claire Dubois: ECHO 20% | BETA 40% | ALPHA 40%
Jim Carter: DELTA 30% to -2 | ATLAS 60%
Nadia Rahman: LEDGER 70%
Steve Olson: ECHO 80%
Tara Quinn: VEGA 50%
Hugo Lind: ZTA 45%
May Whitfield: HARBOR 50% | MARCH 30%`

export interface Segment {
  project: string
  kind: 'share' | 'rest' | 'total'
  /** FTE fraction for a share, hours for a total. */
  amount: number
  /** Hours, given for a total only. */
  funded?: number
  from?: string
  to?: string
}

const SEGMENT = /^(\w+) (?:(\d+)%|(rest)|total (\d+)\/(\d+))(?: from (\S+))?(?: to (\S+))?$/

/** The table above by full name; throws on a line that is not of the form described. */
export function staffingTable(text: string): Map<string, Segment[]> {
  const table = new Map<string, Segment[]>()
  for (const line of text.trim().split('\n')) {
    const [name, rest] = line.split(': ') as [string, string]
    table.set(name, rest.split(' | ').map(parseSegment))
  }
  return table
}

function parseSegment(text: string): Segment {
  const match = SEGMENT.exec(text)
  if (!match) throw new Error(`Staffing not understood: ${text}`)
  const [, project, pct, rest, total, funded, from, to] = match
  return {
    project: project as string,
    kind: rest ? 'rest' : total ? 'total' : 'share',
    amount: total ? Number(total) : Number(pct ?? 0) / 100,
    ...(funded ? { funded: Number(funded) } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}
