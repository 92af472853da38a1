import { countries } from '../books/countries.mts';
import type { Operation } from './call.mts';

export const countryOperations: Record<string, Operation> = {
	get_v1_countries: () => ({
		json: [...countries.values()].map(({ key, danishName, englishName }) => ({
			Key: key,
			DanishName: danishName,
			EnglishName: englishName,
		})),
	}),
};
