import { startDineroAway } from './away.mts';
import { listOnce } from './listing.mts';

/** What listing the large company's invoices needs, in bytes, for a test: no figure of it depends on the machine. */
export interface Needed {
	rows: number;
	requests: number;
	returned: number;
	needed: number;
}

const away = await startDineroAway({ past: 'large' });
const found: Needed[] = [];
for (const way of ['simplified', 'raw'] as const) {
	await away.calls();
	const { rows, returned, needed } = await listOnce(away, way, 'needed');
	// Two lists without rows come first.
	found.push({ rows, returned, needed, requests: (await away.calls()) - 2 });
}
await away.close();
console.log(JSON.stringify(found));
