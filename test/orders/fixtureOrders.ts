/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	isRefusal,
	planInvoice,
	presets,
	readSettings,
	readShopDocument,
	readingOptions,
	type Settings,
	type SettingsInput,
	type ShopOrder,
} from '../../orders';
import { facts } from './facts';

export const folder = join(__dirname, '../fixtures/shops');
export const load = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

function settingsWith(more: SettingsInput = {}): Settings {
	const base = presets.danish;
	const settings = readSettings({ ...base, ...more, accounts: { ...base.accounts, ...more.accounts } });
	if (isRefusal(settings)) throw new Error(settings.message);
	return settings;
}

/** The plan (or refusal) of one of our own orders, with settings over the Danish preset and a change to the payload. */
export function plan(
	name: string,
	more: SettingsInput = {},
	change: (payload: never) => void = () => undefined,
) {
	const settings = settingsWith(more);
	const payload = load(name);
	change(payload as never);
	const order = readShopDocument(payload, readingOptions('auto', settings));
	return isRefusal(order) ? order : planInvoice(order as ShopOrder, settings, facts, '2026-11-20');
}
