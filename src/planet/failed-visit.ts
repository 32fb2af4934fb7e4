/** Which visits brought nothing that they should have brought. */
import type {VisitResult} from './due.ts'

/** Whether a visit failed: a feed that says for good that it is gone has not. */
export function isFailed({status}: {readonly status: VisitResult['status']}): boolean {
  return status === 'failed' || status === 'refused' || status === 'unreadable'
}
