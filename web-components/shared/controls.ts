import { css } from 'lit'
import { buttons } from './button-styles.js'
import { dialogs } from './dialog-styles.js'
import { fields } from './field-styles.js'
import { listTable } from './list-table-styles.js'
import { progressBars } from './progress-styles.js'
import { surfaces } from './surface-styles.js'
import { typography } from './text-styles.js'

/** What holds wherever something is drawn: hidden texts, skeletons, what is left out where it is narrow or on paper. */
const everywhere = css`
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .skeleton {
    border-radius: 6px;
    background: var(--panel-deep);
    min-height: 14px;
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: pulse 1.4s ease-in-out infinite;
    }
    @keyframes pulse {
      50% {
        opacity: 0.5;
      }
    }
  }
  @container (max-width: 620px) {
    .minor {
      display: none !important;
    }
  }
  @media print {
    .no-print {
      display: none !important;
    }
  }
`

/** Buttons, fields, cards, tables and chips as every view draws them. */
export const controls = [typography, buttons, fields, surfaces, listTable, progressBars, dialogs, everywhere]
