// What the tools answered in the conversations of this folder, as far as what follows leans on it.
import type { ThreadTurn } from '../planner-types.js'

type Answered = Pick<ThreadTurn, 'change'> & { output?: unknown }

const cell = (employee: string, project: string, month: string, before: number, after: number) => ({
  employee,
  project,
  month,
  before,
  after,
})

const option = (number: number, text: string, hours: number) => ({
  number,
  text,
  calls: [
    {
      tool: 'set_hours',
      input: { changes: [{ project: 'Skyline', employee: 'Jan Kowalski', month: '2026-11', hours, mode: 'set' }] },
    },
  ],
})

const opening = (role: string, lcat: string) => ({
  kind: 'uncovered_demand',
  text: `Compass has nobody yet for 1 ${lcat} ${role}.`,
  calls: [{ tool: 'recommend_candidates', input: { role, lcat, project: 'CMP-02', from: '2026-11', to: '2026-12' } }],
})

export const ANSWERS: Record<string, Answered> = {
  'Bao off Skyline applied': {
    change: {
      applied: true,
      cells: [cell('Bao', 'Skyline', '2026-11', 60, 0), cell('Bao', 'Skyline', '2026-12', 60, 0)],
    },
  },
  'Bao off Skyline not applied': {
    change: {
      applied: false,
      cells: [cell('Bao', 'Skyline', '2026-11', 60, 0), cell('Bao', 'Skyline', '2026-12', 60, 0)],
    },
  },
  'Bao off Skyline in November applied': {
    change: { applied: true, cells: [cell('Bao', 'Skyline', '2026-11', 60, 0)] },
  },
  'Jan at 60 in two months applied': {
    change: {
      applied: true,
      cells: [cell('Jan Kowalski', 'Skyline', '2026-11', 40, 60), cell('Jan Kowalski', 'Skyline', '2026-12', 50, 60)],
    },
  },
  'Jan at 60 in two months not applied': {
    change: {
      applied: false,
      cells: [cell('Jan Kowalski', 'Skyline', '2026-11', 40, 60), cell('Jan Kowalski', 'Skyline', '2026-12', 50, 60)],
    },
  },
  'Jan at 60 in November applied': {
    change: { applied: true, cells: [cell('Jan Kowalski', 'Skyline', '2026-11', 40, 60)] },
  },
  'set 1': { change: { applied: true, id: 'set-1', cells: [cell('Jan Kowalski', 'Skyline', '2026-11', 40, 60)] } },
  'set 2': { change: { applied: true, id: 'set-2', cells: [cell('Jan Kowalski', 'Skyline', '2026-12', 50, 60)] } },
  'Jan at 60 in November waits': {
    change: { applied: false, waits: true, cells: [cell('Jan Kowalski', 'Skyline', '2026-11', 40, 60)] },
  },
  'Jan at 60 in December applied': {
    change: { applied: true, cells: [cell('Jan Kowalski', 'Skyline', '2026-12', 50, 60)] },
  },
  'Jan and Bao at 60 applied': {
    change: {
      applied: true,
      cells: [cell('Jan Kowalski', 'Skyline', '2026-11', 40, 60), cell('Bao', 'Skyline', '2026-11', 30, 60)],
    },
  },
  'Dot on Skyline until January not applied': {
    change: {
      applied: false,
      cells: ['2026-11', '2026-12', '2027-01'].map((month) => cell('Dot', 'Skyline', month, 0, 40)),
    },
  },
  'hours moved to Will': {
    change: {
      applied: true,
      cells: [cell('Jan Kowalski', 'Skyline', '2026-11', 120, 96), cell('Will Tanner', 'Skyline', '2026-11', 40, 64)],
    },
  },
  'two ways out for Jan': {
    output: {
      options: [
        {
          number: 1,
          text: 'Reduce Skyline by 24 h',
          calls: [
            {
              tool: 'set_hours',
              input: {
                changes: [{ project: 'Skyline', employee: 'Jan Kowalski', month: '2026-11', hours: -24, mode: 'add' }],
              },
            },
          ],
        },
        {
          number: 2,
          text: 'Hand 24 h of Skyline to Will',
          calls: [
            {
              tool: 'move_hours',
              input: {
                employee: 'Jan Kowalski',
                project: 'Skyline',
                month: '2026-11',
                hours: 24,
                toEmployee: 'Will Tanner',
              },
            },
          ],
        },
      ],
    },
  },
  'three ways out for Jan': {
    output: {
      options: [
        option(1, 'Reduce Skyline by 24 h', 96),
        option(2, 'Move 24 h to Will Tanner', 96),
        option(3, 'Move 24 h to December', 72),
      ],
    },
  },
  'hours of Dot, Bao and Rose': {
    output: {
      groupBy: 'employee',
      rows: [
        { label: 'Bao', hours: 80 },
        { label: 'Dot', hours: 60 },
        { label: 'Rose Adair', hours: 20 },
      ],
    },
  },
  'hours of Skyline, Compass and Front Gate': {
    output: {
      groupBy: 'project',
      rows: [
        { label: 'Skyline', hours: 300 },
        { label: 'Compass', hours: 120 },
        { label: 'Front Gate', hours: 40 },
      ],
    },
  },
  'Dot, Bao and Rose, the freest first': {
    output: { employees: [{ name: 'Dot' }, { name: 'Bao' }, { name: 'Rose Adair' }], total: 3 },
  },
  'only Dot': { output: { employees: [{ name: 'Dot' }], total: 3 } },
  'candidates Dot and Bao': {
    output: {
      position: 'Mid Designer on Skyline',
      candidates: [
        { number: 1, name: 'Dot', calls: [] },
        { number: 2, name: 'Bao', calls: [] },
      ],
    },
  },
  'two places open on Compass': {
    output: {
      conflicts: [opening('Developer', 'Senior'), opening('Tester', 'Mid')],
    },
  },
  'Rose is above her budget': {
    output: {
      people: [
        { name: 'Rose Adair', remainingHours: -20 },
        { name: 'Dot', remainingHours: 40 },
      ],
    },
  },
}
