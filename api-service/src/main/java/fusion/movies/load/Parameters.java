package fusion.movies.load;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds several rows as the parameters of one statement. */
final class Parameters implements RowSink {

    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    @Override
    public void text(@Nullable String value) throws SQLException {
        statement.setString(++last, value);
    }

    @Override
    public void number(@Nullable Long value) throws SQLException {
        statement.setObject(++last, value, Types.BIGINT);
    }

    @Override
    public void texts(@Nullable List<String> values) throws SQLException {
        statement.setArray(
                ++last, values == null ? null : statement.getConnection().createArrayOf("text", values.toArray()));
    }
}
