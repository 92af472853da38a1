import type { Contact, ContactNote } from '../books/documents.mts';
import { fieldPicker, pageOf } from '../books/lists.mts';
import { refuseDeleted, refuseNotFound } from '../books/refusals.mts';
import type { World } from '../books/world.mts';
import type { Answer, Call, Operation } from './call.mts';
import { answered, contactOf, liveContactOf } from './found.mts';

function noteOf(call: Call, contact: Contact): ContactNote {
	const note = contact.notes.find(({ guid }) => guid === call.path.noteGuid.toLowerCase());
	if (!note) refuseNotFound(`The note ${call.path.noteGuid}`);
	return note as ContactNote;
}

function liveNoteOf(call: Call): ContactNote {
	const note = noteOf(call, liveContactOf(call, call.path.contactGuid));
	if (note.deletedAt) refuseDeleted();
	return note;
}

function noteModel(world: World, note: ContactNote) {
	return {
		Id: note.guid,
		NoteDate: answered(world, note.createdAt),
		AuthorName: note.authorName,
		AuthorEmail: note.authorEmail,
		CreatedAt: answered(world, note.createdAt),
		UpdatedAt: answered(world, note.updatedAt),
		DeletedAt: answered(world, note.deletedAt),
		Text: note.text,
	};
}

const listFields = [
	'Id',
	'NoteDate',
	'Text',
	'AuthorName',
	'AuthorEmail',
	'CreatedAt',
	'UpdatedAt',
	'DeletedAt',
] as const;

function list(call: Call): Answer {
	const pick = fieldPicker<ReturnType<typeof noteModel>>(call.query.fields, 'Id,NoteDate,Text', listFields);
	const rows = contactOf(call, call.path.contactGuid).notes.filter(
		({ deletedAt }) => (deletedAt !== null) === Boolean(call.query.deletedOnly),
	);
	return { json: pageOf(rows, call.query, (note) => pick(noteModel(call.world, note))) };
}

/** The contract answers a new note with the shape of a new contact; the guid in it is the note's. */
function create(call: Call): Answer {
	const contact = liveContactOf(call, call.path.contactGuid);
	const now = call.world.clock.stamp();
	const author = call.user ?? {
		name: call.organization.details.attPerson,
		email: call.organization.details.email,
	};
	const note: ContactNote = {
		guid: call.world.random.guid(),
		text: call.body.Text,
		authorName: author.name,
		authorEmail: author.email,
		createdAt: now,
		updatedAt: now,
		deletedAt: null,
	};
	contact.notes.push(note);
	call.world.log(call.organization, 'contact note created', note.guid, contact.guid);
	return { json: { ContactGuid: note.guid } };
}

function update(call: Call): Answer {
	const note = liveNoteOf(call);
	note.text = call.body.Text;
	note.updatedAt = call.world.clock.stamp();
	call.world.log(call.organization, 'contact note updated', note.guid);
	return {};
}

function remove(call: Call): Answer {
	const note = liveNoteOf(call);
	note.deletedAt = note.updatedAt = call.world.clock.stamp();
	call.world.log(call.organization, 'contact note deleted', note.guid);
	return {};
}

export const contactNoteOperations: Record<string, Operation> = {
	get_v1_organizationId_contacts_contactGuid_notes: list,
	post_v1_organizationId_contacts_contactGuid_notes: create,
	get_v1_organizationId_contacts_contactGuid_notes_noteGuid: (call) => ({
		json: noteModel(call.world, noteOf(call, contactOf(call, call.path.contactGuid))),
	}),
	put_v1_organizationId_contacts_contactGuid_notes_noteGuid: update,
	delete_v1_organizationId_contacts_contactGuid_notes_noteGuid: remove,
};
