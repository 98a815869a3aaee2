package fusion.movies.operator.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedFieldsReaderTest {

    private final KubernetesSerialization serialization = SharedFieldsReader.serialization();

    private ConfigMap object(String uid) {
        return serialization.unmarshal("""
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "films", "managedFields": [
              {"manager": "movies-operator", "operation": "Apply", "fieldsType": "FieldsV1", "fieldsV1": {
                "f:metadata": {"f:ownerReferences": {"k:{\\"uid\\":\\"%s\\"}": {}}},
                "f:data": {".": {}, "f:a": {}, "f:b": {}}}}]}}""".formatted(uid), ConfigMap.class);
    }

    private static Map<String, Object> fields(ConfigMap object) {
        ManagedFieldsEntry entry = object.getMetadata().getManagedFields().getFirst();
        return entry.getFieldsV1().getAdditionalProperties();
    }

    @Test
    void theFieldsAreThoseThatTheServerSent() {
        assertThat(fields(object("1")))
                .isEqualTo(Map.of(
                        "f:metadata",
                        Map.of("f:ownerReferences", Map.of("k:{\"uid\":\"1\"}", Map.of())),
                        "f:data",
                        Map.of(".", Map.of(), "f:a", Map.of(), "f:b", Map.of())));
    }

    @Test
    void objectsShareEqualFields() {
        assertThat(fields(object("1")).get("f:data"))
                .isSameAs(fields(object("2")).get("f:data"));
    }

    @Test
    void anObjectSurvivesARoundTrip() {
        ConfigMap object = object("1");

        assertThat(serialization.unmarshal(serialization.asJson(object), ConfigMap.class))
                .isEqualTo(object);
    }
}
