package fusion.movies.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrdChangesTest {

    private static final String FIELDS = """
            type: object
            required: [old]
            properties:
              old: {type: string, maxLength: 10, enum: [a, b]}
              size: {type: integer, minimum: 1}
              keys: {type: array, items: {type: string}}
            x-kubernetes-validations: [{rule: self.old == oldSelf.old}]
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            'old: {type: string, maxLength: 10, enum: [a, b]}'; 'other: {type: string}'; v1.old is gone
            type: integer; type: string; v1.size: type was "integer" and is "string"
            'maxLength: 10'; 'maxLength: 9'; v1.old: maxLength was 10 and is 9
            'minimum: 1'; 'minimum: 2'; v1.size: minimum was 1 and is 2
            'minimum: 1'; 'minimum: 1, maximum: 5'; v1.size: maximum was not set and is 5
            'enum: [a, b]'; 'enum: [a]'; v1.old may no longer be "b"
            'items: {type: string}'; 'items: {type: string, pattern: ^a}'; v1.keys[]: pattern was not set and is "^a"
            'required: [old]'; 'required: [old, size]'; v1.size is required now
            self.old ==; self.size > 1 && self.old ==; v1 has a new rule: self.size > 1 && self.old == oldSelf.old
            """)
    void an_incompatible_change_is_reported(String before, String after, String fault) {
        assertThat(changes(FIELDS, FIELDS.replace(before, after))).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            'maxLength: 10'; 'maxLength: 11'
            ', maxLength: 10'; ''
            'minimum: 1'; 'minimum: 0'
            'enum: [a, b]'; 'enum: [a, b, c]'
            'required: [old]'; 'required: []'
            """)
    void a_compatible_change_is_not(String before, String after) {
        assertThat(FIELDS).contains(before);
        assertThat(changes(FIELDS, FIELDS.replace(before, after))).isEmpty();
    }

    @Test
    void a_rule_about_a_new_field_is_compatible() {
        String present = FIELDS.replace("properties:\n", "properties:\n  fresh: {type: string}\n")
                .replace("[{rule:", "[{rule: '!has(self.fresh) || self.size > 1'}, {rule:");

        assertThat(changes(FIELDS, present)).isEmpty();
    }

    @Test
    void a_required_field_with_a_default_is_compatible() {
        String present = FIELDS.replace("[old]", "[old, size]").replace("minimum: 1", "minimum: 1, default: 3");

        assertThat(changes(FIELDS, present)).isEmpty();
    }

    @Test
    void a_served_version_stays_served() {
        JsonNode former = crd(FIELDS, true);

        assertThat(CrdChanges.between(former, crd(FIELDS, false))).containsExactly("version v1 is no longer served");
        assertThat(CrdChanges.between(crd(FIELDS, false), crd("type: object", true)))
                .isEmpty();
    }

    @Test
    void the_CRD_is_compatible_with_itself_but_not_without_one_of_its_fields() throws Exception {
        String text = Files.readString(Path.of(GeneratedCrd.FILE));

        assertThat(CrdChanges.between(parsed(text), parsed(text))).isEmpty();
        assertThat(CrdChanges.between(parsed(text), parsed(text.replace(" paused:", " stopped:"))))
                .containsExactly("v1alpha1.spec.paused is gone");
    }

    private static List<String> changes(String former, String present) {
        return CrdChanges.between(crd(former, true), crd(present, true));
    }

    private static JsonNode crd(String schema, boolean served) {
        return parsed("spec:\n  versions:\n  - name: v1\n    served: %s\n    schema:\n      openAPIV3Schema:\n%s"
                .formatted(served, schema.indent(8)));
    }

    static JsonNode parsed(String yaml) {
        return new KubernetesSerialization().unmarshal(yaml, JsonNode.class);
    }
}
