package fusion.movies.schema;

import java.util.List;

/**
 * What a reconciliation did and found.
 *
 * @param applied the statements that were run, in order; empty when nothing differed. None holds a password
 * @param untouched sentences about differences that are for a person to settle
 * @param leftovers statements that would drop what earlier revisions made and none uses any more; {@link SchemaReconciler#dropLeftovers} runs them
 * @param previousUsers users the stack had before and no longer names; {@link SchemaReconciler#retire} ends them
 * @param leftUsers those of them that could not be dropped, and are still there
 */
public record SchemaReport(
        List<String> applied,
        List<String> untouched,
        List<String> leftovers,
        List<String> previousUsers,
        List<String> leftUsers) {}
