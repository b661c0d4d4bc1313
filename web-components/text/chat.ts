// The assistant.

export const chatText = {
  copy: 'Copy',
  copied: 'Copied',
  table: 'Table',
  showInGrid: 'Show in the grid',
  showAll: (count: number) => `Show all ${count}`,
  approvalLabel: (count: number) => `Waits for your yes: ${count} ${count === 1 ? 'change' : 'changes'}`,
  approvalTitle: (count: number) => `${count} ${count === 1 ? 'change waits' : 'changes wait'} for your yes`,
  cardStates: {
    applied: 'Approved',
    rejected: 'Declined',
    withdrawn: 'Withdrawn: nothing was changed',
    replaced: 'Replaced by a newer proposal',
    deciding: 'Deciding …',
    open: '',
  },
  approve: 'Approve',
  decline: 'Decline',
  edit: 'Edit',
  ofHours: (hours: string) => `(of ${hours} h)`,
  hoursFor: (employee: string, project: string, month: string) => `Hours of ${employee} on ${project}, ${month}`,
  working: 'Working …',
  answered: 'Answer complete',
  stopped: 'Stopped.',
  failed: 'That did not work.',
  cardWaits: 'A change waits for your approval',
  retry: 'Retry',
  editMessage: 'Edit and send again',
  answerLabel: 'Answer',
  applied: (count: number, undo: boolean) =>
    `${undo ? 'Took back' : 'Applied'} ${count} ${count === 1 ? 'change' : 'changes'}`,
  answeredBy: (who: string) =>
    who === 'planner'
      ? 'Answered by the built-in planner'
      : who === 'staffalloc'
        ? 'Answered by StaffAlloc'
        : `Answered by ${who}`,
  doubtful: 'No tool returned this number: check it.',
  toolRunning: 'running …',
  toolFailed: 'did not work',
  newThread: 'New conversation',
  threads: 'Conversations',
  noThreads: 'No conversations yet.',
  searchThreads: 'Search conversations',
  rename: 'Rename',
  remove: 'Delete',
  fullChat: 'Full width',
  hideChat: 'Hide the assistant',
  conversation: 'Conversation',
  jump: 'Jump to latest',
  message: 'Message to the assistant',
  messageHint: 'Ask, or say what to change …',
  send: 'Send',
  stop: 'Stop',
  planner: 'Built-in planner',
  plannerHelp: 'No language model is used. Everything stays on this machine.',
  welcome: 'Ask about people, projects and months, or say what to change. Every change waits for your yes.',
  suggest: {
    resolve: (name: string, month: string) => `How can I resolve ${name}'s over-allocation in ${month}?`,
    free: (role: string, month: string) => `Show me all ${plural(role)} with less than 50% FTE in ${month}`,
    total: (name: string, month: string) => `What is ${name}'s total allocation for ${month}?`,
    set: (name: string, project: string, month: string) => `Set ${name} to 80 hours on ${project} in ${month}`,
    mine: (month: string) => `What is my total allocation for ${month}?`,
    bench: 'Who is on the bench this month?',
    short: 'Where are we short of people in the next quarter?',
  },
} as const

/** "Cyber Analyst" -> "Cyber Analysts". */
function plural(role: string): string {
  return /[^aeiou]y$/.test(role) ? `${role.slice(0, -1)}ies` : `${role}s`
}
