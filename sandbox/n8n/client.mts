export interface Owner {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

/** The sandbox's own n8n has one user; it listens on loopback only, so the password is no secret. */
export const owner: Owner = {
	email: 'owner@example.com',
	firstName: 'Nathan',
	lastName: 'Smith',
	password: 'Sandbox1234',
};

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[key: string]: unknown;
}

export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
	meta?: Record<string, unknown>;
}

export interface Item {
	json: Record<string, unknown>;
	[key: string]: unknown;
}

export interface NodeRun {
	error?: { message: string; description?: string | null; [key: string]: unknown };
	data?: { main?: Array<Item[] | null> };
	[key: string]: unknown;
}

export interface Execution {
	id: string;
	/** 'success', 'error', 'crashed', 'canceled' once it has ended. */
	status: string;
	/** What each node did, by its name. */
	runs: Record<string, NodeRun[]>;
	/** Why the execution stopped, when no node's error branch took it. */
	error?: { message: string; description?: string | null; node?: { name: string } };
}

export interface DataTable {
	id: string;
	name: string;
	projectId: string;
}

const running = new Set(['new', 'running', 'waiting', 'unknown']);

/**
 * n8n keeps execution data as one flat list in which objects and lists name their content by position
 * (the strings are the positions); this puts it together again.
 */
function unflatten(flat: unknown[]): unknown {
	const done = new Map<number, unknown>();
	const at = (position: number): unknown => {
		if (done.has(position)) return done.get(position);
		const value = flat[position];
		if (Array.isArray(value)) {
			const list: unknown[] = [];
			done.set(position, list);
			for (const part of value) list.push(resolve(part));
			return list;
		}
		if (value !== null && typeof value === 'object') {
			const whole: Record<string, unknown> = {};
			done.set(position, whole);
			for (const [key, part] of Object.entries(value)) whole[key] = resolve(part);
			return whole;
		}
		done.set(position, value);
		return value;
	};
	const resolve = (part: unknown) => (typeof part === 'string' ? at(Number(part)) : part);
	return at(0);
}

/**
 * n8n closes a connection that was idle for five seconds; a call that is written into it at that very moment, as on a busy machine,
 * would be lost. So each call has a connection of its own.
 */
export const oneCallEach = { connection: 'close' };

/** The part of n8n's own REST interface (the one its editor uses) that the sandbox needs. */
export class HostClient {
	private cookie = '';

	constructor(
		/** As `startHost` gives it. */
		readonly url: string,
	) {}

	/** @throws with n8n's own message when the answer is not 2xx */
	async send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
		const answer = await fetch(`${this.url.replace('//localhost:', '//127.0.0.1:')}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': 'sandbox',
				...oneCallEach,
				...(this.cookie ? { cookie: this.cookie } : {}),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			redirect: 'manual',
		});
		const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		const said = await answer.text();
		if (!answer.ok) throw new Error(`n8n answered ${answer.status} to ${method} ${path}: ${messageIn(said)}`);
		const parsed = said === '' ? {} : JSON.parse(said);
		return (
			parsed !== null && typeof parsed === 'object' && 'data' in parsed ? parsed.data : parsed
		) as Answer;
	}

	/** Opens an address of this n8n as the signed-in browser would; gives the page. */
	async visit(address: string): Promise<string> {
		const { pathname, search } = new URL(address);
		const answer = await fetch(`${this.url.replace('//localhost:', '//127.0.0.1:')}${pathname}${search}`, {
			headers: { cookie: this.cookie, 'browser-id': 'sandbox', ...oneCallEach },
		});
		return await answer.text();
	}

	/** Makes the owner where there is none yet, and signs in. */
	async signIn(): Promise<void> {
		const { email, password } = owner;
		const settings = await this.send<{ userManagement?: { showSetupOnFirstLoad?: boolean } }>(
			'GET',
			'/rest/settings',
		);
		if (settings.userManagement?.showSetupOnFirstLoad) await this.send('POST', '/rest/owner/setup', owner);
		await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Node types that n8n has loaded, by name, with their versions. */
	async nodeTypes(): Promise<Map<string, number[]>> {
		const types = await this.send<Array<{ name: string; version: number | number[] }>>(
			'GET',
			'/types/nodes.json',
		);
		const versions = new Map<string, number[]>();
		for (const type of types)
			versions.set(type.name, [...(versions.get(type.name) ?? []), type.version].flat());
		return versions;
	}

	/** A new credential's id. */
	async createCredential(name: string, type: string, data: Record<string, unknown>): Promise<string> {
		return (await this.send<{ id: string }>('POST', '/rest/credentials', { name, type, data })).id;
	}

	/** Credentials there are. */
	async credentials(): Promise<Array<{ id: string; name: string; type: string }>> {
		return await this.send('GET', '/rest/credentials');
	}

	async deleteCredential(id: string): Promise<void> {
		await this.send('DELETE', `/rest/credentials/${id}`);
	}

	/** The address at which a person would sign in for this OAuth2 credential. */
	async authorizeAddress(credentialId: string): Promise<string> {
		return await this.send('GET', `/rest/oauth2-credential/auth?id=${credentialId}`);
	}

	/** What "Test" says about a saved credential. */
	async testCredential(id: string, type: string, name: string): Promise<{ status: string; message: string }> {
		const saved = await this.send<{ data?: Record<string, unknown> }>(
			'GET',
			`/rest/credentials/${id}?includeData=true`,
		);
		return await this.send('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data: saved.data ?? {} },
		});
	}

	/** A new workflow's id. */
	async createWorkflow(workflow: Workflow): Promise<string> {
		return (await this.send<{ id: string }>('POST', '/rest/workflows', workflow)).id;
	}

	/** Lays `changes` over a saved workflow; what is published stays as it was until it is published again. */
	async changeWorkflow(id: string, changes: Partial<Workflow>): Promise<void> {
		await this.send('PATCH', `/rest/workflows/${id}`, changes);
	}

	/**
	 * Publishes the saved workflow: its triggers begin to listen.
	 *
	 * @throws with what n8n says when a trigger cannot begin
	 */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.send<{ versionId: string }>('GET', `/rest/workflows/${id}`);
		await this.send('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	/** Ends what `publish` began. */
	async unpublish(id: string): Promise<void> {
		await this.send('POST', `/rest/workflows/${id}/deactivate`);
	}

	/**
	 * The ended executions that n8n began by itself for a published workflow, oldest first: by a polling trigger or a schedule, or by
	 * a call to its webhook.
	 */
	async executionsOf(workflowId: string, mode: 'trigger' | 'webhook' = 'trigger'): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, mode }));
		const { results } = await this.send<{ results: Array<{ id: string; mode: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		const own = results
			.filter((result) => result.mode === mode)
			.sort((one, other) => Number(one.id) - Number(other.id));
		return await Promise.all(own.map(async ({ id }) => await this.finished(id)));
	}

	/** The data tables that there are, the first 250 of them. */
	async dataTables(): Promise<DataTable[]> {
		return (await this.send<{ data: DataTable[] }>('GET', '/rest/data-tables-global?take=250')).data;
	}

	async deleteDataTable({ id, projectId }: DataTable): Promise<void> {
		await this.send('DELETE', `/rest/projects/${projectId}/data-tables/${id}`);
	}

	/** The table's rows in the order in which they were made, with n8n's own columns `id`, `createdAt`, `updatedAt`. */
	async dataTableRows({ id, projectId }: DataTable): Promise<Array<Record<string, unknown>>> {
		const path = `/rest/projects/${projectId}/data-tables/${id}/rows?take=250&sortBy=id:asc`;
		const rows: Array<Record<string, unknown>> = [];
		for (;;) {
			const page = await this.send<{ count: number; data: typeof rows }>(
				'GET',
				`${path}&skip=${rows.length}`,
			);
			rows.push(...page.data);
			if (page.data.length === 0 || rows.length >= page.count) return rows;
		}
	}

	/**
	 * Runs the saved workflow once from its trigger, as if the trigger had just received `items`, and gives the execution's id.
	 * A pin on the trigger would win over `items`.
	 */
	async run(workflowId: string, triggerName: string, items: Item[]): Promise<string> {
		const data = {
			startTime: Date.now(),
			executionIndex: 0,
			executionTime: 0,
			executionStatus: 'success',
			source: [],
			data: { main: [items] },
		};
		const started = await this.send<{ executionId?: string }>('POST', `/rest/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: triggerName, data },
		});
		if (!started.executionId) throw new Error(`n8n did not start the workflow: ${JSON.stringify(started)}`);
		return started.executionId;
	}

	/**
	 * Waits for an execution to end.
	 *
	 * @throws when it has not ended within `milliseconds`
	 */
	async finished(executionId: string, milliseconds = 300_000): Promise<Execution> {
		return await this.reached(executionId, (status) => !running.has(status), milliseconds);
	}

	/**
	 * Waits for an execution to end or to pause, for example to show a page of a form.
	 *
	 * @throws when it neither pauses nor ends within a minute
	 */
	async paused(executionId: string): Promise<Execution> {
		return await this.reached(executionId, (status) => status === 'waiting' || !running.has(status), 60_000);
	}

	private async reached(
		executionId: string,
		isReached: (status: string) => boolean,
		milliseconds: number,
	): Promise<Execution> {
		const deadline = Date.now() + milliseconds;
		for (;;) {
			const found = await this.send<{ status: string; data: string }>(
				'GET',
				`/rest/executions/${executionId}`,
			);
			if (isReached(found.status)) {
				const data = unflatten(JSON.parse(found.data)) as {
					resultData?: { runData?: Execution['runs']; error?: Execution['error'] };
				};
				return {
					id: executionId,
					status: found.status,
					runs: data.resultData?.runData ?? {},
					error: data.resultData?.error,
				};
			}
			if (Date.now() > deadline) throw new Error(`Execution ${executionId} has not ended: ${found.status}`);
			await new Promise((again) => setTimeout(again, 100));
		}
	}
}

function messageIn(said: string): string {
	try {
		return (JSON.parse(said) as { message?: string }).message ?? said;
	} catch {
		return said.slice(0, 300);
	}
}
