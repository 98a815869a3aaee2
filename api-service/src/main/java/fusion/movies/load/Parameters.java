package fusion.movies.load;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Binds several rows as the parameters of one statement. */
final class Parameters implements RowSink {

    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    @Override
    public void text(String value) throws SQLException {
        statement.setString(++last, value);
    }

    @Override
    public void number(Long value) throws SQLException {
        statement.setObject(++last, value, Types.BIGINT);
    }

    @Override
    public void texts(List<String> values) throws SQLException {
        statement.setArray(
                ++last, values == null ? null : statement.getConnection().createArrayOf("text", values.toArray()));
    }
}
