#!/usr/bin/env node
import { longview } from './longview.js';

process.exitCode = await longview(process.argv.slice(2), {
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
});
