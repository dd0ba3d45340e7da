import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DesignProvider } from '@longview/web-design-system';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { of } from 'rxjs';
import { ImportPage } from './import-page.js';
import './words.js';

type Data = Readonly<Record<string, unknown>>;
let asked: { readonly name: string; readonly variables: Record<string, unknown> }[];
let answers: Data[];

beforeEach(() => {
  asked = [];
  answers = [];
});
afterEach(cleanup);

function show(): void {
  const link = new ApolloLink((operation) => {
    asked.push({ name: operation.operationName ?? '', variables: operation.variables });
    return of({ data: answers.shift()! });
  });
  render(<DesignProvider env="test"><ApolloProvider client={new ApolloClient({ link, cache: new InMemoryCache() })}><MemoryRouter><ImportPage /></MemoryRouter></ApolloProvider></DesignProvider>);
}
/** jsdom's files cannot be read as browsers' can. */
const fileOf = (content: string): File => Object.assign(new File([content], 'users.csv'), { arrayBuffer: () => Promise.resolve(new TextEncoder().encode(content)) });
const choose = (content: string): void => void fireEvent.change(screen.getByLabelText('CSV file'), { target: { files: [fileOf(content)] } });
const row = (line: number, outcome: string, problems: object[] = []) => ({ __typename: 'ImportRow', line, familyName: `Family${line}`, givenName: 'Given', outcome, membershipId: null, problems });
const preview = (digest: string, ...rows: object[]) => ({ __typename: 'ImportPreview', digest, rows });

describe('the import of a file', () => {
  it('shows the wrong rows first, with column and reason, and offers nothing to apply', async () => {
    answers = [{ previewUserImport: preview('d', row(2, 'NEW'), row(3, 'WRONG', [{ __typename: 'FieldProblem', field: 'email', problem: 'not-an-address' }])) }];
    show();
    choose('a,b\n');
    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row').slice(1).map((line) => line.textContent)).toEqual([expect.stringContaining('Family3, Given')]);
    expect(table.textContent).toContain('E-mail address: This is not an e-mail address.');
    expect(screen.getByText('1 row is wrong')).toBeDefined();
    expect(screen.queryByRole('button', { name: /^Request/ })).toBeNull();
  });

  it('applies what was previewed, by its digest', async () => {
    answers = [{ previewUserImport: preview('d-1', row(2, 'NEW'), row(3, 'NEW'), row(4, 'ALREADY_HERE')) }, { applyUserImport: { __typename: 'UsersChanged', membershipIds: ['a', 'b'] } }];
    show();
    choose('the file');
    fireEvent.click(await screen.findByRole('button', { name: 'Request 2 users' }));
    expect(await screen.findByText('2 users were requested.')).toBeDefined();
    expect(asked.at(-1)).toEqual({ name: 'ApplyUserImport', variables: { input: { content: 'the file', reason: '' }, digest: 'd-1' } });
  });

  it('says that something changed since the preview, and shows what the file would do now', async () => {
    answers = [{ previewUserImport: preview('d-1', row(2, 'NEW')) }, { applyUserImport: preview('d-2', row(2, 'ALREADY_HERE')) }];
    show();
    choose('the file');
    fireEvent.click(await screen.findByRole('button', { name: 'Request 1 user' }));
    expect(await screen.findByText('Something has changed since the preview')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Request 0 users' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('says what is wrong with a file that cannot be read, and where', async () => {
    answers = [{ previewUserImport: { __typename: 'FileFault', fault: 'not-csv', line: 7, column: null } }];
    show();
    choose('"');
    expect(await screen.findByText(/a quote does not close.*\(line 7\)/)).toBeDefined();
    expect(screen.getByText('Nothing was registered.')).toBeDefined();
  });
});
