/** The operator's token of this tab: asked for once, kept until the tab closes or the server refuses it. */
import { ApiError } from '../../api.ts';
import { fetchWindow } from './reporting-api.ts';

const key = 'groundwork.operator-token';

/** How a sign-in ended, or why there is none any more. */
export type SignInProblem = 'wrong' | 'failed' | 'expired';

export class Session {
  token = $state(sessionStorage.getItem(key) ?? undefined);
  problem = $state<SignInProblem>();

  /** Tries a token on the server; keeps it when the server knows it. */
  async signIn(typed: string, language: string): Promise<void> {
    const token = typed.trim();
    this.problem = undefined;
    // What cannot stand in a header cannot be a token.
    if (!/^[\w~+/.=-]{1,512}$/.test(token)) {
      this.problem = 'wrong';
      return;
    }
    try {
      await fetchWindow({ token, language });
      sessionStorage.setItem(key, token);
      this.token = token;
    } catch (error) {
      this.problem = error instanceof ApiError && error.status === 401 ? 'wrong' : 'failed';
    }
  }

  signOut(problem?: SignInProblem): void {
    sessionStorage.removeItem(key);
    this.token = undefined;
    this.problem = problem;
  }

  /** Whether an error says that the token holds no more; then it is gone. */
  isOver(error: unknown): boolean {
    if (!(error instanceof ApiError) || error.status !== 401) return false;
    this.signOut('expired');
    return true;
  }
}
