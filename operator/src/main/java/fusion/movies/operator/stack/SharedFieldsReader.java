package fusion.movies.operator.stack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Reads the fields that a manager set ({@code metadata.managedFields}) as interned immutable maps. The fields are most
 * of the informers' caches: a map for each field, nearly all of them empty, and the same for the objects of every
 * stack. They cannot be dropped, because they show whether an object differs from what was applied.
 */
public final class SharedFieldsReader extends StdDeserializer<FieldsV1> {

    private static final long serialVersionUID = 1;

    /** Weak on both sides, so that unused maps are collected. */
    private final transient Map<Map<String, Object>, WeakReference<Map<String, Object>>> known =
            Collections.synchronizedMap(new WeakHashMap<>());

    SharedFieldsReader() {
        super(FieldsV1.class);
    }

    /** The client's serialization, except for these fields. */
    public static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.registerModule(new SimpleModule().addDeserializer(FieldsV1.class, new SharedFieldsReader()));
        return new KubernetesSerialization(mapper, true);
    }

    @Override
    public FieldsV1 deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        FieldsV1 fields = new FieldsV1();
        fields.setAdditionalProperties(shared(context.readTree(parser)));
        return fields;
    }

    private Map<String, Object> shared(JsonNode node) {
        Map<String, Object> children = new HashMap<>();
        node.properties().forEach(child -> children.put(child.getKey(), shared(child.getValue())));
        Map<String, Object> fields = Map.copyOf(children);
        synchronized (known) {
            WeakReference<Map<String, Object>> reference = known.get(fields);
            Map<String, Object> before = reference == null ? null : reference.get();
            if (before == null) {
                known.put(fields, new WeakReference<>(fields));
                return fields;
            }
            return before;
        }
    }
}
