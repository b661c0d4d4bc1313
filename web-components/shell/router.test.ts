import { expect, it } from 'vitest'
import { routeOf } from './router.js'

it.each([
  ['/', 'plan', '', ''],
  ['/projects', 'projects', '', ''],
  ['/projects/ALPHA/team', 'project', 'ALPHA', 'team'],
  ['/people/e%201', 'person', 'e 1', ''],
  ['/admin', 'admin', 'roles', ''],
  ['/conflicts', 'conflicts', '', ''],
  ['/nowhere', 'lost', '', ''],
])('%s is the view %s', (path, view, id, tab) => {
  expect(routeOf(path)).toEqual({ view, id, tab })
})
