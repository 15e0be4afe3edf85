/**
 * The work of periodic estimation over many components: runs, filling, filling again, the schedule, and the changes that
 * people make to initial measurements and To Dos.
 *
 * <pre>
 *   a request, or {@link io.tidemark.server.estimation.run.EstimationSchedule}
 *        |
 *   {@link io.tidemark.server.estimation.run.EstimationRuns}     who holds which components
 *        |
 *   {@link io.tidemark.server.estimation.run.EstimationPieces}   piece by piece: {@code FirstLook} over columns, {@code
 *        |                     Examination} of the components that are left, a journal record, an answer
 *        |
 *   {@link io.tidemark.server.estimation.run.FillPieces}         the same for filling, with {@code FillWork}
 * </pre>
 *
 * <p>A piece is worked out under the read lock, on a query thread or the schedule's; what it found becomes a record, and
 * the answer follows once that is durable and applied. So nothing is ever told that a crash could take back, and a reader
 * who does not read stops the run where it stands.
 *
 * <p>May import: {@code estimation}, {@code shard}, {@code ingest}, {@code query} (for {@code Pieces}), {@code metering},
 * {@code registry}, {@code store}, {@code refusal}, the contract's and the journal's messages.
 */
package io.tidemark.server.estimation.run;
