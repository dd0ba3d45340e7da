/** Where a database is: for the role that owns it and for the role that the product runs with. */
export interface DatabaseAddresses {
  readonly ownerUrl: string;
  readonly runtimeUrl: string;
}

export function startTestServer(): Promise<DatabaseAddresses & { stop(): Promise<void> }>;
export function createTestDatabase(server: DatabaseAddresses): Promise<DatabaseAddresses & { drop(): Promise<void> }>;
