import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { SignedInUser } from '../api/client.js'
import { controls } from '../shared/controls.js'
import { type IconName, icon } from '../shared/icons.js'
import { text } from '../text.js'
import { maySee } from './may-see.js'
import type { ViewName } from './router.js'

interface Item {
  view: ViewName
  path: string
  label: string
  icon: IconName
}

const ITEMS: Item[] = [
  { view: 'plan', path: '/', label: text.nav.plan, icon: 'plan' },
  { view: 'dashboard', path: '/dashboard', label: text.nav.dashboard, icon: 'dashboard' },
  { view: 'projects', path: '/projects', label: text.nav.projects, icon: 'projects' },
  { view: 'people', path: '/people', label: text.nav.people, icon: 'people' },
  { view: 'conflicts', path: '/conflicts', label: text.nav.conflicts, icon: 'conflicts' },
  { view: 'demand', path: '/demand', label: text.nav.demand, icon: 'demand' },
  { view: 'forecast', path: '/forecast', label: text.nav.forecast, icon: 'forecast' },
  { view: 'balance', path: '/balance', label: text.nav.balance, icon: 'balance' },
  { view: 'reports', path: '/reports', label: text.nav.reports, icon: 'reports' },
  { view: 'import', path: '/import', label: text.nav.import, icon: 'import' },
  { view: 'notes', path: '/notes', label: text.nav.notes, icon: 'notes' },
  { view: 'history', path: '/history', label: text.nav.history, icon: 'history' },
  { view: 'admin', path: '/admin', label: text.nav.admin, icon: 'admin' },
]

const PARENT: Partial<Record<ViewName, ViewName>> = { project: 'projects', person: 'people' }

/** The rail of views at the left edge, at the bottom of a narrow screen. */
@customElement('sa-nav')
export class SaNav extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        background: var(--panel);
        border-right: 1px solid var(--line);
        padding: 8px 0;
        gap: 2px;
        overflow: hidden auto;
        scrollbar-width: none;
      }
      a.brand {
        display: grid;
        place-items: center;
        padding: 6px 0 10px;
      }
      .brand img {
        width: 30px;
        height: 30px;
      }
      a.item {
        display: grid;
        justify-items: center;
        gap: 2px;
        margin: 0 6px;
        padding: 6px 0 5px;
        border-radius: 8px;
        font-size: 10.5px;
        line-height: 1.2;
        color: var(--ink-soft);
        font-weight: 500;
      }
      a.item:hover {
        background: var(--panel-deep);
        color: var(--ink);
        text-decoration: none;
      }
      a.item[aria-current] {
        background: var(--accent-soft);
        color: var(--accent);
      }
      @media (max-width: 760px) {
        :host {
          flex-direction: row;
          border-right: 0;
          border-top: 1px solid var(--line);
          padding: 4px;
          overflow: auto hidden;
          mask-image: linear-gradient(to right, transparent, #000 14px calc(100% - 28px), transparent);
        }
        a.brand {
          display: none;
        }
        a.item {
          min-width: 58px;
          margin: 0 1px;
        }
      }
    `,
  ]

  @property({ attribute: false }) user!: SignedInUser
  @property() view: ViewName = 'plan'

  protected override updated() {
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }

  protected override render() {
    const current = PARENT[this.view] ?? this.view
    return html`<a class="brand" href="/" aria-label=${text.app}><img src="/icon.svg" alt="" /></a>
      ${ITEMS.filter(({ view }) => maySee(view, this.user)).map(
        (item) =>
          html`<a class="item" href=${item.path} aria-current=${current === item.view ? 'page' : nothing}
            >${icon(item.icon, 20)}<span>${item.label}</span></a
          >`,
      )}`
  }
}
