/** Quiet while tests pass: one line a file, and the whole story of what failed. */
export default class TestReporter {
  onTestResult(test, result) {
    const seconds = ((result.perfStats.end - result.perfStats.start) / 1000).toFixed(1);
    const file = test.path.slice(process.cwd().length + 1);
    const mark = result.numFailingTests > 0 || result.testExecError ? 'FAIL' : result.numPassingTests === 0 ? 'skip' : 'ok  ';
    process.stderr.write(`${mark} ${file} (${result.numPassingTests} passed${result.numPendingTests ? `, ${result.numPendingTests} skipped` : ''}, ${seconds} s)\n`);
    if (mark === 'FAIL') process.stderr.write(`${result.failureMessage ?? result.testExecError?.message ?? ''}\n`);
  }
}
