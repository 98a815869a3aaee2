package fusion.movies.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/** Lets controllers return a {@link JsonBody}. */
@Component
class JsonBodyConverter extends AbstractHttpMessageConverter<JsonBody> {

    private final LongLists longLists;

    JsonBodyConverter(LongLists longLists) {
        super(MediaType.APPLICATION_JSON);
        this.longLists = longLists;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return JsonBody.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected JsonBody readInternal(Class<? extends JsonBody> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("Movies are only written.", message);
    }

    @Override
    protected void writeInternal(JsonBody body, HttpOutputMessage message) throws IOException {
        if (body.isLong()) {
            longLists.write(body, message);
        } else {
            body.writeTo(message.getBody());
        }
    }
}
