import { INTENTS } from '../../agent/planner/intents/all-intents.js'
import { CONVERSATIONS } from '../../agent/planner/thread/follow-up-examples.js'

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The page of requests that the built-in planner understands, from the examples that its tests run. */
export function whatYouCanAsk(): string {
  const sections = INTENTS.filter((intent) => intent.examples.length > 0).map((intent) => {
    const rows = intent.examples.map(
      ({ ask, calls }) => `| ${cell(ask)} | ${calls.map((c) => `\`${c.tool}\``).join(', ')} |`,
    )
    return [`## ${intent.title}`, '', '| You say | It uses |', '| --- | --- |', ...rows].join('\n')
  })
  const conversations = CONVERSATIONS.map(({ title, says }) =>
    [`**${title}**`, '', ...says.map((line) => `- ${line}`)].join('\n'),
  )
  return `${[
    '# What you can ask',
    'The assistant understands staffing English without a language model. Every example below is run as a test, on an organisation of its own with today being 15 October 2026. Wording is free: these are samples, not commands. What it cannot explain word for word it does not do; it asks one question, or says what it can do. Every change shows a card first.',
    ...sections,
    '## Going on from an answer',
    'A follow-up may leave out what stays the same.',
    ...conversations,
    'Also: "do the second one" after a list of options, "undo that", "export that as csv", "the same for June".',
    '## Saying when, who and how much',
    [
      '- **Months and periods**: November, Nov 2026, 2026-11, Q4, H1 2027, FY27, FY27 Q1, next month, the next 3 months, rest of the year, from May to July, since March, until December, this sprint, year to date.',
      '- **Years left unsaid**: reading takes the month that is now or comes next, or the last one where the verb is past ("did", "was"); a change takes the only such month inside the project, else it asks.',
      '- **People**: full name in either order, first name, surname, initials, e-mail, a slip of the finger. A name that fits two people is asked back.',
      '- **Projects**: name, code, a telling part of the name, or "the CLIENT project".',
      '- **Roles and LCATs**: plurals, common synonyms (SW engineer, devs, QA), groups ("the cyber team"), "Senior Developer" as LCAT and role.',
      '- **Amounts**: 80, 80 h, 10 days (8 h each), 2 weeks (40 h each), 50 %, 0.4 FTE, half time, 20 hours a week.',
      '- **Limits**: under, at most, at least, over, between; "free", "idle", "on the bench" (below 25 % load), "fully booked", "overbooked".',
    ].join('\n'),
    'Roles, users, projects, holidays and leave are kept on their pages; the assistant answers with the link.',
  ].join('\n\n')}\n`
}
