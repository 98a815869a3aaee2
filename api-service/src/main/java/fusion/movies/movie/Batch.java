package fusion.movies.movie;

import java.util.ArrayList;
import java.util.List;

/** Values that are handed over together: up to a number of them, fewer if their texts are long, which bounds their memory. */
public final class Batch<T> {

    private final int most;
    private final int mostCharacters;
    private List<T> values = new ArrayList<>();
    private int characters;

    public Batch(int most, int mostCharacters) {
        this.most = most;
        this.mostCharacters = mostCharacters;
    }

    /** @param length of the value's texts, in characters */
    public void add(T value, int length) {
        values.add(value);
        characters += length;
    }

    public boolean isFull() {
        return values.size() >= most || characters > mostCharacters;
    }

    /** What was added since the last time. */
    public List<T> take() {
        List<T> taken = values;
        values = new ArrayList<>();
        characters = 0;
        return taken;
    }
}
