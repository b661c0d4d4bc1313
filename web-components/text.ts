// Every English sentence of the page, in one place.

export const text = {
  app: 'StaffAlloc',
  funded: 'Funded',
  allocated: 'Allocated',
  remaining: 'Remaining',
  loadWord: 'load',
  overWord: 'above capacity',
  overTip: (name: string, fte: string, month: string) =>
    `This puts ${name} at ${fte} FTE for ${month} across all projects.`,
  tooMany: (hours: string) => `${hours} h too many.`,
  fteTip: (name: string, fte: string, month: string, load: string) =>
    `${name}: ${fte} FTE in ${month} across all projects, ${load} loaded.`,
  shareLine: (project: string, worked: string, full: string, fte: string) =>
    `${project}: ${worked} h of ${full} h = ${fte}`,
  daysOff: (days: string) => `Away ${days} ${days === '1' ? 'day' : 'days'}.`,
  capacityLine: (capacity: string, full: string) => `Capacity ${capacity} h of ${full} h.`,
  fullTime: (hours: string) => `${hours} h`,
  overrideTip: (hours: string, usual: string) => `Full time is ${hours} h on this project instead of ${usual} h.`,
  headTip: (month: string, hours: string) => `${month}: full time is ${hours} h.`,
  sumOfProject: 'This is the sum of the project: open the row and change a person.',
  sumOfPerson: 'This is the sum of the person: open the row and change a project.',
  outsideTip: (project: string, from: string, to: string) => `${project} runs from ${from} to ${to}.`,
  proposedTip: (before: string, after: string) => `Proposed: ${before} h → ${after} h. Waits for your yes.`,
} as const
