// Tells of node's test runner what a person wants to know: what failed and why, and at
// the end how many passed and failed. Green runs are one line.
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    // A file is a test of its own to the runner, and a suite repeats its tests; count the tests alone.
    const single = data?.details?.type !== 'suite' && data?.nesting !== undefined && data?.name !== data?.file;
    // What a person left out by --test-name-pattern was never asked for; any other test left out is a failure.
    if (/name does not match/.test(data?.skip)) continue;
    if (type === 'test:pass' && single && (data.skip !== undefined || data.todo !== undefined)) {
      failed++;
      yield `FAIL ${data.name}\n    left out\n`;
    } else if (type === 'test:pass' && single) {
      passed++;
    } else if (type === 'test:fail' && single) {
      const cause = data.details.error?.cause ?? data.details.error;
      // A test fails once more when a part of it did.
      if (data.details.error?.failureType === 'subtestsFailed') continue;
      failed++;
      yield `FAIL ${data.name}\n${indent(cause?.code === 'ERR_ASSERTION' ? cause.message : (cause?.stack ?? String(cause)))}\n`;
    } else if (type === 'test:stderr') {
      yield data.message;
    }
  }
  yield `${passed} passed, ${failed} failed\n`;
}

function indent(text) {
  return text.split('\n').map((line) => `    ${line}`).join('\n');
}
