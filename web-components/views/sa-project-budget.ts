import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { GridData, GridProject } from '../../services/grid-shape.js'
import { controls } from '../shared/controls.js'
import { hours, monthLabel } from '../shared/format.js'
import { onColoursChanged } from '../shared/on-colours.js'
import { viewFrame } from '../shared/view-frame.js'
import { text } from '../text.js'
import { burnDown } from './burn-down.js'

const HEIGHT = 280

/** Funded against allocated, the planned burn-down as a chart and as a table (US019). */
@customElement('sa-project-budget')
export class SaProjectBudget extends LitElement {
  static override styles = [
    controls,
    viewFrame,
    css`
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
        gap: 12px;
      }
      .figures b {
        display: block;
        font-size: 26px;
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      .bad b {
        color: var(--danger-ink);
      }
      .chart {
        margin-top: 12px;
        min-height: 280px;
      }
      .key {
        display: flex;
        gap: 16px;
        font-size: 12.5px;
        margin-top: 4px;
      }
      .key i {
        display: inline-block;
        width: 18px;
        border-top: 3px solid var(--accent);
        vertical-align: middle;
        margin-right: 6px;
      }
      .key i.even {
        border-top: 2px dashed var(--ink-soft);
      }
      .scroll {
        overflow: auto;
      }
    `,
  ]

  @property({ attribute: false }) grid!: GridData
  @property({ attribute: false }) project!: GridProject

  private chart: { destroy(): void; setSize(size: { width: number; height: number }): void } | undefined
  private readonly resize = new ResizeObserver(([entry]) => {
    this.chart?.setSize({ width: Math.floor(entry!.contentRect.width), height: HEIGHT })
  })

  private stopColours: (() => void) | undefined

  override connectedCallback() {
    super.connectedCallback()
    this.stopColours = onColoursChanged(() => this.requestUpdate())
  }

  override disconnectedCallback() {
    super.disconnectedCallback()
    this.stopColours?.()
    this.resize.disconnect()
    this.chart?.destroy()
  }

  protected override async updated() {
    const [{ default: UPlot }, { default: styles }] = await Promise.all([
      import('uplot'),
      import('uplot/dist/uPlot.min.css?inline'),
    ])
    const place = this.renderRoot.querySelector<HTMLElement>('.chart')
    if (!place || !this.isConnected) return
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    const root = this.renderRoot as ShadowRoot
    if (!this.chart) root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets]
    this.chart?.destroy()
    const { planned, even, months } = burnDown(this.grid, this.project)
    const colour = (name: string) => {
      const probe = document.createElement('i')
      probe.style.color = `var(${name})`
      place.append(probe)
      const value = getComputedStyle(probe).color
      probe.remove()
      return value
    }
    const labels = ['', ...months.map(monthLabel)]
    const axis = {
      stroke: colour('--ink-soft'),
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { stroke: colour('--line') },
    }
    this.chart = new UPlot(
      {
        width: Math.max(320, Math.floor(place.clientWidth)),
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false } },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map((tick) => labels[tick] ?? ''), incrs: [1, 2, 3, 6, 12] },
          { ...axis, size: 80, values: (_, ticks) => ticks.map((tick) => `${hours(tick)} h`) },
        ],
        series: [
          {},
          { stroke: colour('--accent'), width: 3, points: { show: months.length < 30 } },
          { stroke: colour('--ink-soft'), width: 2, dash: [6, 6], points: { show: false } },
        ],
      },
      [planned.map((_, i) => i), planned, even],
      place,
    )
    this.resize.disconnect()
    this.resize.observe(place)
  }

  protected override render() {
    const { funded, allocated, planned, even, months } = burnDown(this.grid, this.project)
    const remaining = funded - allocated
    return html`<div class="view">
      <div class="figures">
        <div class="card"><span class="soft small-text">${text.funded}</span><b>${hours(funded)} h</b></div>
        <div class="card"><span class="soft small-text">${text.allocated}</span><b>${hours(allocated)} h</b></div>
        <div class="card ${remaining < 0 ? 'bad' : ''}"><span class="soft small-text">${text.remaining}</span><b>${hours(remaining)} h</b></div>
      </div>
      <section class="card">
        <h2>${text.burnDown}</h2>
        <div class="chart" role="img" aria-label=${text.burnDownLabel(hours(funded), hours(planned.at(-1)!))}></div>
        <div class="key"><span><i></i>${text.plannedLine}</span><span><i class="even"></i>${text.evenLine}</span></div>
      </section>
      <section class="card">
        <div class="scroll" tabindex="0" role="region" aria-label=${text.burnDown}>
          <table class="list">
            <thead>
              <tr><th scope="col">${text.month}</th><th scope="col" class="num">${text.plannedHours}</th><th scope="col" class="num">${text.leftAfter}</th><th scope="col" class="num">${text.evenLine}</th></tr>
            </thead>
            <tbody>
              ${months.map(
                (month, i) => html`<tr>
                  <td>${monthLabel(month)}</td>
                  <td class="num">${hours(planned[i]! - planned[i + 1]!)} h</td>
                  <td class="num">${hours(planned[i + 1]!)} h</td>
                  <td class="num">${hours(Math.round(even[i + 1]!))} h</td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>
    </div>`
  }
}
