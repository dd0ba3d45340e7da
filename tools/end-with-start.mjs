// Loaded into each part that `npm start` starts, before the part's own code. The start keeps the other end of standard
// input and writes nothing to it: its end means that the start is gone, killed perhaps, and nobody else would end the part.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume();
process.stdin.unref?.();
