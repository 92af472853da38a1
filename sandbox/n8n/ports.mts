import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** As many free loopback ports as asked for, all different. Somebody else may still take one before it is used. */
export async function freePorts(count: number): Promise<number[]> {
	const holders = await Promise.all(
		Array.from({ length: count }, async () => {
			const holder = createServer();
			await new Promise<void>((listening, failed) => {
				holder.once('error', failed);
				holder.listen(0, '127.0.0.1', listening);
			});
			return holder;
		}),
	);
	const ports = holders.map((holder) => (holder.address() as AddressInfo).port);
	await Promise.all(holders.map((holder) => new Promise((closed) => holder.close(closed))));
	return ports;
}
