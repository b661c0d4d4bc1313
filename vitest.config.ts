import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', 'data/**'],
    // Wide, for a busy machine with two cores: no test waits on a clock of its own.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: '100%',
    pool: 'forks',
    coverage: {
      provider: 'v8',
      include: [
        'db/**/*.ts',
        'services/**/*.ts',
        'files/**/*.ts',
        'tools/**/*.ts',
        'agent/**/*.ts',
        'mcp-server/**/*.ts',
        'server/**/*.ts',
        'cli/**/*.ts',
        'app/**/*.ts',
      ],
      exclude: ['**/*.test.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
})
