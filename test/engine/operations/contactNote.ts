import { givenContact } from '../given';
import { type Engine, picked } from '../harness';
import { fieldsRow, limitRows, listRow, made, noField, noLimit, notAnId, rawRow, unknown } from './rows';
import { booksOf, type Given, type ResourceTable, type Seen } from './table';

/** A contact with two notes, of which the first is called `noteId`, and one that was deleted. */
const notes = async (engine: Engine): Promise<Given> => {
	const contactId = await givenContact(engine);
	for (const text of ['Rings in the morning', 'Pays late', 'Old'])
		await made(engine, 'contactNote', 'create', { contactId: picked(contactId), text });
	const [first, , old] = booksOf(engine).contacts.get(contactId)!.notes;
	await made(engine, 'contactNote', 'delete', { contactId: picked(contactId), noteId: picked(old.guid) });
	return { contactId, noteId: first.guid };
};
const one = async (engine: Engine): Promise<Given> => ({ contactId: await givenContact(engine) });
const contact = ({ contactId }: Given) => ({ contactId: picked(contactId) });
const note = (given: Given) => ({ ...contact(given), noteId: picked(given.noteId) });
const notesOf = ({ books }: Seen, { contactId }: Given) => books.contacts.get(contactId)?.notes ?? [];
const noText = (parameters: (given: Given) => object) => ({
	what: 'no text',
	parameters: (given: Given) => ({ ...parameters(given), text: '={{ " " }}' }),
	names: 'Text',
	message: /^'Text' is empty$/,
	advice: /Prefers to be called/,
});
const unknownNote = {
	what: 'a note that is unknown',
	parameters: (given: Given) => ({ ...contact(given), noteId: unknown }),
	refused: [404],
	names: 'Note',
	message: /^'Contact' or 'Note': Dinero has nothing with this ID/,
	advice: /Check the ID/,
};

export const contactNoteTable: ResourceTable = {
	resource: 'contactNote',
	operations: {
		create: {
			given: one,
			required: {
				parameters: (given: Given) => ({ ...contact(given), text: 'Rings in the morning' }),
				gives: { Text: 'Rings in the morning' },
			},
			full: [
				{
					parameters: (given) => ({ ...contact(given), text: 'Pays late' }),
					reads: (seen, given) => ({
						contactId: [notesOf(seen, given).length, 1],
						text: [notesOf(seen, given)[0]?.text, 'Pays late'],
					}),
				},
			],
			wrong: [noText(contact), notAnId('contactId', 'Contact', { text: 'Rings' })],
		},
		get: {
			given: notes,
			required: { parameters: note, gives: { Text: 'Rings in the morning' } },
			full: [
				{
					parameters: note,
					reads: ({ row, calls }, { contactId, noteId }) => ({
						contactId: [calls.at(-1)?.path, expect.stringContaining(contactId)],
						noteId: [row.Id, noteId],
					}),
				},
			],
			wrong: [notAnId('noteId', 'Note', contact), unknownNote],
		},
		getAll: {
			given: notes,
			required: {
				parameters: contact,
				gives: [{ Text: 'Rings in the morning' }, { Text: 'Pays late' }],
			},
			full: [
				{
					parameters: contact,
					reads: ({ calls }, { contactId }) => ({
						contactId: [calls.at(-1)?.path, expect.stringContaining(contactId)],
					}),
				},
				...limitRows('GET /contacts/{contactGuid}/notes', { parameters: contact }),
				rawRow('AuthorEmail', { parameters: contact }),
				fieldsRow(['Id', 'AuthorEmail'], { parameters: contact }),
				listRow('filters.deleted', 'only', 'Text', ['Old'], { parameters: contact }),
			],
			wrong: [noLimit(contact), noField(contact), notAnId('contactId', 'Contact')],
		},
		update: {
			given: notes,
			required: {
				parameters: (given: Given) => ({ ...note(given), text: 'Rings in the evening' }),
				gives: { Text: 'Rings in the evening' },
			},
			full: [
				{
					parameters: (given) => ({ ...note(given), text: 'Speaks German', keep: true }),
					reads: (seen, given) => {
						const [first, second] = notesOf(seen, given);
						return {
							contactId: [second.text, 'Pays late'],
							noteId: [first.guid, given.noteId],
							text: [first.text.split('\n').at(-1), 'Speaks German'],
							keep: [first.text, 'Rings in the morning\nSpeaks German'],
						};
					},
				},
			],
			wrong: [
				noText(note),
				{ ...unknownNote, parameters: (given: Given) => ({ ...unknownNote.parameters(given), text: 'New' }) },
				{
					what: 'neither yes nor no',
					parameters: (given: Given) => ({ ...note(given), text: 'New', keep: '={{ "perhaps" }}' }),
					names: 'Keep the Old Text',
					message: /^'Keep the Old Text' is 'perhaps', which is neither true nor false$/,
					advice: /true or false/,
				},
			],
		},
		delete: {
			given: notes,
			required: { parameters: note, gives: { deleted: true } },
			full: [
				{
					parameters: note,
					reads: (seen, given) => {
						const [first, second] = notesOf(seen, given);
						return {
							contactId: [second.deletedAt, null],
							noteId: [
								[first.guid, typeof first.deletedAt],
								[given.noteId, 'string'],
							],
						};
					},
				},
			],
			wrong: [notAnId('noteId', 'Note', contact), unknownNote],
		},
	},
};
