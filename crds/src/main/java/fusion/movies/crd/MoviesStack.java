package fusion.movies.crd;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** A movies API with its own CockroachDB, or on an existing database server. */
@Group("movies.fusion")
@Version("v1alpha1")
@Kind("MoviesStack")
@Singular("moviesstack")
@Plural("moviesstacks")
@ShortNames("ms")
@ValidationRule(
        value = "size(self.metadata.name) <= 40 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        message = "metadata.name names every object of the stack: at most 40 lower-case letters, digits and hyphens,"
                + " starting with a letter and not ending with a hyphen")
@ValidationRule(
        value = "quantity(" + MoviesStack.SIZE + ").compareTo(quantity(" + MoviesStack.OLD_SIZE + ")) >= 0"
                + " || !has(self.status) || !has(self.status.database) || !has(self.status.database.storage)"
                + " || quantity(" + MoviesStack.SIZE + ").compareTo(quantity(self.status.database.storage)) >= 0",
        message = "database.storage.size (default 10Gi) cannot be below the volumes' current size:"
                + " status.database.storage",
        fieldPath = ".spec.database.storage.size")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = Type.STRING)
@AdditionalPrinterColumn(
        name = "Status",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = Type.STRING)
@AdditionalPrinterColumn(name = "Nodes", jsonPath = ".status.database.summary", type = Type.STRING)
@AdditionalPrinterColumn(name = "API", jsonPath = ".status.api.summary", type = Type.STRING)
@AdditionalPrinterColumn(name = "Films", jsonPath = ".status.seed.films", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.api.url", type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class MoviesStack extends CustomResource<MoviesStackSpec, MoviesStackStatus> implements Namespaced {

    /** CEL: the size of a volume. */
    static final String SIZE = "(has(self.spec.database) && has(self.spec.database.storage)"
            + " && has(self.spec.database.storage.size) ? string(self.spec.database.storage.size) : '10Gi')";

    /** CEL: the size of a volume before a change. */
    static final String OLD_SIZE = "(has(oldSelf.spec.database) && has(oldSelf.spec.database.storage)"
            + " && has(oldSelf.spec.database.storage.size) ? string(oldSelf.spec.database.storage.size) : '10Gi')";

    private static final long serialVersionUID = 1L;

    /** Absent until the operator has written it. */
    @Override
    public @Nullable MoviesStackStatus getStatus() {
        return super.getStatus();
    }

    /** The spec with every default filled in, even if the resource has no spec. */
    @Override
    protected MoviesStackSpec initSpec() {
        return MoviesStackSpec.defaults();
    }
}
