import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DesignProvider } from '@longview/web-design-system';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { MemoryRouter } from 'react-router';
import { of } from 'rxjs';
import { OwnQuestionsPage, OwnQuestionsSection } from './own-questions.js';
import './words.js';

const AT = Date.UTC(2027, 1, 1, 14, 30);
const question = {
  __typename: 'OwnPrivacyQuestion', questionId: 'q1', organizationName: { __typename: 'LocalizedText', en: 'Hospital of Tests', fr: 'Hôpital d’essai' }, text: 'What was the occasion?', askedAt: AT, dueOn: '2027-02-08', isOverdue: false,
  accesses: [{ __typename: 'OwnAskedAccess', patientInitials: 'Z. T.', occurredAt: AT }], answer: null, answeredAt: null,
};

let asked: { readonly name: string; readonly variables: Record<string, unknown> }[];
let questions: readonly object[];
let answer: object;
beforeEach(() => { asked = []; questions = [question]; });
afterEach(cleanup);

function show(page: ReactElement): void {
  const link = new ApolloLink(({ operationName = '', variables }) => {
    asked.push({ name: operationName, variables });
    return of({ data: operationName === 'MyPrivacyQuestions' ? { myPrivacyQuestions: questions } : { answerPrivacyQuestion: answer } });
  });
  render(<DesignProvider env="test"><ApolloProvider client={new ApolloClient({ link, cache: new InMemoryCache() })}><MemoryRouter>{page}</MemoryRouter></ApolloProvider></DesignProvider>);
}

describe('questions of the privacy office about one’s own accesses', () => {
  it('say what is asked, until when, and about which access, by initials and time', async () => {
    show(<OwnQuestionsPage />);
    const card = await screen.findByRole('article', { name: 'The privacy office of Hospital of Tests asks' });
    expect(card.textContent).toContain('What was the occasion?');
    expect(card.textContent).toContain('Please answer by 2027-02-08.');
    expect(card.textContent).toContain('patient with the initials Z. T.');
    expect(screen.getByText(/A question is not an accusation/)).toBeTruthy();
  });

  it('take an answer once it is there, and show it as kept', async () => {
    show(<OwnQuestionsPage />);
    fireEvent.click(await screen.findByRole('button', { name: 'Send the answer' }));
    expect(await screen.findByText('The answer is missing.')).toBeTruthy();
    expect(asked.map(({ name }) => name)).toEqual(['MyPrivacyQuestions']);
    answer = { __typename: 'Done', ok: true };
    questions = [{ ...question, answer: 'The ward called.', answeredAt: AT }];
    fireEvent.change(screen.getByLabelText(/^Answer/), { target: { value: 'The ward called.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send the answer' }));
    expect(await screen.findByText('The ward called.', { selector: 'p' })).toBeTruthy();
    expect(asked[1]).toEqual({ name: 'AnswerPrivacyQuestion', variables: { questionId: 'q1', answer: 'The ward called.' } });
    expect(screen.queryByRole('button', { name: 'Send the answer' })).toBeNull();
  });

  it('say when an answer was not kept, and keep what was written', async () => {
    answer = { __typename: 'Refusal', code: 'AUDIT_UNAVAILABLE', field: null, problem: null };
    show(<OwnQuestionsPage />);
    fireEvent.change(await screen.findByLabelText(/^Answer/), { target: { value: 'The ward called.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send the answer' }));
    expect(await screen.findByText(/could not be recorded/)).toBeTruthy();
    expect((screen.getByLabelText(/^Answer/) as HTMLTextAreaElement).value).toBe('The ward called.');
  });

  it('stand on the page about oneself only when there are some, with the day of the first that waits', async () => {
    questions = [question, { ...question, questionId: 'q2', dueOn: '2027-02-05' }];
    show(<OwnQuestionsSection />);
    expect(await screen.findByText('2 questions wait for your answer, the first until 2027-02-05.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Read and answer' }).getAttribute('href')).toBe('/account/questions');
    cleanup();
    questions = [];
    show(<OwnQuestionsSection />);
    await act(async () => { await new Promise((resolve) => setTimeout(resolve)); });
    expect(asked).toHaveLength(2);
    expect(screen.queryByRole('heading')).toBeNull();
  });
});
