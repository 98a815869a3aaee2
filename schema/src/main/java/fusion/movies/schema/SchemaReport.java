package fusion.movies.schema;

import java.util.List;

/**
 * The result of a reconciliation.
 *
 * @param applied the statements that were run, in order; empty when nothing differed. None holds a password
 * @param untouched sentences about differences that a person must resolve
 * @param leftovers statements that would drop unused objects of earlier revisions; {@link SchemaReconciler#dropLeftovers} runs them
 * @param previousUsers former users of the stack; {@link SchemaReconciler#retire} removes them
 * @param leftUsers former users that could not be dropped
 */
public record SchemaReport(
        List<String> applied,
        List<String> untouched,
        List<String> leftovers,
        List<String> previousUsers,
        List<String> leftUsers) {}
