package fusion.movies.operator.certificates;

import java.util.function.Function;

/** A value for each kind of leaf. */
record PerLeaf<T>(T node, T root) {

    static <T> PerLeaf<T> of(Function<Leaf, T> value) {
        return new PerLeaf<>(value.apply(Leaf.NODE), value.apply(Leaf.ROOT));
    }

    T get(Leaf leaf) {
        return switch (leaf) {
            case NODE -> node;
            case ROOT -> root;
        };
    }
}
