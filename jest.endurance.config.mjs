import config from './jest.config.mjs';

/** What `npm run check:full` runs beside the specs of `npm test`: races and kills that take minutes. */
const journey = config.projects.find(({ displayName }) => displayName === 'journey');

export default {
  ...config,
  // An hour: what takes longer hangs.
  testTimeout: 3_600_000,
  projects: [
    ...config.projects,
    {
      ...journey,
      displayName: 'endurance',
      testMatch: ['<rootDir>/apps/api/test/**/*.endurance.spec.ts'],
    },
  ],
};
