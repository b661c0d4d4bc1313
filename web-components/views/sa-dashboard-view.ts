import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import { addMonths, hours, monthLabel, monthName, percent } from '../shared/format.js'
import { icon } from '../shared/icons.js'
import { LateRows } from '../shared/late-rows.js'
import { viewFrame } from '../shared/view-frame.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

interface Share {
  code: string
  name: string
  fte: number
  hours: number
}

interface Person {
  id: string
  name: string
  role: string
  lcat: string
  fte: number
  load: number | null
  capacityHours: number
  overHours: number
  projects: Share[]
}

interface Portfolio {
  month: string
  fullTimeHours: number
  people: number
  utilisation: number | null
  roles: {
    role: string
    people: number
    fte: number
    capacityFte: number
    utilisation: number | null
    /** Of the opened role only. */
    projects?: Share[]
    members?: Person[]
  }[]
  over: Person[]
  bench: Person[]
  months: { month: string; utilisation: number | null; fte: number; capacityFte: number; over: number }[]
  projects: {
    id: string
    code: string
    name: string
    status: string
    manager: string
    funded: number
    allocated: number
    remaining: number
    monthHours: number
  }[]
}

const fteNumber = (value: number) => (Math.round(value * 10) / 10).toFixed(1)

/** The portfolio of a month: FTE by role with drill-down, overbooked people, the bench, budgets (US011). */
@customElement('sa-dashboard-view')
export class SaDashboardView extends ViewBase<Portfolio> {
  static override styles = [
    controls,
    viewFrame,
    css`
      .kpis {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: 16px;
      }
      .kpi b {
        display: block;
        font-size: 26px;
        font-weight: 650;
        line-height: 1.25;
        letter-spacing: -0.02em;
        font-variant-numeric: tabular-nums;
      }
      .kpi.bad b {
        color: var(--danger-ink);
      }
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr));
        gap: 16px;
      }
      .bars {
        display: grid;
        grid-template-columns: max-content 1fr max-content;
        gap: 2px 12px;
        align-items: center;
        margin-top: 10px;
      }
      .role {
        all: unset;
        cursor: pointer;
        display: grid;
        grid-template-columns: subgrid;
        grid-column: 1 / -1;
        align-items: center;
        padding: 4px 6px;
        margin: 0 -6px;
        border-radius: 6px;
        font-size: 13px;
      }
      .role:hover,
      .role[aria-expanded='true'] {
        background: var(--panel-deep);
      }
      .role:focus-visible {
        outline: 2px solid var(--accent);
      }
      .bar {
        height: 14px;
        border-radius: 4px;
        background: var(--panel-deep);
        overflow: hidden;
        border: 1px solid var(--line);
      }
      .bar i {
        display: block;
        height: 100%;
        background: var(--heat-3);
      }
      .bar.over i {
        background: var(--heat-5);
      }
      .num {
        text-align: right;
        font-variant-numeric: tabular-nums;
        font-size: 13px;
      }
      .drill {
        grid-column: 1 / -1;
        padding: 6px 0 14px 6px;
      }
      .columns > section {
        display: flex;
        flex-direction: column;
        min-width: 0;
      }
      .chart {
        display: flex;
        align-items: flex-end;
        gap: 6px;
        flex: 1;
        min-height: 132px;
        margin-top: 12px;
      }
      .chart div {
        flex: 1;
        display: flex;
        flex-direction: column;
        justify-content: flex-end;
        gap: 4px;
        height: 100%;
        text-align: center;
        font-size: 11px;
        color: var(--ink-soft);
        min-width: 0;
      }
      .chart i {
        display: block;
        border-radius: 4px 4px 0 0;
        background: var(--heat-2);
      }
      .chart .now i {
        background: var(--accent);
      }
      .chart .now {
        color: var(--accent);
        font-weight: 600;
      }
      .scroll {
        overflow: auto;
        max-height: 330px;
        margin-top: 8px;
      }
      .neg {
        color: var(--danger-ink);
        font-weight: 600;
      }
    `,
  ]

  private readonly rows = new LateRows(this)

  @state() private openRole: string | undefined

  private get month(): string {
    const month = new URLSearchParams(location.search).get('month') ?? ''
    return /^\d{4}-\d{2}$/.test(month) ? month : ''
  }

  protected override async read(): Promise<Portfolio> {
    const input = {
      ...(this.month ? { month: this.month } : {}),
      ...(this.openRole === undefined ? {} : { role: this.openRole }),
    }
    return (await this.context.api.tool<{ data: Portfolio }>('get_portfolio', input)).data
  }

  private show(month: string) {
    this.context.navigate(`/dashboard?month=${month}`)
    void this.load()
  }

  private drill(role: string | undefined) {
    this.openRole = role
    if (role !== undefined) void this.load()
  }

  protected override renderData(data: Portfolio) {
    return html`<div class="view">
      <div class="row spread">
        <h1>${text.dashboardTitle(monthName(data.month))}</h1>
        <div class="row no-print">
          <button class="button icon" aria-label=${text.monthBefore} @click=${() => this.show(addMonths(data.month, -1))}>${icon('left')}</button>
          <button class="button icon" aria-label=${text.monthAfter} @click=${() => this.show(addMonths(data.month, 1))}>${icon('right')}</button>
          <button class="button" @click=${() => print()}>${icon('print')} ${text.print}</button>
        </div>
      </div>
      <div class="kpis">
        ${this.kpi(text.kpi.utilisation, percent(data.utilisation), text.kpi.utilisationHelp(data.people, hours(data.fullTimeHours)))}
        ${this.kpi(text.kpi.over, String(data.over.length), text.kpi.overHelp, data.over.length > 0)}
        ${this.kpi(text.kpi.bench, String(data.bench.length), text.kpi.benchHelp)}
        ${this.kpi(
          text.kpi.budget,
          String(data.projects.filter((project) => project.remaining < 0).length),
          text.kpi.budgetHelp,
          data.projects.some((project) => project.remaining < 0),
        )}
      </div>
      <div class="columns">
        <section class="card">
          <h2>${text.fteByRole}</h2>
          <p class="soft small-text">${text.fteByRoleHelp}</p>
          <div class="bars">${data.roles.map((role) => this.renderRole(role))}</div>
        </section>
        <section class="card">
          <h2>${text.utilisationByMonth}</h2>
          <p class="soft small-text">${text.utilisationByMonthHelp}</p>
          <div class="chart" role="img" aria-label=${data.months.map((at) => `${monthName(at.month)} ${percent(at.utilisation)}`).join(', ')}>
            ${data.months.map(
              (at) => html`<div class=${at.month === data.month ? 'now' : ''}>
                ${percent(at.utilisation).replace(/\s?%/, '')}
                <i .style=${`height:${Math.min(100, (at.utilisation ?? 0) * 84)}%`}></i>
                ${monthLabel(at.month).slice(0, 3)}
              </div>`,
            )}
          </div>
        </section>
        <section class="card">
          <div class="row spread"><h2>${text.overTitle(data.over.length)}</h2><a href="/conflicts">${text.openConflicts}</a></div>
          ${data.over.length ? this.renderPeople(data.over, true) : html`<p class="empty">${text.nobodyOver}</p>`}
        </section>
        <section class="card">
          <h2>${text.benchTitle(data.bench.length)}</h2>
          ${data.bench.length ? this.renderPeople(data.bench, false) : html`<p class="empty">${text.nobodyBench}</p>`}
        </section>
      </div>
      <section class="card">
        <h2>${text.budgets}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=${text.budgets}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">${text.project}</th>
                <th scope="col" class="minor">${text.status}</th>
                <th scope="col" class="minor">${text.manager}</th>
                <th scope="col" class="num minor">${monthLabel(data.month)}</th>
                <th scope="col" class="num">${text.funded}</th>
                <th scope="col" class="num">${text.allocated}</th>
                <th scope="col" class="num">${text.remaining}</th>
              </tr>
            </thead>
            <tbody>
              ${this.rows.of(data.projects).map(
                (project) => html`<tr>
                  <td><a href=${`/projects/${encodeURIComponent(project.code)}`}>${project.name}</a> <span class="soft small-text">${project.code}</span></td>
                  <td class="minor">${project.status}</td>
                  <td class="minor">${project.manager || '–'}</td>
                  <td class="num minor">${hours(project.monthHours)} h</td>
                  <td class="num">${hours(project.funded)} h</td>
                  <td class="num">${hours(project.allocated)} h</td>
                  <td class="num ${project.remaining < 0 ? 'neg' : ''}">${hours(project.remaining)} h</td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>
    </div>`
  }

  private kpi(label: string, value: string, help: string, bad = false) {
    return html`<div class="card kpi ${bad ? 'bad' : ''}">
      <span class="soft small-text">${label}</span><b>${value}</b><span class="soft small-text">${help}</span>
    </div>`
  }

  private renderRole(role: Portfolio['roles'][number]) {
    const open = this.openRole === role.role
    const share = role.utilisation ?? 0
    return html`<button
        class="role"
        aria-expanded=${open}
        @click=${() => this.drill(open ? undefined : role.role)}
      >
        <span>${role.role || text.noRole}</span>
        <span class="bar ${share > 1 ? 'over' : ''}"><i .style=${`width:${Math.min(100, share * 100)}%`}></i></span>
        <span class="num">${text.fteOf(fteNumber(role.fte), fteNumber(role.capacityFte))} · ${percent(role.utilisation)}</span>
      </button>
      ${
        open
          ? html`<div class="drill stack">
            <h3>${text.nav.projects}</h3>
            <div class="row">
              ${role.projects?.map((project) => html`<a class="chip" href=${`/projects/${encodeURIComponent(project.code)}`}>${project.name} ${fteNumber(project.fte)} FTE</a>`)}
            </div>
            <h3>${text.nav.people}</h3>
            ${role.members ? this.renderPeople(role.members, false) : this.renderWaiting()}
          </div>`
          : nothing
      }`
  }

  private renderWaiting() {
    return this.failed
      ? html`<p class="empty">${this.failed}</p>`
      : html`<div class="skeleton" .style=${'height:120px'} role="status" aria-label=${text.reading}></div>`
  }

  private renderPeople(people: Person[], over: boolean) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${text.nav.people}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">${text.name}</th>
            <th scope="col" class="num">FTE</th>
            <th scope="col" class="num">${over ? text.tooManyHead : text.load}</th>
            <th scope="col">${text.nav.projects}</th>
          </tr>
        </thead>
        <tbody>
          ${this.rows.of(people).map(
            (person) => html`<tr>
              <td class="one-line"><a href=${`/people/${person.id}`}>${person.name}</a><br /><span class="soft small-text">${person.role}</span></td>
              <td class="num">${percent(person.fte)}</td>
              <td class="num ${over ? 'neg' : ''}">${over ? `▲ ${hours(person.overHours)} h` : percent(person.load)}</td>
              <td>${person.projects.map((project) => `${project.name} ${percent(project.fte)}`).join(', ') || '–'}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`
  }
}
