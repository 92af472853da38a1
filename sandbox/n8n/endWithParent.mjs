// Loaded into n8n before it starts: when the program that started it is gone, however it went, n8n ends too.
process.on('disconnect', () => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.exit(1), 10_000).unref();
});
