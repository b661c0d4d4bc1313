// Every English sentence of the page, in one place: one file for each area under text/.
import { adminText } from './text/admin.js'
import { chatText } from './text/chat.js'
import { deskText } from './text/desk.js'
import { planText } from './text/plan.js'
import { portfolioText } from './text/portfolio.js'
import { recordsText } from './text/records.js'
import { shellText } from './text/shell.js'

export const text = {
  ...shellText,
  ...planText,
  ...chatText,
  ...portfolioText,
  ...recordsText,
  ...deskText,
  ...adminText,
} as const
