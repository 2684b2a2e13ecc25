import { parentPort, workerData } from 'node:worker_threads';

/** A thread that reads a shared index: runs the built engine, since nothing transforms a thread's code. */
const { openShared } = await import(workerData.engine);
const { enterpriseSize, industryPath, regionPath } = await import(workerData.codes);

const contextOn = (asOf) => ({
  asOf,
  hierarchies: { region: { path: regionPath }, industry: { path: industryPath } },
  rates: [],
  classifySize: (figures) => enterpriseSize(figures)?.size,
});

parentPort.on('message', ({ handle, requests }) => {
  const reader = openShared(handle, contextOn(handle.asOf));
  const answers = [];
  try {
    for (const facts of requests) answers.push(JSON.stringify(reader.match(facts)));
    parentPort.postMessage({ answers, end: 'done' });
  } catch (error) {
    parentPort.postMessage({ answers, end: error.name });
  }
});
