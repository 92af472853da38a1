import { contractOperations, departures } from './validator';

const booking = {
	method: 'POST',
	path: '/v1/352100/invoices/6b0f3a5e-8f6e-4b43-9f0d-0c5b6b0d0a11/book',
	query: {},
	body: { Timestamp: '00000000020A5EA8' },
};

describe('the contract validator', () => {
	test('knows all operations', () => {
		expect(contractOperations).toHaveLength(136);
	});

	test('accepts a right request', () => {
		expect(departures(booking)).toEqual([]);
	});

	test.each([
		['a misspelt field', { ...booking, body: { TimeStamp: 'x' } }, /must have required property 'Timestamp'/],
		['a field too many', { ...booking, body: { Timestamp: 'x', Colour: 1 } }, /must NOT have additional properties 'Colour'/],
		['a wrong type', { ...booking, body: { Timestamp: 7 } }, /must be string/],
		['no body', { ...booking, body: undefined }, /body: missing/],
		['an unknown query parameter', { ...booking, query: { force: 'true' } }, /unknown parameter 'force'/],
		['a path that is no guid', { ...booking, path: '/v1/352100/invoices/17/book' }, /'guid' is no guid/],
		['another version', { ...booking, path: booking.path.replace('/v1/', '/v9/') }, /not in the contract/],
	])('names %s', (_name, request, expected) => {
		expect(departures(request).join('\n')).toMatch(expected);
	});
});
